import { expect, test } from '@playwright/test';

import { tabOf } from '../../fixtures/tab.js';
import { ConnectorWindow } from '../../pages/connector-window.js';
import { look } from '../../pages/controls/look.js';
import { NO_OVERRIDES } from '../../pages/controls/overrides.js';
import { SwapError } from '../../pages/errors.js';

const LINKS = `
  <label>Jira Link <input value="https://acme.atlassian.net/browse/" /></label>
  <label>Jira API URL <input value="https://acme.atlassian.net" /></label>`;
const AUTHENTICATION = `
  <label>Authentication Type <select><option>OAuth 1.0a</option></select></label>`;
const FIELDS = LINKS + AUTHENTICATION;
const REAUTHORIZE = `<button type="button">Reauthorize Jira OAuth access</button>`;
const REST = `<button type="button">Test connecting to /rest/api2/serverinfo</button>
  <button type="button">Save</button><button type="button">Deactivate</button>`;

/** A page with the connector window; whatever is pressed in it is written down. */
function page(window: string, beside = ''): string {
  return `${beside}<main><form>${FIELDS}${window}</form></main><script>
    window.pressed = [];
    addEventListener('click', ({ target }) => { pressed.push((target.innerText || target.value || target.title).trim()); }, true);
  </script>`;
}

/** What is called where a press that was told of is not made after all; most tests have none. */
const takenBack = (): Promise<void> => Promise.reject(new Error('The press was taken back.'));

const cases: readonly [what: string, html: string, comes: string][] = [
  ['its label, in the window', page(REAUTHORIZE + REST), 'pressed'],
  ['its label on a link', page(`<a href="#">Reauthorize Jira OAuth Access</a>${REST}`), 'pressed'],
  [
    'a name for those who can’t see it, and Generate New Key for the others',
    page(`<button type="button" aria-label="Reauthorize Jira OAuth access">Generate New Key</button>${REST}`),
    'control-uncertain',
  ],
  [
    'a tooltip that says what it really does',
    page(`<button type="button" title="Revoke">Reauthorize Jira OAuth access</button>${REST}`),
    'control-uncertain',
  ],
  [
    'a form-field name that says what it really does',
    page(`<button type="button" name="btnGenerateKey">Reauthorize Jira OAuth access</button>${REST}`),
    'control-uncertain',
  ],
  [
    'the text within a button that is another',
    page(`<button type="button">Deny <span>Reauthorize Jira OAuth access</span></button>${REST}`),
    'control-uncertain',
  ],
  [
    'a label for a checkbox that deactivates',
    page(
      `<label for="off">Reauthorize Jira OAuth access</label><input type="checkbox" id="off" name="deactivate" />${REST}`,
    ),
    'control-uncertain',
  ],
  ['its label in the navigation alone', page(REST, `<nav>${REAUTHORIZE}</nav>`), 'control-uncertain'],
  ['its label in another form', page(REST, `<form>${REAUTHORIZE}</form>`), 'control-uncertain'],
  [
    'its label in the form of one field of the three',
    page(REST, `<form>${AUTHENTICATION}${REAUTHORIZE}</form>`).replace(FIELDS, LINKS),
    'control-uncertain',
  ],
  ['its label where there is no form at all', page(REAUTHORIZE + REST).replaceAll(/<.?form>/g, ''), 'pressed'],
  [
    'its label in a form, where the fields lie in none',
    page(`${REST}HERE`)
      .replaceAll(/<.?form>/g, '')
      .replace('HERE', `<form>${REAUTHORIZE}</form>`),
    'control-uncertain',
  ],
  [
    'its label in a dialog beside the window',
    page(REST, `<div role="dialog">${REAUTHORIZE}</div>`),
    'control-uncertain',
  ],
  ['its label twice in the window', page(REAUTHORIZE + REAUTHORIZE + REST), 'control-ambiguous'],
  ['its label in the window, and in the navigation', page(REAUTHORIZE + REST, `<nav>${REAUTHORIZE}</nav>`), 'pressed'],
  [
    'Generate New Key in its place',
    page(`<button type="button">Generate New Key</button>${REST}`),
    'control-not-found',
  ],
];

