import { expect, test } from '@playwright/test';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { execPath } from 'node:process';

import { COMPLETE, type Settings, load, refusal, without } from '../../fixtures/settings.js';
import { loadConfiguration } from '../../flows/config/load.js';
import { lockFolder } from '../../flows/config/settings.js';

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

test('a value that would be cut at a # is refused by its name; in quotes, or where a real variable wins, it is not', async () => {
  const lines = Object.entries(without('JIRA_PASSWORD')).map(([name, value]) => `${name}='${value}'`);
  const read = async (password: string, environment: Settings = {}): ReturnType<typeof loadConfiguration> =>
    await loadConfiguration({
      ...{ command: 'swap', environment, directory: null },
      envFile: await write('hash.env', [...lines, `JIRA_PASSWORD=${password}`].join('\n'), 0o600),
    });
  const refused = await read('Tr0ub4dor#3').then(() => 'it was read', String);
  expect(refused).toContain(
    'JIRA_PASSWORD: holds a # outside of quotes, from which on it is left out: put the value in single quotes.',
  );
  expect(refused).not.toContain('Tr0ub');
  expect((await read(`'Tr0ub4dor#3'`)).target.jira.password?.reveal()).toBe('Tr0ub4dor#3');
  expect((await read('Tr0ub4dor # of the service account')).target.jira.password?.reveal()).toBe('Tr0ub4dor');
  const { target } = await read('Tr0ub4dor#3', { JIRA_PASSWORD: 'correct horse' });
  expect(target.jira.password?.reveal()).toBe('correct horse');
});

test('a line that names a setting and sets nothing is refused; another one is not repeated, since it may be a secret', async () => {
  const lines = Object.entries(without('JIRA_PASSWORD')).map(([name, value]) => `${name}='${value}'`);
  const read = async (...more: readonly string[]): Promise<unknown> =>
    await loadConfiguration({
      ...{ command: 'swap', environment: {}, directory: null },
      envFile: await write('unset.env', [...lines, ...more].join('\n'), 0o600),
    }).then(({ warnings }) => warnings, String);
  const refused = await read('CANARY_ISSUE OPS-7', 'JIRA_PASSWORD=', 'hunter2');
  expect(refused).toContain('CANARY_ISSUE: has no = right after its name in the settings file: nothing is set.');
  expect(refused).not.toMatch(/OPS-7|hunter2/);
  expect(await read('JIRA_PASSWORD=Tr0ub4dor', 'hunter2', 'CANARY_ISSUE is below', 'CANARY_ISSUE=OPS-7')).toEqual([]);
});

test('where locks lie is told though another value of the settings file would be cut, but not by half', async () => {
  const folder = async (...lines: readonly string[]): Promise<string> =>
    await lockFolder({
      ...{ environment: {}, directory: null },
      envFile: await write('locks.env', lines.join('\n'), 0o600),
    });
  expect(await folder('LOCK_DIR=/srv/locks', 'JIRA_PASSWORD=Tr0ub4dor#3')).toBe('/srv/locks');
  await expect(folder('LOCK_DIR=/srv/locks#1')).rejects.toThrow('LOCK_DIR: holds a # outside of quotes');
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
