import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';

import { tabOf } from '../../fixtures/tab.js';
import { type ControlsFile, readControlsFile } from '../../flows/config/controls-file.js';
import { alignNavigation } from '../../pages/controls/align.js';
import { atlassianId } from '../../pages/controls/atlassian-id.js';
import { connector } from '../../pages/controls/connector.js';
import type { Control } from '../../pages/controls/control.js';
import { find, seen } from '../../pages/controls/look.js';
import { NO_OVERRIDES } from '../../pages/controls/overrides.js';
import { SwapError } from '../../pages/errors.js';

async function read(
  text: string,
  path: string,
  mode = 0o600,
): Promise<{ file: ControlsFile | null; problems: string[] }> {
  await writeFile(path, text);
  await chmod(path, mode);
  const problems: string[] = [];
  return { file: await readControlsFile(path, problems), problems };
}

/** Whether the published schema accepts a file. */
async function isAccepted(text: string): Promise<boolean> {
  const schema: unknown = JSON.parse(
    await readFile(new URL('../../docs/controls.schema.json', import.meta.url), 'utf8'),
  );
  return new Ajv2020({ strict: false }).validate(schema as object, parse(text)); // Whatever it holds, it is a schema.
}

const malformed: readonly [what: string, text: string, says: RegExp][] = [
  ['a control that does not exist', 'connector.nothing: b', /no control “connector.nothing”: likeliest connector\./],
  ['what is recognised as Deny', 'consent.deny: button', /consent\.deny.*is nobody’s to say/],
  ['a mistyped control', 'conector.save: "#save"', /no control “conector\.save”: likeliest connector\.save, /],
  ['a choice by position', 'connector.save: ":nth-match(button, 2)"', /connector\.save/],
  ['a chain of selectors', 'connector.save: "form >> button"', /connector\.save/],
  ['a chain of selectors over two lines', 'connector.save: "button\\n>> nth=1"', /connector\.save/],
  ['a place among others', 'connector.save: "button:nth-child(2)"', /connector\.save/],
  ['a bare label', 'connector.save: Save', /connector\.save: .*as {button: Save}/],
  [
    'a mistyped word',
    'connector.save: { buton: Save }',
    /^CONTROLS_FILE: connector\.save: “buton” is none of css, .*labels\.$/,
  ],
  ['a time-out that there is none of', 'timeouts: { TIMEOUT_LABL: 3 }', /TIMEOUT_LABL: is no time-out/],
  ['an empty ladder', 'connector.save: []', /connector\.save/],
  ['no list of controls', 'just words', /CONTROLS_FILE/],
  ['an origin', 'JIRA_SIGN_IN_ORIGINS: https://elsewhere.example', /no control “JIRA_SIGN_IN_ORIGINS”/],
  ['an origin among the time-outs', 'timeouts: { JIRA_URL: 3 }', /timeouts/],
  [
    'a step that is none',
    'navigation: [connector.save]',
    /step 1 of navigation: is neither .*navigation\.settings.*nor/,
  ],
];

const misleading: readonly [what: string, text: string, says: RegExp][] = [
  [
    'a step of the way that is never pressed',
    'navigation: [{ button: Deactivate }]',
    /navigation: “Deactivate”.*never/,
  ],
  ['a step of the way that is another’s', 'navigation: [{ text: Save }]', /navigation: “Save” is written on connector/],
  [
    'a step of the way that saves',
    'navigation: [{ button: Apply changes }]',
    /navigation: “Apply changes” is.*saves or sends/,
  ],
  [
    'a known step as one that saves',
    'navigation.settings: { labels: Änderungen speichern }',
    /speichern” is.*saves or/,
  ],
  [
    'a step that saves in a language without spaces',
    'navigation: [{ text: 変更を保存する }]',
    /“変更を保存する” is.*saves or/,
  ],
  [
    'another label of the state',
    'connector.reauthorize: { labels: Authorize Jira OAuth access }',
    /connector\.authorize/,
  ],
  ['a button that is another', 'connector.test: { button: Save }', /“Save” is written on connector\.save/],
  ['a key in another language', 'connector.request: { labels: Neuen Jira-Schlüssel erzeugen }', /never pressed/],
  ['what says Deny in another language', 'consent.allow: { labels: Verweigern }', /never pressed/],
  ['a label without Jira', 'connector.reauthorize: { labels: Erneuern }', /does not name Jira/],
  [
    'one label for two presses',
    'connector.save: { labels: Übernehmen }\nconnector.test: { button: übernehmen }',
    /connector\.test: “übernehmen” is given for connector\.save too/,
  ],
];

