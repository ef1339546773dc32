import { expect, test } from '@playwright/test';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { execPath } from 'node:process';

import { COMPLETE, load, refusal, without } from '../../fixtures/settings.js';
import { loadConfiguration } from '../../flows/config/load.js';

const withoutPassword = without('JIRA_PASSWORD');
const write = async (name: string, text: string, mode: number): Promise<string> => {
  const path = test.info().outputPath(name);
  await mkdir(test.info().outputDir, { recursive: true });
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
};

test('.env is read, and real variables win over it', async () => {
  const path = await write(
    '.env',
    Object.entries(COMPLETE)
      .map(([name, value]) => `${name}='${value}'`)
      .join('\n'),
    0o600,
  );
  const { target } = await loadConfiguration({
    command: 'swap',
    environment: { CONNECTOR: '12' },
    envFile: null,
    directory: path.replace(/\/\.env$/, ''),
  });
  expect(target.connector).toBe('12');
  expect(target.jira.username).toBe(COMPLETE.JIRA_USERNAME);
});

test('a settings file that was named must exist', async () => {
  await expect(
    loadConfiguration({ command: 'swap', environment: COMPLETE, envFile: '/nowhere/.env', directory: null }),
  ).rejects.toThrow('does not exist');
});

test('what may stand in a settings file that was not read is not said to be missing', async () => {
  const environment = { TIMEOUT_RUN: 'soon' };
  const refuse = async (envFile: string): Promise<string> =>
    await loadConfiguration({ command: 'swap', environment, envFile, directory: null }).then(
      () => 'it was read',
      (error: unknown) => String(error),
    );
  const open = await write('all.env', 'JIRA_URL=https://acme.atlassian.net', 0o666);
  for (const [path, why] of [
    [open, 'others than its owner can write it'],
    [test.info().outputDir, 'it is a folder'],
    ['/nowhere/.env', 'does not exist'],
  ] as const) {
    const said = await refuse(path);
    expect(said).toContain(why);
    expect(said, 'what was given elsewhere is judged').toContain('TIMEOUT_RUN: is not a number');
    expect(said).not.toContain('is not set');
  }
});

test('a settings file that others can write is refused; one that others can read gets a warning', async () => {
  const open = await write('open.env', '', 0o666);
  await expect(
    loadConfiguration({ command: 'swap', environment: COMPLETE, envFile: open, directory: null }),
  ).rejects.toThrow('others than its owner can write it');
  const readable = await write('readable.env', '', 0o644);
  const { warnings } = await loadConfiguration({
    command: 'swap',
    environment: COMPLETE,
    envFile: readable,
    directory: null,
  });
  expect(warnings.join()).toContain('can be read by others');
});

test('a secret is read from a file of its owner’s alone, without its last newline', async () => {
  const path = await write('secret', ' with spaces and\nlines \n', 0o600);
  const { target } = await load({ ...withoutPassword, JIRA_PASSWORD_FILE: path });
  expect(target.jira.password?.reveal()).toBe(' with spaces and\nlines ');
});

test('a secret’s file that others can read or write is refused', async () => {
  expect(await refusal({ ...withoutPassword, JIRA_PASSWORD_FILE: await write('a', 'long enough', 0o644) })).toMatch(
    /JIRA_PASSWORD_FILE: .*can read it/,
  );
  expect(await refusal({ ...withoutPassword, JIRA_PASSWORD_FILE: await write('b', 'long enough', 0o620) })).toMatch(
    /JIRA_PASSWORD_FILE: .*can write it/,
  );
  expect(await refusal({ ...withoutPassword, JIRA_PASSWORD_FILE: '/nowhere/secret' })).toContain(
    'JIRA_PASSWORD_FILE: there is no such file',
  );
});

test('a command prints a secret, without a shell and without being told the others', async () => {
  const script = 'process.stdout.write(`${process.argv[1]}|${process.env.ALIGN_PASSWORD ?? "untold"}\\n`)';
  const { target } = await load({
    ...withoutPassword,
    JIRA_PASSWORD_COMMAND: JSON.stringify([execPath, '-e', script, '$HOME;id']),
  });
  expect(target.jira.password?.reveal()).toBe('$HOME;id|untold');
});

test('a command that fails is told by its exit code, never by what it printed', async () => {
  const script = 'console.log("the secret"); console.error("the secret"); process.exit(3)';
  const message = await refusal({
    ...withoutPassword,
    JIRA_PASSWORD_COMMAND: JSON.stringify([execPath, '-e', script]),
  });
  expect(message).toContain('JIRA_PASSWORD_COMMAND: the command failed (exit code 3)');
  expect(message).not.toContain('the secret');
  const missing = await refusal({ ...withoutPassword, JIRA_PASSWORD_COMMAND: '/nowhere/vault read' });
  expect(missing).toContain('JIRA_PASSWORD_COMMAND: its first word is no program that can be found');
});
