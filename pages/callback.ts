import type { Request } from 'playwright';

import { originOf } from './address.js';
import { open } from './open.js';
import type { OpenedConsent } from './consent-opening.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/** The way back from Jira to Jira Align, as the browser takes it after Allow. */
export interface WayBack {
  /**
   * Where Jira Align turned the way back away, since nobody is signed in to it in that context, the same address is opened in
   * a tab where somebody is. Gives whether that was needed. Whether the real one asks for its session there is unknown.
   */
  readonly bringOver: (tab: Tab) => Promise<boolean>;
}

/** Milliseconds for Jira Align to answer the way back. */
const ANSWER = 15_000;

/** Watches for the way back from the moment before Allow is pressed. `jira` is Jira's own origin. */
export function watchWayBack({ tab }: OpenedConsent, jira: string): WayBack {
  let callback: URL | null = null;
  const onRequest = (request: Request): void => {
    const url = new URL(request.url());
    const isBack = request.isNavigationRequest() && url.origin !== jira && url.searchParams.has('oauth_verifier');
    if (isBack) callback ??= url;
  };
  tab.page.on('request', onRequest);
  return {
    bringOver: async (signedIn) => {
      const came = await until(signedIn, ANSWER, () => Promise.resolve(callback));
      tab.page.off('request', onRequest);
      if (came === null || (await isAccepted(tab, came))) return false;
      await open(signedIn, came);
      return true;
    },
  };
}

/** Accepted where the browser came to rest on Jira Align at the address it was sent to, or beyond it, and was not asked to sign in. */
async function isAccepted(tab: Tab, callback: URL): Promise<boolean> {
  const settled = await until(tab, ANSWER, async () => {
    if (tab.page.isClosed()) return { accepted: true };
    if (originOf(tab.page.url()) !== callback.origin) return { accepted: false };
    const ready = await tab.page.evaluate(() => document.readyState !== 'loading').catch(() => false);
    if (!ready) return null;
    return { accepted: new URL(tab.page.url()).pathname === callback.pathname };
  });
  return settled?.accepted ?? false;
}
