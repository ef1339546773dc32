import { mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

import { type Ended, startTool } from '../../fixtures/tool.js';

const FILE = {
  accounts: {
    service: { username: 'service@acme.example', password: { env: 'SERVICE_PASSWORD' } },
    admin: { username: 'admin@acme.example' },
  },
  jira: { acme: { url: 'https://acme.atlassian.net', account: 'service' } },
  align: { acme: { url: 'https://acme.jiraalign.com', account: 'admin' } },
  targets: { sales: { jira: 'acme', align: 'acme', connector: 'Sales' }, alone: { jira: 'acme' } },
};

async function login(...args: readonly string[]): Promise<Ended> {
  const folder = test.info().outputPath('here');
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/targets.json`, JSON.stringify(FILE), { mode: 0o600 });
  const environment = { TARGETS_FILE: `${folder}/targets.json`, LOCK_DIR: folder, SESSION_DIR: `${folder}/sessions` };
  return await startTool(['login', ...args], environment, folder).ended;
}

test('the session of an account of the file of targets is forgotten, without its password', async () => {
  for (const [account, name] of [
    ['service', 'the service account'],
    ['admin', 'the Super Admin'],
  ] as const) {
    const { exitCode, stderr } = await login('--forget', '--account', account, '--target', 'sales');
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain(`No session of ${name} is kept.`);
  }
});

test('what a sign-in by hand lacks is told by where it stands, and no password is asked for', async () => {
  const keyless = await login('--account', 'service', '--target', 'sales');
  expect(keyless.exitCode, keyless.stderr).toBe(2);
  expect(keyless.stderr).toContain('SESSION_KEY: is not set');
  expect(keyless.stderr).toContain('One setting is missing or wrong');
  const alone = await login('--forget', '--account', 'admin', '--target', 'alone');
  expect(alone.exitCode, alone.stderr).toBe(2);
  expect(alone.stderr).toContain('targets.alone.align: is not given.');
  const unknown = await login('--account', 'admin', '--target', 'nobody');
  expect(unknown.exitCode, unknown.stderr).toBe(2);
  expect(unknown.stderr).toContain('It has: sales, alone.');
});
