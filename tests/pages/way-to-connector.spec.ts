import type { Page } from '@playwright/test';

import { type Answer, listenOnAnyHost } from '../../fixtures/any-host.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { AlignNavigation } from '../../pages/align-navigation.js';
import { ConnectorWindow } from '../../pages/connector-window.js';
import { SwapError } from '../../pages/errors.js';

const ALIGN = 'acme.jiraalign.localhost';

const HOME = '<title>Home</title><h1>Home</h1><a href="/list">Jira Connectors</a>';
const LIST = '<title>Connectors</title><h1>Jira Connectors</h1><a href="/window">Acme Jira</a>';
const WINDOW = `<title>Acme Jira</title><h1>Acme Jira</h1><form>
  <label>Jira Link <input value="https://acme.example/browse/" /></label>
  <label>Jira API URL <input value="https://acme.example" /></label>
  <label>Authentication Type <select><option>OAuth 1.0a</option></select></label>
  <button type="button">Reauthorize Jira OAuth access</button><button>Save</button></form>`;

/** Goes the way to the connector through pages of the test's own; what is not given is as it should be. */
async function openConnector(page: Page, pages: Readonly<Record<string, Answer>>, patience = 4_000): Promise<string[]> {
  const whole: Readonly<Record<string, Answer>> = {
    '/': { body: HOME },
    '/list': { body: LIST },
    '/window': { body: WINDOW },
    ...pages,
  };
  const site = await listenOnAnyHost(({ path }) => whole[path] ?? { status: 404 });
  try {
    await new AlignNavigation(tabOf(page, patience), new URL(site.origin(ALIGN))).openConnector('Acme Jira');
    return site.log.map(({ path }) => path).filter((path) => path in whole);
  } finally {
    await site.stop();
  }
}

test('a way of ordinary pages is gone step by step', async ({ page }) => {
  expect(await openConnector(page, {})).toEqual(['/', '/list', '/window']);
});

const BROKEN: readonly [what: string, answer: Answer, code: string, says: RegExp][] = [
  ['is down', { status: 503, body: '<h1>Down for maintenance</h1>' }, 'unreachable', /\/list answered with status 503/],
  ['is asked too often', { status: 429, body: 'Too Many Requests' }, 'unreachable', /\/list answered with status 429/],
  ['lets nobody in', { status: 401, body: 'Unauthorized' }, 'unknown-screen', /\/list answered with status 401/],
  [
    'breaks off in the middle of the page',
    { headers: { 'content-length': '5000', connection: 'close' }, body: '<h1>Jira Connectors</h1>' },
    'unreachable',
    /\/list broke off \(net::ERR_/,
  ],
  [
    'answers with a file',
    { headers: { 'content-type': 'application/octet-stream' }, body: LIST },
    'unreachable',
    /\/list answered with a file to be kept/,
  ],
  [
    'takes longer for a page than an action may',
    { headers: { 'content-length': '5000' }, body: '<h1>Jira Connectors</h1>' },
    'unreachable',
    /\/list has not come as a whole yet/,
  ],
];

for (const [what, answer, code, says] of BROKEN) {
  test(`a site that ${what} on the way is not taken for one without the connector`, async ({ page }) => {
    const error: unknown = await openConnector(page, { '/list': answer }, 2_000).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(String(error)).toMatch(says);
  });
}

test('a way that an operator’s file has led astray says so', async ({ page }) => {
  const site = await listenOnAnyHost(({ path }) => (path === '/' ? { body: HOME } : { status: 404 }));
  const steps = [{ name: 'navigation.step-1', ladder: [{ by: 'css', selector: '#nowhere' }] }] as const;
  const tab = { ...tabOf(page, 2_000), overrides: { controls: new Map(), navigation: steps } };
  const opening = new AlignNavigation(tab, new URL(site.origin(ALIGN))).openConnector('Acme Jira');
  const error: unknown = await opening.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'unknown-screen' });
  expect(error instanceof SwapError && error.hint).toContain('The file that CONTROLS_FILE names');
  await site.stop();
});