for (const [what, html, comes] of cases) {
  test(`Reauthorize is pressed only where it is certain: ${what}`, async ({ page: tab }) => {
    await tab.setContent(html);
    const window = new ConnectorWindow(tabOf(tab, 800));
    let announced = 0;
    const came = await window
      .pressReauthorize(() => {
        announced += 1;
        return Promise.resolve(takenBack);
      })
      .then(
        () => 'pressed',
        (error: unknown) => (error instanceof SwapError ? error.code : String(error)),
      );
    expect(came).toBe(comes);
    const isPressed = comes === 'pressed';
    expect(announced).toBe(isPressed ? 1 : 0);
    const pressed = await tab.evaluate(() => (globalThis as unknown as { pressed: string[] }).pressed); // Set by the page.
    expect(pressed.map((text) => text.toLowerCase())).toEqual(isPressed ? ['reauthorize jira oauth access'] : []);
  });
}

test('a button that is another by the time of its press is not pressed, and what was told of it is taken back', async ({
  page: tab,
}) => {
  await tab.setContent(page(REAUTHORIZE + REST));
  const window = new ConnectorWindow(tabOf(tab, 800));
  let back = 0;
  const pressing = async (): Promise<() => Promise<void>> => {
    await tab.evaluate(() => {
      const button = document.querySelector('form button');
      if (button !== null) button.textContent = 'Generate New Key';
    });
    return () => {
      back += 1;
      return Promise.resolve();
    };
  };
  await expect(window.pressReauthorize(pressing)).rejects.toThrow('“Generate New Key”');
  expect(back).toBe(1);
});

for (const [what, opened, comes, presses] of [
  ['the same connector', { id: null, name: 'Acme Jira' }, 'pressed', 1],
  ['one of which only the id is known', { id: '2', name: null }, 'pressed', 1],
  ['another by its name', { id: null, name: 'Beta Jira' }, 'that is there now is that of “Acme Jira”, id 2', 0],
  ['another by its id', { id: '7', name: 'Acme Jira' }, 'that is there now is that of “Acme Jira”, id 2', 0],
] as const) {
  test(`in a window that was opened as that of ${what}, Reauthorize is pressed ${presses} times`, async ({
    page: tab,
  }) => {
    const name = '<label>Connector Name <input value="Acme Jira" /></label>';
    const body = page(name + REAUTHORIZE + REST);
    await tab.route('**', (route) => route.fulfill({ contentType: 'text/html', body }));
    await tab.goto('http://align.localhost/ManageJiraConnectors?i=2');
    let told = 0;
    const came = await new ConnectorWindow(tabOf(tab, 800), opened)
      .pressReauthorize(() => {
        told += 1;
        return Promise.resolve(takenBack);
      })
      .then(
        () => 'pressed',
        (error: unknown) => String(error),
      );
    expect(came).toContain(comes);
    expect(told).toBe(presses);
    expect(await tab.evaluate(() => (globalThis as unknown as { pressed: string[] }).pressed)).toHaveLength(presses); // Set by the page.
  });
}

test('a window that is loaded anew right before the press is pressed in all the same, once', async ({ page: tab }) => {
  await tab.route('**', (route) => route.fulfill({ contentType: 'text/html', body: page(REAUTHORIZE + REST) }));
  await tab.goto('http://align.localhost/');
  let told = 0;
  await new ConnectorWindow(tabOf(tab)).pressReauthorize(async () => {
    told += 1;
    await tab.reload();
    return takenBack;
  });
  expect(told).toBe(1);
  expect(await tab.evaluate(() => (globalThis as unknown as { pressed: string[] }).pressed)).toHaveLength(1); // Set by the page.
});

test('Save is not pressed in a window that was loaded anew since it was compared', async ({ page: tab }) => {
  await tab.route('**', (route) => route.fulfill({ contentType: 'text/html', body: page(REAUTHORIZE + REST) }));
  await tab.goto('http://align.localhost/');
  let back = 0;
  const saving = new ConnectorWindow(tabOf(tab)).pressSave(async () => {
    await tab.reload();
    return () => {
      back += 1;
      return Promise.resolve();
    };
  });
  await expect(saving).rejects.toThrow('loaded anew right before the press. It was not pressed');
  expect(back).toBe(1);
  expect(await tab.evaluate(() => (globalThis as unknown as { pressed: string[] }).pressed)).toEqual([]); // Set by the page.
});

