import { expect, test } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

import { deployText } from '../../fixtures/deployed.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const UNPACKED = `${PROJECT}node_modules/.prometheus/usr/bin/promtool`;
const PROMTOOL = existsSync(UNPACKED) ? UNPACKED : 'promtool';

/** What a program says, and with what it ends. */
function said(program: string, args: readonly string[], cwd = PROJECT): { status: number | null; text: string } {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return { status, text: `${stdout}${stderr}` };
}

test('systemd takes the service and the timer without a word', async ({}, testInfo) => {
  const folder = testInfo.outputPath('units');
  await mkdir(folder, { recursive: true });
  for (const name of ['connector-swap-verify.service', 'connector-swap-verify.timer'])
    // It looks whether the program is there, which it may be elsewhere on this machine.
    await writeFile(
      `${folder}/${name}`,
      (await deployText(`systemd/${name}`)).replace('=/usr/bin/node', `=${execPath}`),
    );
  const units = ['connector-swap-verify.service', 'connector-swap-verify.timer'].map((name) => `${folder}/${name}`);
  expect(said('systemd-analyze', ['verify', '--man=no', ...units])).toEqual({ status: 0, text: '' });
});

test('Prometheus takes the alerts, and each begins when it should and not before', () => {
  const checked = said(PROMTOOL, ['check', 'rules', 'deploy/prometheus/alerts.yml']);
  expect(checked.status, checked.text).toBe(0);
  const tested = said(PROMTOOL, ['test', 'rules', 'tests/deploy/alerts.yml']);
  expect(tested.status, tested.text).toBe(0);
});

test('what the Dockerfile copies is enough to build', async ({}, testInfo) => {
  const folder = testInfo.outputPath('image');
  const dockerfile = await deployText('Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, all = '']) => all.split(' '));
  for (const source of copied) {
    await mkdir(dirname(`${folder}/${source}`), { recursive: true });
    await cp(`${PROJECT}${source}`, `${folder}/${source}`, { recursive: true });
  }
  // In place of `npm ci`, which takes a registry.
  await symlink(`${PROJECT}node_modules`, `${folder}/node_modules`);
  const built = said('npm', ['run', 'build'], folder);
  expect(built.status, built.text).toBe(0);
  expect(said(execPath, ['--', `${folder}/dist/flows/cli.js`, '--version']).status).toBe(0);
});
