import { expect, test } from '@playwright/test';
import { chmod, mkdir, writeFile } from 'node:fs/promises';

import { tabOf } from '../../fixtures/tab.js';
import { readControlsFile } from '../../flows/config/controls-file.js';
import { alignNavigation } from '../../pages/controls/align.js';
import { connector } from '../../pages/controls/connector.js';
import type { Control, Ladders } from '../../pages/controls/control.js';
import { seen } from '../../pages/controls/look.js';

async function read(text: string, path: string, mode = 0o600): Promise<{ ladders: Ladders; problems: string[] }> {
  await writeFile(path, text);
  await chmod(path, mode);
  const problems: string[] = [];
  return { ladders: await readControlsFile(path, problems), problems };
}

const wrong: readonly [what: string, text: string, says: RegExp][] = [
  ['a control that does not exist', 'connector.nothing: b', /no control “connector.nothing”.*idp\.username/],
  ['where Allow is pressed', 'consent.allow: button', /no control “consent.allow”/],
  ['what tells the state', 'connector.reauthorize: { button: Other }', /no control “connector.reauthorize”/],
  ['a choice by position', 'connector.save: ":nth-match(button, 2)"', /is not one CSS selector/],
  ['a chain of selectors', 'connector.save: "form >> button"', /is not one CSS selector/],
  ['an empty ladder', 'connector.save: []', /connector\.save/],
  ['no list of controls', 'just words', /CONTROLS_FILE/],
];

for (const [what, text, says] of wrong) {
  test(`a controls file is refused with ${what}`, async ({}, testInfo) => {
    await mkdir(testInfo.outputDir, { recursive: true });
    const { problems } = await read(text, testInfo.outputPath('controls.yaml'));
    expect(problems.join('\n')).toMatch(says);
  });
}

test('a controls file that others can write is refused', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const { problems } = await read('idp.submit: button', testInfo.outputPath('controls.yaml'), 0o622);
  expect(problems.join()).toContain('others than its owner can write it');
});

test('a ladder from a file finds its control, and never another’s', async ({ page }, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  await page.setContent(`<button id="keep">Keep it</button><button id="save">Save</button>
    <input id="off" type="submit" value="Deactivate" /><a id="key" href="#">Generate New Key</a>`);
  const leads = async (control: Control, selector: string): Promise<string> => {
    const { ladders, problems } = await read(`${control.name}: '${selector}'`, testInfo.outputPath('controls.yaml'));
    expect(problems).toEqual([]);
    return await seen({ ...tabOf(page), ladders }, control).then(
      (found) => found?.rung ?? 'nothing',
      (error: unknown) => String(error),
    );
  };
  expect(await leads(connector.save, '#keep')).toBe('#keep');
  expect(await leads(connector.save, '#off')).toContain('to “Deactivate”, which is another control');
  expect(await leads(connector.test, '#save')).toContain('to “Save”, which is another control');
  expect(await leads(alignNavigation.jiraConnectors, '#key')).toContain('to “Generate New Key”');
});
