import type { Page } from '@playwright/test';

import { type Answer, listenOnAnyHost } from '../../fixtures/any-host.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { AlignNavigation } from '../../pages/align-navigation.js';
import type { ConnectorList } from '../../pages/known-list.js';

type Pages = Readonly<Record<string, Answer>>;

const ALIGN = 'acme.jiraalign.localhost';
const PROVIDER = 'provider.localhost';

const HOME = '<title>Home</title><h1>Home</h1><a href="/settings">Settings</a>';
const SETTINGS = '<title>Settings</title><h1>Settings</h1><a href="/list">Jira Connectors</a>';
const LIST = '<title>Connectors</title><h1>Jira Connectors</h1><a href="/acme">Acme Jira</a><a href="/other">Other</a>';

function windowOf(name: string): Answer {
  const body = `<title>${name}</title><h1>${name}</h1><form>
    <label>Jira Link <input value="https://acme.example/browse/" /></label>
    <label>Jira API URL <input value="https://acme.example" /></label>
    <label>Authentication Type <select><option>OAuth 1.0a</option></select></label>
    <button type="button">Reauthorize Jira OAuth access</button><button>Save</button></form>`;
  return { body };
}

/** A page in which the list opens in place. */
function withPanel(title: string): Answer {
  const body = `<title>${title}</title><h1>${title}</h1><button>Jira Connectors</button><script>
    document.querySelector('button').onclick = () => {
      document.body.insertAdjacentHTML('beforeend', '<a href="/acme">Acme Jira</a><a href="/other">Other</a>');
    };
  </script>`;
  return { body };
}

/** Pages of the test's own where it gives some, and the way to a connector in them: from the first page, or from a list. */
async function onSite(
  own: Pages,
  work: (open: (page: Page, wanted: string, from?: ConnectorList) => Promise<Opened>) => Promise<void>,
): Promise<void> {
  const pages: Pages = {
    '/': { body: HOME },
    '/settings': { body: SETTINGS },
    '/list': { body: LIST },
    '/acme': windowOf('Acme Jira'),
    '/other': windowOf('Other'),
    ...own,
  };
  const site = await listenOnAnyHost(({ path }) => pages[path] ?? { status: 404 });
  const url = new URL(site.origin(ALIGN));
  try {
    await work(async (page, wanted, from) => {
      const [before, lists] = [site.log.length, [] as ConnectorList[]];
      const navigation = new AlignNavigation(tabOf(page, 2_000), url, (list) => lists.push(list));
      await (from === undefined
        ? navigation.openConnector(wanted)
        : navigation.openFromList(wanted, { ...from, at: new URL(from.at.pathname, site.origin(from.at.hostname)) }));
      const paths = site.log.slice(before).map(({ path }) => path);
      return { way: paths.filter((path) => path in pages), lists };
    });
  } finally {
    await site.stop();
  }
}

/** The pages that a way took, and the lists that were told of. */
interface Opened {
  readonly way: readonly string[];
  readonly lists: readonly ConnectorList[];
}

test('the list in which a connector was found is told, and the way to another begins there', async ({ page }) => {
  await onSite({}, async (open) => {
    const { way, lists } = await open(page, 'Acme Jira');
    expect(way).toEqual(['/', '/settings', '/list', '/acme']);
    expect(lists.map(({ at, pressed }) => [at.pathname, pressed])).toEqual([
      ['/list', ['navigation.settings', 'navigation.jiraConnectors']],
    ]);
    expect((await open(page, 'Other', lists[0])).way).toEqual(['/list', '/other']);
  });
});

test('a known list is not left for what leads to it, though its names come late', async ({ page }) => {
  const body = `<title>All</title><h1>All</h1><a href="/settings">Settings</a><script>
    setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<a href="/acme">Acme Jira</a><a href="/other">Other</a>'), 500);
  </script>`;
  await onSite({ '/list': { body } }, async (open) => {
    const { lists } = await open(page, 'Acme Jira');
    expect((await open(page, 'Other', lists[0])).way).toEqual(['/list', '/other']);
  });
});

test('a list on the very page at which the way began has no address of its own', async ({ page }) => {
  await onSite({ '/': withPanel('Home') }, async (open) => {
    expect(await open(page, 'Acme Jira')).toEqual({ way: ['/', '/acme'], lists: [] });
  });
});

test('from a known list, a connector that is not in it is not found', async ({ page }) => {
  await onSite({}, async (open) => {
    const { lists } = await open(page, 'Acme Jira');
    await expect(open(page, 'Third', lists[0])).rejects.toMatchObject({ code: 'connector-not-found' });
    expect(new URL(page.url()).pathname).toBe('/list');
  });
});

test('a panel of the page in which a list opens is opened there again', async ({ page }) => {
  await onSite({ '/settings': withPanel('Settings') }, async (open) => {
    const { lists } = await open(page, 'Acme Jira');
    expect(lists.map(({ at, pressed }) => [at.pathname, pressed])).toEqual([['/settings', ['navigation.settings']]]);
    expect((await open(page, 'Other', lists[0])).way).toEqual(['/settings', '/other']);
  });
});

test('where the address of a known list leads to another page, nothing is looked for there', async ({ page }) => {
  const sales = '<title>Home</title><h1>Home</h1><a href="/acme">Acme Jira</a><a href="/settings">Settings</a>';
  await onSite({ '/': { body: sales }, '/old': { status: 302, headers: { location: '/' } } }, async (open) => {
    const list = { at: new URL(`http://${ALIGN}/old`), pressed: ['navigation.settings'] };
    await expect(open(page, 'Acme Jira', list)).rejects.toMatchObject({ code: 'unknown-screen' });
    expect(new URL(page.url()).pathname).toBe('/');
  });
});

for (const [how, path] of [
  ['and on', '/list'],
  ['and breaks off there', '/broken'],
] as const) {
  test(`where a known list leads through another site ${how}, whose session it is by then is not known`, async ({
    page,
  }) => {
    await onSite({ '/broken': { reset: true } }, async (open) => {
      const list = { at: new URL(path, `http://${PROVIDER}`), pressed: ['navigation.settings'] };
      const error: unknown = await open(page, 'Acme Jira', list).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'wrong-identity' });
      expect(String(error)).toContain(`by way of http://${PROVIDER}`);
    });
  });
}