test('what lies over a button is met before its press is told of', async ({ page: tab }) => {
  await tab.setContent(page(REAUTHORIZE + REST, '<div style="position: fixed; inset: 0; z-index: 9">Loading</div>'));
  let isTold = false;
  const pressing = (): Promise<() => Promise<void>> => {
    isTold = true;
    return Promise.resolve(takenBack);
  };
  await expect(new ConnectorWindow(tabOf(tab, 800)).pressReauthorize(pressing)).rejects.toThrow();
  expect(isTold).toBe(false);
});

test('a button that is disabled for a moment is waited for', async ({ page: tab }) => {
  const later = '<script>setTimeout(() => { document.querySelector("button").disabled = false; }, 700);</script>';
  await tab.setContent(page(REAUTHORIZE.replace('<button', '<button disabled') + REST) + later);
  await new ConnectorWindow(tabOf(tab)).pressReauthorize(() => Promise.resolve(takenBack));
  expect(await tab.evaluate(() => (globalThis as unknown as { pressed: string[] }).pressed)).toHaveLength(1); // Set by the page.
});

test('a step of an operator’s own way is never what is never pressed', async ({ page: tab }) => {
  const step = { name: 'navigation.step-1', ladder: [{ by: 'css', selector: '#next' } as const] };
  const own = { ...tabOf(tab), overrides: { ...NO_OVERRIDES, navigation: [step] } };
  await tab.setContent('<button id="next">Integrations</button>');
  expect((await look(own, step)).kind).toBe('found');
  for (const says of ['Deactivate', 'Generate New Key', 'Save']) {
    await tab.setContent(`<button id="next">${says}</button>`);
    await expect(look(own, step)).rejects.toThrow(`“${says}”, which is another control`);
  }
});

test('what can’t be pressed with certainty is known before anything is pressed', async ({ page: tab }) => {
  const window = new ConnectorWindow(tabOf(tab, 800));
  await tab.setContent(page(REAUTHORIZE + REST));
  await window.requireCertainPresses();
  await tab.setContent(page(REAUTHORIZE + REST.replace('Save', 'Keep')));
  await expect(window.requireCertainPresses()).rejects.toThrow('connector.save');
  await tab.setContent(page(REAUTHORIZE + REST.replace('>Save', ' name="btnUpdateConnectors">Keep')));
  await expect(window.requireCertainPresses()).rejects.toThrow('it says “Keep”, not “Save”');
  await tab.setContent(page(REAUTHORIZE + REST.replace('serverinfo', 'other')));
  await expect(window.requireCertainPresses()).rejects.toThrow('connector.test');
});

const PAGES_OWN = `<label>Find <input value="a page’s own" /></label><button type="button">Save</button>`;

for (const [what, inner] of [
  ['side by side', `<div>${LINKS}${AUTHENTICATION}${REAUTHORIZE}${REST}</div>`],
  ['apart', `<div><p>${LINKS}</p><p>${AUTHENTICATION}</p></div><div>${REAUTHORIZE}</div><div>${REST}</div>`],
  ['with one field away from the rest', `<div>${LINKS}${REAUTHORIZE}${REST}</div><p>${AUTHENTICATION}</p>`],
  ['with the buttons above', `<div>${REST}${REAUTHORIZE}</div><div><div>${LINKS}</div></div><p>${AUTHENTICATION}</p>`],
] as const) {
  test(`the window is what holds its fields, Save and buttons, and no more of the page: ${what}`, async ({
    page: tab,
  }) => {
    await tab.setContent(`<main>${PAGES_OWN}<section>${inner}</section>${PAGES_OWN}</main>`);
    const window = new ConnectorWindow(tabOf(tab));
    const settings = (await window.settingsNow()) ?? [];
    const labels = settings.map(({ label }) => label).join(' | ');
    expect(labels).toMatch(/^Jira Link \| Jira API URL \| Authentication Type[^|]* \| Active$/);
    expect(await window.label()).toBe('authorised');
  });
}
