import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { parse } from 'dotenv';

import {
  ADMIN_PASSWORD,
  SERVICE_PASSWORD,
  answerAlign,
  answerAll,
  answerConnector,
  answerJira,
  isRestored,
} from '../../fixtures/init-answers.js';
import { KEYS, startInTerminal } from '../../fixtures/terminal.js';
import { type Operator, expect, test } from '../../fixtures/test.js';
import { startTool } from '../../fixtures/tool.js';

const runs = ({ directory }: Operator): Readonly<Record<string, string>> => ({
  LOCK_DIR: `${directory}/locks`,
  ARTIFACTS_DIR: `${directory}/artifacts`,
});

test('answers in a terminal become an .env for its owner alone, with which a swap ends well', async ({
  sites,
  operator,
}) => {
  const { directory } = operator;
  // Whatever the shell allows others.
  const person = startInTerminal(['init'], {}, directory, '000');
  await answerAll(person, sites);
  expect(await person.ended, person.screen()).toBe(0);
  expect(isRestored(person), person.written()).toBe(true);
  expect(person.screen()).toMatch(
    /Next:\s+connector-swap doctor\s+connector-swap swap --dry-run\s+connector-swap swap\n/,
  );
  expect((await stat(`${directory}/.env`)).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(['.env']);

  const { service, superAdmin } = sites.accounts;
  const text = await readFile(`${directory}/.env`, 'utf8');
  expect(parse(text)).toEqual({ ...sites.environment, CONNECTOR: 'acme jira', ALIGN_SIGN_IN: 'manual' });
  expect(text).toContain('# TIMEOUT_LABEL=120');
  for (const secret of [service.password, superAdmin.password]) {
    expect(person.written()).not.toContain(secret);
    expect(person.screen()).not.toContain(secret);
  }

  const dry = await startTool(['swap', '--dry-run', '--evidence', 'none'], runs(operator), directory).ended;
  expect(dry.exitCode, dry.stderr).toBe(0);
  const swap = await startTool(['swap', '--evidence', 'none'], runs(operator), directory).ended;
  expect(swap.exitCode, swap.stderr).toBe(0);
  expect(sites.owner()).toBe(service.fullName);
});

test('a wrong answer is refused at once, in the words that the settings get', async ({ sites, operator }) => {
  const { directory } = operator;
  const person = startInTerminal(['init', '--env-file', 'my settings.env'], {}, directory);
  const wrong = async (question: string, answer: string, why: string): Promise<void> => {
    await person.answers(question, answer);
    await person.sees(why);
  };
  await wrong('Jira’s address', '', 'JIRA_URL: is not set.');
  await wrong('Jira’s address', 'acme', 'JIRA_URL: is not an address that begins with https://.');
  await wrong('Jira’s address', 'http://acme.example', 'JIRA_URL: must begin with https://.');
  await answerJira(person, sites);
  await person.chooses(SERVICE_PASSWORD, 'It is in a file');
  const question = `${SERVICE_PASSWORD} (JIRA_PASSWORD_FILE)`;
  await wrong(question, 'secret.txt', 'JIRA_PASSWORD_FILE: there is no such file.');
  await writeFile(`${directory}/secret.txt`, `${sites.accounts.service.password}\n`, { mode: 0o600 });
  await chmod(`${directory}/secret.txt`, 0o644);
  await wrong(question, 'secret.txt', 'others than its owner');
  await chmod(`${directory}/secret.txt`, 0o600);
  await person.answers(question, 'secret.txt');
  await person.chooses('The service account’s one-time codes', 'Type it now');
  await wrong('The service account’s one-time codes (JIRA_TOTP_SECRET)', 'no base 32!', 'is neither a key in base32');
  await person.answers('The service account’s one-time codes (JIRA_TOTP_SECRET)', 'GEZDGNBVGY3TQOJQ');
  await wrong('Jira Align’s address', sites.origins.jira, 'lead to the same site');
  await wrong('Jira Align’s address', 'https://acme.jiraalign.com', 'a target is either all of this machine');
  await answerAlign(person, sites);
  await person.chooses(ADMIN_PASSWORD, 'Type it now');
  const typed = `${ADMIN_PASSWORD} (ALIGN_PASSWORD)`;
  await wrong(typed, 'short', 'at least 6 characters');
  await wrong(typed, `it's "$5"`, 'Keep it in a file: ALIGN_PASSWORD_FILE.');
  await person.answers(typed, sites.accounts.superAdmin.password);
  await person.answers('The connector (', 'Acme Jira');
  await wrong('The canary issue', 'seven', 'CANARY_ISSUE: is not an issue key, as OPS-12.');
  await person.answers('The canary issue', '');
  await person.answers('The application', '');
  expect(await person.ended, person.screen()).toBe(0);
  expect(person.screen()).toContain(`connector-swap doctor --env-file 'my settings.env'`);
  expect(person.screen()).toContain(`connector-swap swap --dry-run --env-file 'my settings.env'`);
  expect(person.screen()).not.toMatch(/it's|GEZDG|short\b/);
  expect(parse(await readFile(`${directory}/my settings.env`))).toEqual({
    ...Object.fromEntries(
      Object.entries(sites.environment).filter(([name]) => !/^(JIRA_PASSWORD|CANARY_ISSUE|APPLICATION)$/.test(name)),
    ),
    ...{ JIRA_PASSWORD_FILE: 'secret.txt', JIRA_TOTP_SECRET: 'GEZDGNBVGY3TQOJQ', ALIGN_SIGN_IN: 'manual' },
  });
});

test('a file that is there is left as it is, but for who says otherwise', async ({ sites, operator }) => {
  const path = `${operator.directory}/.env`;
  await writeFile(path, 'PRECIOUS=1\n', { mode: 0o644 });
  const keeping = startInTerminal(['init'], {}, operator.directory);
  // What is chosen where nothing is pressed but Enter.
  await keeping.sees('.env is there already');
  keeping.presses(KEYS.enter);
  expect(await keeping.ended, keeping.screen()).toBe(2);
  expect(keeping.screen()).toContain('.env is left as it was.');
  expect(await readFile(path, 'utf8')).toBe('PRECIOUS=1\n');

  const replacing = startInTerminal(['init'], {}, operator.directory);
  await replacing.chooses('.env is there already', 'Write it anew');
  await answerAll(replacing, sites);
  expect(await replacing.ended, replacing.screen()).toBe(0);
  expect(await readFile(path, 'utf8')).not.toContain('PRECIOUS');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a file that somebody wrote meanwhile is not overwritten either', async ({ sites, operator }) => {
  const path = `${operator.directory}/.env`;
  const person = startInTerminal(['init'], {}, operator.directory);
  await person.sees('Jira’s address');
  await writeFile(path, 'PRECIOUS=1\n');
  await answerAll(person, sites);
  await person.chooses('.env is there already', 'Leave it as it is');
  expect(await person.ended, person.screen()).toBe(2);
  expect(await readFile(path, 'utf8')).toBe('PRECIOUS=1\n');
  expect(await readdir(operator.directory)).toEqual(['.env']);
});

test('what only shows in the whole is said at the end, and asked again with the answers as they are', async ({
  sites,
  operator,
}) => {
  // This needs CANARY_ISSUE, and is no question.
  const person = startInTerminal(
    ['init'],
    { CANARY_FIELD: 'Story Points', ALIGN_URL: 'https://elsewhere.example' },
    operator.directory,
  );
  await person.sees('what is set wins over the file: ALIGN_URL');
  await answerAll(person, sites);
  await person.sees('With these settings a swap would be refused');
  await person.sees('ALIGN_URL does not: a target is either all of this machine or none of it.');
  await person.chooses('With these settings', 'Go through the questions again');
  for (const question of [
    'Jira’s address',
    'Where this Jira',
    'The service account (',
    SERVICE_PASSWORD,
    'The service account’s one',
    'Jira Align’s',
    'How Jira Align',
    'The Super Admin (',
    ADMIN_PASSWORD,
    'The connector (',
    'The canary',
    'The application',
  ]) {
    await person.isAsked(question);
    person.presses(KEYS.enter);
  }
  await person.chooses('With these settings', 'Write the file as it is');
  expect(await person.ended, person.screen()).toBe(0);
  expect(parse(await readFile(`${operator.directory}/.env`))).toEqual({
    ...sites.environment,
    CONNECTOR: 'acme jira',
    ALIGN_SIGN_IN: 'manual',
  });
});

test('for who signs in by hand there is no password, but a key, and login comes next', async ({ sites, operator }) => {
  const person = startInTerminal(['init'], {}, operator.directory);
  await answerJira(person, sites);
  await person.chooses(SERVICE_PASSWORD, 'None: somebody signs in by hand');
  await answerAlign(person, sites);
  await person.chooses(ADMIN_PASSWORD, 'A command prints it');
  // Neither kind of quotes holds both.
  await person.answers(`${ADMIN_PASSWORD} (ALIGN_PASSWORD_COMMAND)`, `printf "%s" 'correct horse'`);
  await person.chooses('The key of kept sessions', 'Make a new one now');
  await answerConnector(person);
  expect(await person.ended, person.screen()).toBe(0);
  expect(person.screen()).toMatch(
    /Next:\s+connector-swap login --account service\s+connector-swap doctor\s+connector-swap swap --dry-run/,
  );
  const { SESSION_KEY = '', ...written } = parse(await readFile(`${operator.directory}/.env`));
  expect(SESSION_KEY).toMatch(/^[\w+/]{43}=$/);
  expect(person.written()).not.toContain(SESSION_KEY);
  expect(Object.entries(written).filter(([name]) => name.includes('PASSWORD'))).toEqual([
    ['ALIGN_PASSWORD_COMMAND', '["printf","%s","correct horse"]'],
  ]);
});

test('without a terminal it refuses, and says what to do instead', async ({ operator }) => {
  const { exitCode, stdout, stderr } = await startTool(['init'], {}, operator.directory).ended;
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('after .env.example');
});

for (const [args, why] of [
  [['--env-file', 'a', '--targets', 'b'], 'Write one file at a time.'],
  [['--env-file', 'no/such/.env'], 'its folder does not exist'],
  [['--targets', '.'], 'it is a folder'],
] as const) {
  test(`before anything is asked: init ${args.join(' ')} is refused with 2`, async ({ operator }) => {
    const person = startInTerminal(['init', ...args], {}, operator.directory);
    expect(await person.ended, person.screen()).toBe(2);
    expect(person.screen()).toContain(why);
    expect(await readdir(operator.directory)).toEqual([]);
  });
}
