import { readdir } from 'node:fs/promises';
import process from 'node:process';

import { SERVICE_PASSWORD, answerJira, isRestored } from '../../fixtures/init-answers.js';
import { descendants } from '../../fixtures/process-table.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { KEYS, type Person, startInTerminal } from '../../fixtures/terminal.js';
import { expect, test } from '../../fixtures/test.js';

const LEAVINGS: readonly (readonly [string, (person: Person, sites: Sites) => Promise<void>, string])[] = [
  ['the first question', (person) => person.sees('Jira’s address'), KEYS.ctrlC],
  ['the first question, by the end of the input', (person) => person.sees('Jira’s address'), KEYS.ctrlD],
  ['the first question, by Escape', (person) => person.sees('Jira’s address'), KEYS.escape],
  [
    'a question in the middle, half answered',
    async (person, sites) => {
      await answerJira(person, sites);
      await person.sees('Type it now');
    },
    KEYS.ctrlC,
  ],
  [
    'a password that is half typed',
    async (person, sites) => {
      await answerJira(person, sites);
      await person.chooses(SERVICE_PASSWORD, 'Type it now');
      await person.sees('JIRA_PASSWORD');
      person.presses(sites.accounts.service.password);
      await person.sees('▪▪▪▪▪▪▪▪');
    },
    KEYS.ctrlC,
  ],
  [
    'a password while its command still runs',
    async (person, sites) => {
      await answerJira(person, sites);
      await person.chooses(SERVICE_PASSWORD, 'A command prints it');
      await person.answers(`${SERVICE_PASSWORD} (JIRA_PASSWORD_COMMAND)`, `sh -c 'echo $$ > /dev/tty; exec sleep 60'`);
      await expect.poll(() => person.screen()).toMatch(/^\d+$/m);
    },
    KEYS.ctrlC,
  ],
];

for (const [where, answer, key] of LEAVINGS) {
  test(`who leaves at ${where}, leaves nothing behind: 130`, async ({ sites, operator }) => {
    const person = startInTerminal(['init'], {}, operator.directory);
    await answer(person, sites);
    person.presses(key);
    expect(await person.ended, person.screen()).toBe(130);
    expect(isRestored(person), person.written()).toBe(true);
    expect(await readdir(operator.directory)).toEqual([]);
    expect(person.written()).not.toContain(sites.accounts.service.password);
    for (const [pid] of person.screen().matchAll(/^\d+$/gm))
      await expect.poll(() => isRunning(Number(pid))).toBe(false);
  });
}

test('a signal from elsewhere leaves nothing behind either, and a terminal that can be used: 143', async ({
  operator,
}) => {
  const person = startInTerminal(['init'], {}, operator.directory);
  await person.sees('Jira’s address');
  for (const { pid } of await descendants(person.shell)) process.kill(pid, 'SIGTERM');
  expect(await person.ended, person.screen()).toBe(143);
  expect(isRestored(person), person.written()).toBe(true);
  expect(await readdir(operator.directory)).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
