import { chmod, writeFile } from 'node:fs/promises';

import { readToAdd, withEntry } from '../../flows/config/add-to-controls-file.js';
import { expect, test } from '../../fixtures/test.js';

const ENTRY = { button: 'Settings here' };

/** Files before and after. */
const ADDED = [
  ['', 'navigation.settings:\n  button: Settings here\n'],
  ['# Nothing yet.\n', '# Nothing yet.\n\nnavigation.settings:\n  button: Settings here\n'],
  [
    '# Ours.\nconnector.save:\n  labels: Speichern # in German\n\n# Theirs.\nnavigation.settings: "#old"\ntimeouts:\n  TIMEOUT_LABEL: 300\n',
    '# Ours.\nconnector.save:\n  labels: Speichern # in German\n\n# Theirs.\nnavigation.settings:\n  button: Settings here\ntimeouts:\n  TIMEOUT_LABEL: 300\n',
  ],
  [
    '{ "idp.submit": { "button": "Sign-in" } }\n',
    '{ "idp.submit": { "button": "Sign-in" }, navigation.settings: { button: Settings here } }\n',
  ],
] as const;

test('an entry is added, or put in the place of another; comments and all else stay', () => {
  for (const [before, after] of ADDED) {
    const problems: string[] = [];
    const draft = withEntry('controls.yaml', before, 'navigation.settings', ENTRY, problems);
    expect(problems).toEqual([]);
    expect(draft?.text).toBe(after);
    expect(draft?.replaces).toBe(before.includes('navigation.settings'));
    expect(draft?.file.overrides.controls.has('navigation.settings')).toBe(true);
  }
});

test('what a file may not say is not drafted', () => {
  const problems: string[] = [];
  expect(withEntry('controls.yaml', '', 'navigation.settings', { button: 'Deny' }, problems)).toBeNull();
  expect(problems.join('')).toContain('“Deny” is written on what is never pressed');
});

test('a file that is wrong, or that others can write, is not added to', async ({}, testInfo) => {
  const path = testInfo.outputPath('controls.yaml');
  expect(await readToAdd(path)).toBe('');
  await writeFile(path, 'no.control: "#x"\n', { mode: 0o600 });
  await expect(readToAdd(path)).rejects.toThrow('there is no control “no.control”');
  const open = testInfo.outputPath('open.yaml');
  await writeFile(open, '');
  await chmod(open, 0o666);
  await expect(readToAdd(open)).rejects.toThrow('others than its owner can write it');
});
