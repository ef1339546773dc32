import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { KEYS, type Person, startInTerminal } from '../../fixtures/terminal.js';
import { expect, test as base } from '../../fixtures/test.js';

const QUESTION = 'controls.yaml says where controls are, which is where a run presses and types';

/** Somebody who starts `doctor` with a controls file that says where Save is. */
const test = base.extend<{ readonly start: () => Person }>({
  start: async ({ sites, operator }, use) => {
    const { directory } = operator;
    await writeFile(join(directory, 'controls.yaml'), 'connector.save: { labels: Sichern }\n', { mode: 0o600 });
    const own = { LOCK_DIR: join(directory, 'locks'), ARTIFACTS_DIR: join(directory, 'artifacts') };
    // By its name alone: a long path would be broken into lines.
    const settings = { ...sites.environment, ...own, CONTROLS_FILE: 'controls.yaml' };
    await use(() => startInTerminal(['doctor'], settings, directory));
  },
});

test('what a controls file says of a press is shown and asked about once: after a yes it is in force, and nobody is asked again', async ({
  start,
}) => {
  const first = start();
  await first.sees(QUESTION);
  await first.sees('connector.save: called “Sichern”');
  first.presses('y');
  expect(await first.ended, first.screen()).toBe(0);
  const second = start();
  expect(await second.ended, second.screen()).toBe(0);
  expect(second.screen()).not.toContain('Is that what you mean?');
});

for (const { name, keys, code, says } of [
  { name: 'Enter alone is a no: 2', keys: KEYS.enter, code: 2, says: 'Mend the file that CONTROLS_FILE names' },
  { name: 'Ctrl-C at the question: 130', keys: KEYS.ctrlC, code: 130, says: 'Run the same command again' },
]) {
  test(name, async ({ start, sites }) => {
    const person = start();
    await person.sees('Is that what you mean?');
    person.presses(keys);
    expect(await person.ended, person.screen()).toBe(code);
    expect(person.screen()).toContain(says);
    expect(sites.changes.filter(({ from }) => from === 'browser')).toEqual([]);
  });
}
