import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { isRestored } from '../../fixtures/init-answers.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { KEYS, type Person, startInTerminal } from '../../fixtures/terminal.js';
import { type Operator, expect, test } from '../../fixtures/test.js';

/** Starts a swap as a person does who watches it: with a line that turns. */
async function watched(
  { environment }: Sites,
  { directory }: Operator,
): Promise<{ person: Person; temporary: string }> {
  const temporary = join(directory, 't');
  await mkdir(temporary);
  const own = { LOCK_DIR: join(directory, 'locks'), ARTIFACTS_DIR: join(directory, 'artifacts'), TMPDIR: temporary };
  const person = startInTerminal(['swap', '--evidence', 'none'], { ...environment, ...own }, directory);
  return { person, temporary };
}

test('Ctrl-C in a terminal past the first press brings the authorisation home before the run ends', async ({
  sites,
  operator,
}) => {
  const { person, temporary } = await watched(sites, operator);
  await person.sees('✓ Reauthorize the Jira OAuth access');
  person.presses(KEYS.ctrlC);
  expect(await person.ended, person.screen()).toBe(130);
  expect(person.screen()).toContain('Asked to end: the connector has no authorisation now');
  expect(person.screen()).toContain('NOT FINISHED');
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
  expect(await readdir(temporary)).toEqual([]);
  expect(isRestored(person)).toBe(true);
});

test('Ctrl-C in a terminal before the first press ends the run, which says that nothing was changed', async ({
  sites,
  operator,
}) => {
  const { person, temporary } = await watched(sites, operator);
  await person.sees('✓ Sign in to Jira as the service account');
  person.presses(KEYS.ctrlC);
  expect(await person.ended, person.screen()).toBe(130);
  expect(person.screen()).toContain('Stopped, nothing was changed');
  expect(await readdir(temporary)).toEqual([]);
  expect(isRestored(person)).toBe(true);
});