for (const [what, text, says] of [...malformed, ...misleading]) {
  test(`a controls file is refused with ${what}`, async ({}, testInfo) => {
    await mkdir(testInfo.outputDir, { recursive: true });
    const { file, problems } = await read(text, testInfo.outputPath('controls.yaml'));
    expect(file).toBeNull();
    expect(problems.join('\n')).toMatch(says);
    expect(await isAccepted(text), 'the published schema').toBe(misleading.some(([, known]) => known === text));
  });
}

for (const seconds of ['abc', '0', '-3', '90000', "' '"]) {
  test(`a time-out that is none is told as one of the controls file: ${seconds}`, async ({}, testInfo) => {
    await mkdir(testInfo.outputDir, { recursive: true });
    const path = testInfo.outputPath('controls.yaml');
    const { file, problems } = await read(`timeouts: { TIMEOUT_RUN: ${seconds} }`, path);
    expect(file).toBeNull();
    expect(problems).toEqual([
      'CONTROLS_FILE: timeouts › TIMEOUT_RUN: is not a number of seconds between 0 and 86400.',
    ]);
  });
}

const WHOLE = `
idp.username: 'input[name="login"]'
idp.submit: { button: Sign-in }
connector.name: [{ css: '#name' }, { label: Verbindung }]
connector.save: { labels: Speichern }
connector.reauthorize: { labels: [Jira-OAuth-Zugriff erneuern], before: '#btnOAuth' }
navigation.settings: { after: { text: Einstellungen } }
navigation: [navigation.settings, { button: Integrationen }, navigation.jiraConnectors]
timeouts: { TIMEOUT_LABEL: 300, TIMEOUT_ACTION: '20' }
`;

test('a controls file may say all that it can, the published schema agrees, and its hash is of what it says', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const path = testInfo.outputPath('controls.yaml');
  const { file, problems } = await read(WHOLE, path);
  expect(problems).toEqual([]);
  expect(await isAccepted(WHOLE)).toBe(true);
  const named = ['idp.username', 'idp.submit', 'navigation.settings'];
  const inWindow = ['connector.name', 'connector.reauthorize', 'connector.save'];
  expect(file?.toAgree).toEqual([...named, ...inWindow, 'navigation']);
  expect(file?.timeouts).toEqual({ TIMEOUT_LABEL: '300', TIMEOUT_ACTION: '20' });
  expect(file?.says['connector.reauthorize']).toBe('first #btnOAuth; called “Jira-OAuth-Zugriff erneuern”');
  expect(file?.says['navigation']).toBe(
    'navigation.settings, then role button/link/menuitem/tab “Integrationen”, then navigation.jiraConnectors',
  );
  const again = await read(`# the same\n${WHOLE.trim().split('\n').reverse().join('\n')}`, path);
  expect(again.file?.hash).toBe(file?.hash);
  const other = await read(WHOLE.replace('#btnOAuth', '#other'), path);
  expect(other.file?.hash).not.toBe(file?.hash);
});

test('a controls file that is no YAML is refused by its place, without what stands there', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const { problems } = await read('idp.submit:\n  button: "a word', testInfo.outputPath('controls.yaml'));
  expect(problems).toEqual([
    'CONTROLS_FILE: what is written at line 2, column 18 is neither YAML nor JSON: look at the indentation and the quotes there.',
  ]);
});

test('a control that stands in a file twice is told as that', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const { problems } = await read('idp.submit: a\nidp.code: b\nidp.submit: c', testInfo.outputPath('controls.yaml'));
  expect(problems).toEqual([
    'CONTROLS_FILE: what stands at line 3, column 1 stands above already: put the new lines in place of the old ones.',
  ]);
});

