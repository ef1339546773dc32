import type { Request, Response } from 'playwright';

import { alignNavigation, alignSignIn } from './controls/align.js';
import { look, now, seen } from './controls/look.js';
import type { Control } from './controls/control.js';
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
  let isTurnedAway = false;
  const onRequest = (request: Request): void => {
    if (!request.isNavigationRequest()) return;
    const url = new URL(request.url());
    if (callback === null && url.origin !== jira && url.searchParams.has('oauth_verifier')) callback = url;
    // From Jira Align on to somewhere else: that is the way to a sign-in.
    else if (callback !== null && url.origin !== callback.origin) isTurnedAway = true;
  };
  const onResponse = (response: Response): void => {
    if (callback !== null && response.request().isNavigationRequest() && response.status() >= 400) isTurnedAway = true;
  };
  tab.page.on('request', onRequest);
  tab.page.on('response', onResponse);
  const isAccepted = async (): Promise<boolean | null> => {
    if (isTurnedAway) return false;
    if (tab.page.isClosed()) return true;
    if (await isGoing(tab)) return null;
    if ((await seen(tab, alignSignIn.password)) !== null) return false;
    // Where the form is switched off there are only ways to sign in elsewhere.
    const isOffered = async (control: Control): Promise<boolean> => (await look(tab, control)).kind !== 'absent';
    return !(await isOffered(alignSignIn.singleSignOn)) || (await isOffered(alignNavigation.settings));
  };
  return {
    bringOver: async (signedIn) => {
      const came = await until(signedIn, ANSWER, () => Promise.resolve(callback));
      const accepted = came === null ? true : await until(signedIn, ANSWER, isAccepted);
      tab.page.off('request', onRequest);
      tab.page.off('response', onResponse);
      if (came === null || accepted === true) return false;
      await open(signedIn, came);
      return true;
    },
  };
}

/** True while the page is still on its way to another. */
async function isGoing(tab: Tab): Promise<boolean> {
  return await now(() => tab.page.evaluate(() => document.readyState !== 'complete'), true);
}
