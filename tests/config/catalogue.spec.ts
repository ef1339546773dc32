import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { everyControl } from '../../pages/controls/catalogue.js';
import { rungName, wholeText } from '../../pages/controls/control.js';
import { FORBIDDEN, forbiddenIn, isPressControl } from '../../pages/controls/written.js';

test('every rung of every control cites a section of the facts that is there', async () => {
  const facts = await readFile(new URL('../../docs/facts.md', import.meta.url), 'utf8');
  const sections = facts
    .split('\n')
    .filter((line) => line.startsWith('## '))
    .map((line) => line.slice(3));
  const cited = everyControl.flatMap(({ ladder }) => ladder.map(({ known }) => known.facts));
  expect(cited.filter((section) => !sections.includes(section))).toEqual([]);
});

test('every control has a name of its own, a purpose and a ladder whose rungs differ', () => {
  const names = everyControl.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, purpose, ladder } of everyControl) {
    expect(purpose, name).not.toBe('');
    expect(new Set(ladder.map(rungName)).size, name).toBe(ladder.length);
    expect(ladder.length, name).toBeGreaterThan(0);
  }
});

test('the labels of what is pressed are no two controls’, and none of what is never pressed', () => {
  const presses = everyControl.filter(isPressControl);
  for (const { name, labels } of presses) {
    expect(forbiddenIn(labels), name).toBeUndefined();
    const others = presses.filter((each) => each.name !== name);
    expect(others.filter((each) => labels.some((label) => wholeText(each.labels).test(label)))).toEqual([]);
  }
});

const NEVER = [
  ...['Generate New Key', 'generate new key', 'Regenerate the key', 'New OAuth key', 'Deactivate', 'Activate'],
  ...['Revoke Access', 'Deny', 'Access denied', 'btnGenerateKey', 'oauth-revoke', 'Schlüssel erzeugen', 'Ablehnen'],
  ...['Renew Jira OAuth key', 'Rotate Jira key', 'Create key pair', 'Reset the Jira key', 'Replace RSA keys'],
  ...['Generate RSA public/private key', 'Don’t allow', "Don't allow", 'Do not allow', 'Nicht zulassen'],
  ...['Widerrufen', 'Deaktivieren', 'Denegar', 'Révoquer', 'Refuser', 'Generar clave', 'Negar', '拒否', '无效的密钥'],
];
const HARMLESS = [
  ...['Reauthorize Jira OAuth access', 'Save', 'Allow', 'Request Jira for access', 'Speichern', 'Erlauben', 'Guardar'],
  ...[
    'Interactive',
    'Key results',
    'Reset',
    'Create',
    'Zulassen',
    'Click here',
    'Clear',
    'Jira Settings',
    'approve',
    'btnUpdateConnectors',
  ],
];

test('what is never pressed is told by its words, and nothing else is', () => {
  expect(NEVER.filter((text) => forbiddenIn([text]) === undefined)).toEqual([]);
  expect(HARMLESS.filter((text) => forbiddenIn([text]) !== undefined)).toEqual([]);
  expect(FORBIDDEN.source, 'as a part of selectors').not.toMatch(/['"`/]/);
});
