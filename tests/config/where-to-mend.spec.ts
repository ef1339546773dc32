import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

import { COMPLETE, type Settings } from '../../fixtures/settings.js';
import { startTool } from '../../fixtures/tool.js';

/** What the command says of these settings, started in a folder with these files of its owner's. */
async function said(
  args: readonly string[],
  environment: Settings,
  files: Readonly<Record<string, string>> = {},
  mode = 0o600,
): Promise<string> {
  const folder = test.info().outputPath('here');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(`${folder}/${name}`, text);
    await chmod(`${folder}/${name}`, mode);
  }
  const { exitCode, stderr } = await startTool(args, environment, folder).ended;
  expect(exitCode, stderr).toBe(2);
  return stderr;
}

test('with a file of targets and none of them chosen, it is said how to choose', async () => {
  const environment = { TARGETS_FILE: '/srv/targets.yaml' };
  for (const command of ['swap', 'verify']) {
    const stderr = await said([command], environment);
    expect(stderr).toContain('JIRA_URL: is not set.');
    expect(stderr).toContain(
      'TARGETS_FILE is set: choose a target of it with --target NAME; `swap` and `verify` also take --all.',
    );
    expect(stderr).not.toContain('Set them in the environment');
  }
  expect(await said(['verify'], { ...environment, JIRA_URL: 'https://acme.atlassian.net' })).toContain(
    'Set them in the environment or in .env;',
  );
});

test('a file of targets that a refused settings file may name is not said to be missing', async () => {
  const stderr = await said(['verify', '--all'], {}, { '.env': 'TARGETS_FILE=/srv/targets.yaml' }, 0o666);
  expect(stderr).toContain('.env is refused, since others than its owner can write it');
  expect(stderr).not.toContain('TARGETS_FILE: is not set');
  expect(await said(['verify', '--all'], {}, { '.env': '' })).toContain('TARGETS_FILE: is not set');
});

test('the settings file that was named is the one in which to set what is missing', async () => {
  const named = ['--env-file', 'prod.env'];
  for (const command of [['verify'], ['verify', '--all'], ['doctor'], ['login', '--account', 'service']]) {
    const stderr = await said([...command, ...named], {}, { 'prod.env': 'LOCK_DIR=/srv/locks' });
    expect(stderr, command.join(' ')).toContain('in the environment or in prod.env;');
    expect(stderr).not.toMatch(/in \.env\b/);
  }
  expect(await said(['verify'], {})).toContain('in the environment or in .env;');
});

test('what is wrong in a controls file is mended there, and nowhere else', async () => {
  const wrong = { 'controls.yaml': 'connector.save: { buton: Save }' };
  const stderr = await said(['verify'], { ...COMPLETE, CONTROLS_FILE: 'controls.yaml' }, wrong);
  expect(stderr).toContain('docs/controls.md says what may stand in that file');
  expect(stderr).not.toContain('Set them in the environment');
  expect(await said(['verify'], { CONTROLS_FILE: 'controls.yaml' }, wrong)).toContain('Set them in the environment');
});
