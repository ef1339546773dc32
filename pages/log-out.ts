import { originOf } from './address.js';
import { watchPages } from './broken-page.js';
import { atlassianId as controls } from './controls/atlassian-id.js';
import { seen } from './controls/look.js';
import { SwapError } from './errors.js';
import { pressOn } from './lost-click.js';
import { open } from './open.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/**
 * Logs out at Atlassian ID, which asks to confirm. Gives `not-signed-in` where it sends on to its sign-in at once.
 * @throws SwapError `unknown-screen` where the confirmation does not come or has no effect, `unreachable` where the page that it leads to
 * does not come, and as `open` does.
 */
export async function logOutOfAtlassianId(tab: Tab, atlassianId: URL): Promise<'logged-out' | 'not-signed-in'> {
  await open(tab, new URL('/logout', atlassianId));
  const isAsking = (): boolean => {
    const { origin, pathname } = new URL(tab.page.url());
    return origin === atlassianId.origin && pathname.startsWith('/logout');
  };
  const first = await until(tab, tab.patience, async () => {
    if (!isAsking()) return originOf(tab.page.url()) === null ? null : ('not-signed-in' as const);
    return await seen(tab, controls.logOut);
  });
  if (first === 'not-signed-in') return first;
  const hasMoved = (): Promise<true | null> => Promise.resolve(isAsking() ? null : true);
  if (first !== null) {
    const pages = watchPages(tab.page, 'every site');
    try {
      await pressOn(tab, controls.logOut, hasMoved);
      if ((await until(tab, tab.patience, hasMoved)) !== null) return 'logged-out';
    } finally {
      pages.stop();
    }
    const down = pages.down();
    if (down !== null) throw down;
  }
  throw new SwapError(
    'unknown-screen',
    `${atlassianId.origin} did not log out: ${first === null ? 'nothing asked to confirm it' : 'the page that asks to confirm it stayed'}.`,
    'Log out by hand in the account’s own settings at Atlassian, which end every session.',
  );
}
