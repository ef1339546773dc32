import { type Page, expect, test } from '@playwright/test';

import { tabOf } from '../../fixtures/tab.js';
import { AuthorisedApplications } from '../../pages/authorised-applications.js';
import { ConnectorWindow } from '../../pages/connector-window.js';

/** Milliseconds that are enough for a page that is all there: most of these say nothing of the authorisation, which is waited for. */
const SOON = 500;

/** A connector's window of which only the labels are known (docs/facts.md, the connector window). */
const VALUES = [
  ['Jira Link', '<input value="https://acme.example/browse/" />'],
  ['Jira API URL', '<input value="https://acme.example" />'],
  ['Authentication Type', '<select><option>OAuth 1.0a</option></select>'],
] as const;

const WINDOWS: readonly [what: string, row: (label: string, field: string) => string][] = [
  ['rows of a table', (label, field) => `<table><tr><td>${label}:</td><td>${field}</td></tr></table>`],
  ['a label that is not tied to its field', (label, field) => `<div><label>${label}</label>${field}</div>`],
  ['a list of terms', (label, field) => `<dl><dt>${label}</dt><dd>${field}</dd></dl>`],
  ['a text and its field in one block', (label, field) => `<div>${label} ${field}</div>`],
  ['a text in parts', (label, field) => `<div><b>${label.replace(' ', ' <i>')}</i></b><p>${field}</p></div>`],
];

for (const [what, row] of WINDOWS) {
  test(`the connector window is recognised by its labels alone: ${what}`, async ({ page }) => {
    await page.setContent(
      `<main>${VALUES.map(([label, field]) => row(label, field)).join('')}
      <button>Reauthorize Jira OAuth access</button><button>Save</button></main>`,
    );
    expect(await new ConnectorWindow(tabOf(page, SOON)).details()).toMatchObject({
      jiraLink: 'https://acme.example/browse/',
      apiUrl: 'https://acme.example',
      authenticationType: 'OAuth 1.0a',
    });
  });
}

test('the connector’s id is the number that its fields share; numbers that a framework makes up are none', async ({
  page,
}) => {
  const identity = async (...names: readonly [string, string, string]): Promise<string | null | undefined> => {
    const named = VALUES.map(([label, field], index) =>
      `<label>${label} ${field}</label>`.replace(/<(input|select)/, `<$1 id="${names[index] ?? ''}"`),
    );
    await page.setContent(`<form>${named.join('')}</form>`);
    return (await new ConnectorWindow(tabOf(page)).identity())?.id;
  };
  expect(await identity('txtURL7', 'txtAPIURL7', 'ddlAuthType7')).toBe('7');
  expect(await identity('x2', 'x3', 'x4')).toBeNull();
  expect(await identity('x2', 'url', 'type')).toBeNull();
  expect(await identity('txtURL7', 'api', 'select2')).toBe('7');
});

test('a text that is only shown does not lend the next field its name', async ({ page }) => {
  const fields = VALUES.map(([label, field]) => `<label>${label} ${field}</label>`);
  await page.setContent(`<form><p>Name: <b>Acme Jira</b></p>${fields.join('')}</form>`);
  expect((await new ConnectorWindow(tabOf(page)).identity())?.name).toBeNull();
});

test('an authentication type that is one of several buttons is the one that is checked', async ({ page }) => {
  const [link, api] = VALUES.map(([label, field]) => `<label>${label} ${field}</label>`);
  await page.setContent(`<form>${link ?? ''}${api ?? ''}<fieldset><legend>Authentication Type</legend>
    <label><input type="radio" name="type" value="0" /> Basic</label>
    <label><input type="radio" name="type" value="1" checked /> OAuth 1.0a</label></fieldset></form>`);
  const { authenticationType } = await new ConnectorWindow(tabOf(page, SOON)).details();
  expect(authenticationType).toBe('OAuth 1.0a');
});

const TITLE = '<h1>Authorized Applications</h1>';
const REVOKE = '<a href="#">Revoke Access</a>';

/** Jira's list of authorised applications, as this page. */
async function applicationsIn(page: Page, body: string): Promise<readonly (readonly string[])[] | 'unreadable'> {
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  const applications = await new AuthorisedApplications(tabOf(page, 6_000), new URL('http://jira.localhost/')).read();
  return applications.is === 'read' ? applications.entries.map(({ cells }) => cells) : applications.is;
}

