import type { CDPSession } from 'playwright';

import type { Tab } from './tab.js';
import { inTime, rest } from './until.js';

/** Milliseconds for the browser to tell whose certificate it refused: an idle machine takes a fifth of a second, a busy one has once told nothing within 5 s. */
const TOLD = 10_000;

/** Milliseconds between two questions. */
const ASK_AGAIN = 100;

/** What the browser tells of the page that it shows: `null` where it tells of none, as Chromium's headless shell does. */
type PageState = { readonly refusedIssuer: string | null } | null;

/**
 * Who issued the certificate that the browser has just refused in this page, as the browser itself tells it; `null` where
 * it does not. Chrome, Edge and Chromium tell it with their error page; Chromium's headless shell has neither.
 * @throws the signal's reason when the run must end.
 */
export async function refusedIssuer(tab: Tab): Promise<string | null> {
  const end = performance.now() + TOLD;
  for (let left = TOLD; left > 0; left = end - performance.now()) {
    const state = await inTime(tab, left, askForState(tab));
    if (state === null) return null;
    if (state.refusedIssuer !== null) return state.refusedIssuer;
    await rest(tab, ASK_AGAIN);
  }
  return null;
}

/**
 * The browser tells the state of the page before it answers that it will tell of it. Once, on a busy machine, the first
 * named no issuer though the error page stood there already, and once no later one did within 5 s: so it is asked anew.
 */
async function askForState({ page }: Tab): Promise<PageState> {
  let session: CDPSession | null = null;
  let state: PageState = null;
  try {
    session = await page.context().newCDPSession(page);
    session.on('Security.visibleSecurityStateChanged', ({ visibleSecurityState }) => {
      const shown = visibleSecurityState.certificateSecurityState;
      // Until the error page is there, this is the certificate of the page before it, which nobody refused.
      state = { refusedIssuer: shown?.certificateNetworkError === undefined ? null : shown.issuer };
    });
    await session.send('Security.enable');
    await session.detach();
  } catch {
    // Nothing but a word of the message is lost: why the page could not be opened is known already.
    return null;
  }
  return state;
}
