import type { Response } from 'playwright';

import { originOf } from './address.js';
import { atlassianId as controls } from './controls/atlassian-id.js';
import { seen } from './controls/look.js';
import { SwapError } from './errors.js';
import { pressOn } from './lost-click.js';
import { open } from './open.js';
import { watchAnswers } from './sign-in-answers.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/**
 * Logs out at Atlassian ID, which asks to confirm. Gives `not-signed-in` where it sends on to its sign-in at once.
 * @throws SwapError `unknown-screen` where the confirmation does not come or has no effect, `unreachable` where the page that it leads
 * to does not come, and as `open` does.
 */
export async function logOutOfAtlassianId(tab: Tab, atlassianId: URL): Promise<'logged-out' | 'not-signed-in'> {
  await open(tab, new URL('/logout', atlassianId));
  const isAsking = (url: string): boolean => {
    const { origin, pathname } = new URL(url);
    return origin === atlassianId.origin && pathname.startsWith('/logout');
  };
  const isBrowsersOwn = (): boolean => originOf(tab.page.url()) === null;
  const isElsewhere = (): boolean => !isAsking(tab.page.url()) && !isBrowsersOwn();
  const first = await until(tab, tab.patience, async () =>
    isElsewhere() ? ('not-signed-in' as const) : await seen(tab, controls.logOut),
  );
  if (first === 'not-signed-in') return first;
  if (first === null) throw notLoggedOut(atlassianId, null, 'nothing asked to confirm it');
  const answers = watchAnswers(tab.page);
  // The page that the site leads on to then may be out of order.
  const ledOn: string[] = [];
  const onResponse = (response: Response): void => {
    const { location } = response.headers();
    if (!response.request().isNavigationRequest() || location === undefined) return;
    if (!URL.canParse(location, response.url())) return;
    const to = new URL(location, response.url()).href;
    if (isAsking(response.url()) && !isAsking(to)) ledOn.push(to);
  };
  tab.page.on('response', onResponse);
  try {
    const hasMoved = (): Promise<true | null> =>
      Promise.resolve(isElsewhere() || (ledOn.length > 0 && isBrowsersOwn()) ? true : null);
    await pressOn(tab, controls.logOut, hasMoved);
    if ((await until(tab, tab.patience, hasMoved)) !== null || ledOn.length > 0) return 'logged-out';
    throw notLoggedOut(atlassianId, answers.missing(), 'the page that asks to confirm it stayed');
  } finally {
    answers.stop();
    tab.page.off('response', onResponse);
  }
}

function notLoggedOut({ origin }: URL, missing: SwapError | null, why: string): SwapError {
  return new SwapError(
    missing?.code ?? 'unknown-screen',
    `${origin} did not log out: ${missing?.message ?? `${why}.`}`,
    missing?.hint ?? 'Log out by hand in the account’s own settings at Atlassian, which end every session.',
  );
}
