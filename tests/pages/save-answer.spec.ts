import { type AnyHost, listenOnAnyHost } from '../../fixtures/any-host.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { watchForSaveAnswer } from '../../pages/save-answer.js';

const ALIGN = 'acme.jiraalign.localhost';
const PROVIDER = 'idp.acme.localhost';
const FORM =
  '<form method="post" action="/save"><input name="api" value="https://acme.example" /><button>Save</button></form>';

const WAYS: readonly [what: string, next: (path: string, site: AnyHost) => string | null, isSaved: boolean][] = [
  ['leads back to the window', (path) => (path === '/save' ? '/window' : null), true],
  [
    'leads through a sign-in elsewhere and back',
    (path, site) =>
      ({ '/save': `${site.origin(PROVIDER)}/login`, '/login': `${site.origin(ALIGN)}/window` })[path] ?? null,
    false,
  ],
];

for (const [what, next, isSaved] of WAYS) {
  test(`a Save whose answer ${what} counts as ${isSaved ? 'saved' : 'not saved'}`, async ({ page }) => {
    const site = await listenOnAnyHost(({ path }, own) => {
      const location = next(path, own);
      return location === null ? { body: FORM } : { status: 302, headers: { location } };
    });
    await page.goto(site.origin(ALIGN));
    const saved = watchForSaveAnswer(tabOf(page), 'https://acme.example');
    await page.getByRole('button').click();
    expect(await saved).toBe(isSaved);
    expect(new URL(page.url()).pathname).toBe('/window');
    await site.stop();
  });
}