test('a part of a page that is broken beside the way does not end it', async ({ page }) => {
  const menu = `<h1>Home</h1><iframe src="/keep-alive"></iframe><button>Settings</button><script>
    document.querySelector('button').onclick = () => {
      document.querySelector('iframe').src = '/keep-alive?again';
      setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<a href="/list">Jira Connectors</a>'), 500);
    };
  </script>`;
  expect(await openConnector(page, { '/': { body: menu } })).toEqual(['/', '/list', '/window']);
});

test('a chooser that is filled a moment after it shows is waited for', async ({ page }) => {
  const late = `<h1>Connectors</h1><label for="which">Connector</label><select id="which" onchange="location.href = '/window'"><option value="0">Choose</option></select><script>
    setTimeout(() => { document.querySelector('select').append(new Option('Acme Jira', '7')); }, 400);
  </script>`;
  expect(await openConnector(page, { '/list': { body: late } }, 9_000)).toEqual(['/', '/list', '/window']);
});

test('a list that opens while it is looked at is looked at once more', async ({ page }) => {
  // Twice the same name, and once, in turns, as fast as a page can.
  const turning = `<h1>Connectors</h1><button role="combobox" aria-label="Connector" aria-expanded="false">Choose</button><script>
    const list = Object.assign(document.createElement('div'), { textContent: '…' });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Connector');
    const turns = setInterval(() => { if (list.isConnected) list.remove(); else document.body.append(list); }, 1);
    setTimeout(() => {
      clearInterval(turns);
      list.remove();
      document.body.insertAdjacentHTML('beforeend', '<a href="/window">Acme Jira</a>');
      document.querySelector('button').remove();
    }, 2_000);
  </script>`;
  expect(await openConnector(page, { '/list': { body: turning } }, 9_000)).toEqual(['/', '/list', '/window']);
});

test('a name that says only in its tooltip that it deactivates is not pressed', async ({ page }) => {
  const link = '<h1>Connectors</h1><a href="/window" title="Deactivate">Acme Jira</a>';
  await expect(openConnector(page, { '/list': { body: link } })).rejects.toMatchObject({ code: 'entry-uncertain' });
});

/** A list whose row holds a link on which nothing is written. */
function listWithIcon(link: string): Answer {
  const body = `<style>i { display: inline-block; width: 9px; height: 9px; background: red }</style>
    <h1>Connectors</h1><table><tr><td>Acme Jira</td><td>${link}</td></tr></table>`;
  return { body };
}

for (const [what, link] of [
  ['its address', '<a href="/connectors/deactivate?i=7"><i></i></a>'],
  ['its address, by the id', '<a href="/list?i=7&action=delete"><i></i></a>'],
  ['its icon', '<a href="/window?i=7"><i class="icon-trash"></i></a>'],
  ['its picture', '<a href="javascript:doPostBack()"><img src="/images/trash.gif" alt="" width="9" height="9"></a>'],
  ['its script', '<a href="#" onclick="deactivate(7)"><i></i></a>'],
] as const) {
  test(`an icon that says only in ${what} that it does something else is not pressed`, async ({ page }) => {
    const opening = openConnector(page, { '/list': listWithIcon(link) });
    await expect(opening).rejects.toMatchObject({ code: 'entry-uncertain' });
    expect(page.url()).toMatch(/\/list$/);
  });
}

for (const link of [
  '<a href="/window" class="disabled:grey"><i class="fa-pencil"></i></a>',
  '<a href="/window"><i></i></a>',
]) {
  test(`an icon that says that it opens the connector is pressed: ${link}`, async ({ page }) => {
    expect(await openConnector(page, { '/list': listWithIcon(link) })).toEqual(['/', '/list', '/window']);
  });
}

test('a window that a script fills after its fields show is read once it is filled', async ({ page }) => {
  const empty = WINDOW.replace('https://acme.example/browse/', '').replace(/<button type.*?<.button>/, '');
  await page.setContent(`${empty.replace('<button>', '<button disabled>')}<script>
    setTimeout(() => {
      document.querySelector('input').value = 'https://acme.example/browse/';
      document.querySelector('button').disabled = false;
      const press = Object.assign(document.createElement('button'), { textContent: 'Reauthorize Jira OAuth access' });
      document.querySelector('form').append(press);
    }, 800);
  </script>`);
  expect(await new ConnectorWindow(tabOf(page)).details()).toMatchObject({
    jiraLink: 'https://acme.example/browse/',
    editable: true,
    label: 'authorised',
  });
});