const APPLICATIONS: readonly [what: string, body: string, comes: readonly (readonly string[])[] | 'unreadable'][] = [
  [
    'rows of a table',
    `${TITLE}<table><tr><td>Jira Align</td><td>24/Nov/26 4:05 AM</td><td>${REVOKE}</td></tr></table>`,
    [['Jira Align', '24/Nov/26 4:05 AM']],
  ],
  [
    'entries of a list',
    `${TITLE}<ul><li><b>Jira Align</b><div>24/Nov/26 4:05 AM</div>${REVOKE}</li><li>Other ${REVOKE}</li></ul>`,
    [['Jira Align', '24/Nov/26 4:05 AM'], ['Other']],
  ],
  [
    'blocks',
    `${TITLE}<section><div><p>Jira Align</p><span>${REVOKE}</span></div><div><p>Other</p><span>${REVOKE}</span></div></section>`,
    [['Jira Align'], ['Other']],
  ],
  [
    'rows that come after the title',
    `${TITLE}<main></main><script>setTimeout(() => { document.querySelector('main').innerHTML =
      '<table><tr><td>Jira Align</td><td><a href="#">Revoke Access</a></td></tr></table>'; }, 1_000);</script>`,
    [['Jira Align']],
  ],
  [
    'rows that come after it says that they do',
    `${TITLE}<main>Loading…<table></table></main><script>setTimeout(() => { document.querySelector('main').innerHTML =
      '<table><tr><td>Jira Align</td><td><a href="#">Revoke Access</a></td></tr></table>'; }, 1_000);</script>`,
    [['Jira Align']],
  ],
  [
    'a list of what can be done within a row',
    `${TITLE}<table><tr><td>Jira Align</td><td><ul><li>${REVOKE}</li></ul></td></tr></table>`,
    [['Jira Align']],
  ],
  [
    'rows that come after their headings',
    `${TITLE}<table><tr><th>Consumer</th></tr></table><script>setTimeout(() => { document.querySelector('table').innerHTML +=
      '<tr><td>Jira Align</td><td><a href="#">Revoke Access</a></td></tr>'; }, 600);</script>`,
    [['Jira Align']],
  ],
  [
    'rows whose links show under the pointer alone',
    `${TITLE}<table><tr><td>Jira Align</td><td style="visibility: hidden">${REVOKE}</td></tr></table>`,
    [['Jira Align']],
  ],
  [
    'none, and a text about revoking',
    `${TITLE}<p>You can <a href="#">learn how to revoke access</a> here.</p><table></table>`,
    [],
  ],
  [
    'rows without anything that is known to revoke',
    `${TITLE}<table><tr><td>Jira Align</td><td>24/Nov/26 4:05 AM</td><td><a href="#">Take back</a></td></tr></table>`,
    'unreadable',
  ],
  ['a table that says that it is empty', `${TITLE}<table><tr><td colspan="3">No applications</td></tr></table>`, []],
  ['one block for all', `${TITLE}<div><b>Jira Align</b> ${REVOKE} <b>Other</b> ${REVOKE}</div>`, 'unreadable'],
  ['an empty table', `${TITLE}<table><tr><th>Consumer</th></tr></table>`, []],
  ['a text that says that there are none', `${TITLE}<p>You have not authorized any applications.</p>`, []],
  ['the title alone, for good', TITLE, []],
  ['another page', '<h1>Profile</h1>', 'unreadable'],
];

for (const [what, body, comes] of APPLICATIONS) {
  test(`the list of authorised applications is read: ${what}`, async ({ page }) => {
    expect(await applicationsIn(page, body)).toEqual(comes);
  });
}

const LIGHTS: readonly [what: string, light: string, is: string][] = [
  ['a sign in green', '<span style="color: #36b37e">●</span>', 'green'],
  ['a sign in grey', '<span style="color: #97a0a0">●</span>', 'grey'],
  ['a picture sign', '<span>⚪</span>', 'grey'],
  ['a sign in the colour of the text around it', '<div style="color: #777"><i>●</i></div>', 'unknown'],
  ['no light, and a grey colon', '<span style="color: #999">:</span>', 'unknown'],
];

for (const [what, light, is] of LIGHTS) {
  test(`the Service Light is read: ${what}`, async ({ page }) => {
    const fields = VALUES.map(([label, field]) => `<label>${label} ${field}</label>`).join('');
    await page.setContent(`<form>${fields}<div><span>Service Light</span>${light}</div><button>Save</button></form>`);
    expect((await new ConnectorWindow(tabOf(page, SOON)).details()).serviceLight).toBe(is);
  });
}
