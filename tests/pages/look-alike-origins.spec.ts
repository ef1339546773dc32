import { type AnyHost, anyHolds, listenOnAnyHost } from '../../fixtures/any-host.js';
import { signInPage } from '../../fixtures/sign-in-page.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test as base } from '../../fixtures/test.js';
import { atlassianId } from '../../pages/controls/atlassian-id.js';
import { Secret } from '../../pages/secret.js';
import { type EndWatch, submitPassword } from '../../pages/type-secret.js';
import { GENUINE, spellings } from './look-alike-origins.js';

const WORD = 'Kx7QwPz9';
const PASSWORD = `${WORD} &<"%+é`;
const form = { field: atlassianId.password, submit: atlassianId.submit };

const test = base.extend<{ everywhere: AnyHost }>({
  everywhere: async ({}, use) => {
    const site = await listenOnAnyHost(({ method }) => ({ body: method === 'POST' ? 'Welcome' : signInPage('') }));
    await use(site);
    await site.stop();
  },
});

async function outcomeOf(typing: Promise<EndWatch>): Promise<string> {
  return await typing.then(
    async (endWatch) => {
      await endWatch();
      return 'typed';
    },
    (error: unknown) => /Nothing was typed/.exec(String(error))?.[0] ?? String(error),
  );
}

test('of 220 addresses a password is typed at those alone whose origin is its own', async ({
  everywhere,
  playwright,
  launchOptions,
}) => {
  test.setTimeout(180_000);
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []),
      // Whatever the name and the port, the browser is sent to the one server, and none knows of it but the browser.
      `--host-resolver-rules=MAP * 127.0.0.1:${everywhere.port}`,
      // One process for them all: a new one for each of two hundred sites takes most of the time.
      '--disable-site-isolation-trials',
      '--renderer-process-limit=1',
    ],
  });
  const page = await browser.newPage();
  const tab = tabOf(page);
  const tried: { address: string; outcome: string; isSent: boolean; isShown: boolean }[] = [];
  const all = spellings(200, 20);
  for (const { address } of all) {
    everywhere.log.length = 0;
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    const outcome = await outcomeOf(
      submitPassword(tab, form, { secret: new Secret(PASSWORD), origins: [GENUINE] }, () => undefined),
    );
    const isSent = anyHolds(everywhere.log, WORD);
    const isShown = new URL(page.url()).origin === GENUINE;
    tried.push({ address, outcome, isSent, isShown });
  }
  await browser.close();
  expect(tried).toEqual(
    all.map(({ address, isGenuine }) => ({
      address,
      outcome: isGenuine ? 'typed' : 'Nothing was typed',
      isSent: isGenuine,
      isShown: isGenuine,
    })),
  );
});

test('nor is it typed on the same name without encryption', async ({ everywhere, page }) => {
  const origin = everywhere.origin('id.atlassian.localhost');
  await page.goto(origin);
  const tab = tabOf(page);
  const own = { secret: new Secret(PASSWORD), origins: [origin.replace('http:', 'https:')] };
  expect(await outcomeOf(submitPassword(tab, form, own, () => undefined))).toBe('Nothing was typed');
  expect(anyHolds(everywhere.log, WORD)).toBe(false);
});
