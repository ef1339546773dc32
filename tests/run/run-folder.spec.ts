import { expect, test } from '@playwright/test';
import { mkdirSync, readdirSync } from 'node:fs';

import { SecretRegistry } from '../../flows/report/secret-registry.js';
import { keepRunFolder } from '../../flows/run/run-folder.js';
import { Secret } from '../../pages/secret.js';

test('a plan that holds a secret which was learnt later is deleted, and named', async ({}, testInfo) => {
  const path = testInfo.outputPath('run');
  mkdirSync(path);
  const registry = new SecretRegistry();
  const failed: string[] = [];
  const folder = keepRunFolder(path, registry, (what) => failed.push(what));
  folder.keepText('plan.json', '{ "application": "open-Sesame-7" }');
  folder.keepText('change-ticket.txt', 'Please approve.');
  registry.addSecret(new Secret('open-Sesame-7'));
  const withheld = await folder.search();
  expect(withheld.map(({ name }) => name)).toEqual(['plan.json']);
  expect(readdirSync(path)).toEqual(['change-ticket.txt']);
  expect([await folder.search(), failed]).toEqual([[], []]);
});