test('a controls file that others can write is refused', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const { problems } = await read('idp.submit: button', testInfo.outputPath('controls.yaml'), 0o622);
  expect(problems.join()).toContain('others than its owner can write it');
});

test('what is not found where a file says it is, is told as that', async ({ page }, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  await page.setContent('<button>Save</button>');
  const { file } = await read("connector.save: '#nowhere'", testInfo.outputPath('controls.yaml'));
  const tab = { ...tabOf(page, 500), overrides: file?.overrides ?? NO_OVERRIDES };
  const error: unknown = await find(tab, connector.save).catch((caught: unknown) => caught);
  expect(error instanceof SwapError && error.hint).toMatch(/^The file that CONTROLS_FILE names says where it is/);
});

test('what a file says finds its control, beside what is known or in its place, and never another’s', async ({
  page,
}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  await page.setContent(`<button id="keep">Keep it</button><button id="save">Save</button><a href="#">Einstellungen</a>
    <button id="oauth">Authorize Jira OAuth access</button><span id="row" title="Revoke">Jira Connectors</span>
    <input id="off" type="submit" value="Deactivate" /><a id="key" href="#">Generate New Key</a>
    <button id="apply">Apply</button><label>Phone <input id="phone" type="tel" /></label>
    <button id="blank" onclick="save()"><i class="fa-floppy"></i>💾</button><a id="filters" href="#">Saved filters</a>
    <label>Code from your mobile app <input id="app" inputmode="numeric" /></label>
    <label>Postcode <input id="post" inputmode="numeric" /></label><label>Code <input id="digits" type="tel" /></label>
    <label>Search <input id="search" /></label><label>Verification code <input id="code" /></label>`);
  const leads = async (control: Control, says: string): Promise<string> => {
    const { file, problems } = await read(`${control.name}: ${says}`, testInfo.outputPath('controls.yaml'));
    expect(problems).toEqual([]);
    return await seen({ ...tabOf(page), overrides: file?.overrides ?? NO_OVERRIDES }, control).then(
      (found) => found?.rung ?? 'nothing',
      (error: unknown) => String(error),
    );
  };
  expect(await leads(connector.save, "'#save'")).toBe('#save');
  expect(await leads(connector.save, "'#keep'"), 'its label is not that of Save').toBe('nothing');
  expect(await leads(connector.save, "{ before: '#keep', labels: Keep it }")).toBe('#keep');
  expect(await leads(connector.save, "{ before: '#nowhere' }")).toBe('role button/link/menuitem/tab “Save”');
  expect(await leads(connector.save, '{ button: Keep it }')).toBe('role button/link/menuitem/tab “Keep it”');
  expect(await leads(connector.save, "'#off'")).toContain('to “Deactivate”, which is another control');
  expect(await leads(connector.test, "'#save'")).toContain('to “Save”, which is another control');
  expect(await leads(connector.reauthorize, "'#oauth'"), 'its label is the state').toBe('nothing');
  expect(await leads(connector.authorize, "'#oauth'")).toBe('#oauth');
  expect(await leads(alignNavigation.settings, '{ labels: Einstellungen }')).toContain('“Einstellungen”');
  expect(await leads(alignNavigation.jiraConnectors, "'#key'")).toContain('to “Generate New Key”');
  expect(await leads(alignNavigation.jiraConnectors, "'#row'")).toContain('to “Revoke”');
  expect(await leads(alignNavigation.settings, "'#blank'")).toContain('to “save()”, which');
  expect(await leads(alignNavigation.settings, "'#filters'")).toBe('#filters');
  expect(await leads(atlassianId.code, "'#app'")).toBe('#app');
  expect(await leads(alignNavigation.settings, "'#apply'")).toContain('to “Apply”, which');
  for (const other of ['search', 'phone', 'post'])
    expect(await leads(atlassianId.code, `'#${other}'`), 'no field for a code').toBe('nothing');
  expect(await leads(atlassianId.code, "'#digits'")).toBe('#digits');
  expect(await leads(atlassianId.code, "'#code'")).toBe('#code');
});
