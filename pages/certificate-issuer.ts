import type { Tab } from './tab.js';
import { inTime, rest } from './until.js';

/** Milliseconds for the browser to tell whose certificate it refused: an idle machine takes a fifth of a second. */
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
    // An authority need not have a common name, which is all that the browser tells of it.
    if (state.refusedIssuer !== null) return state.refusedIssuer || null;
    await rest(tab, ASK_AGAIN);
  }
  return null;
}

/**
 * The browser tells the state of the page before it answers that it will tell of it. While the error page takes the place
 * of the page before, it is told of that, or Chromium (150) refuses with “Not attached to an active page”: seen in one run
 * of thirty on a busy machine.
 */
async function askForState({ page }: Tab): Promise<PageState> {
  try {
    const session = await page.context().newCDPSession(page);
    let state: PageState = null;
    session.on('Security.visibleSecurityStateChanged', ({ visibleSecurityState }) => {
      const shown = visibleSecurityState.certificateSecurityState;
      state = { refusedIssuer: shown?.certificateNetworkError === undefined ? null : shown.issuer };
    });
    try {
      await session.send('Security.enable');
      return state;
    } finally {
      await session.detach();
    }
  } catch (error) {
    // Nothing but a word of the message is lost: why the page could not be opened is known already.
    return isEarly(error) ? { refusedIssuer: null } : null;
  }
}

function isEarly(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Not attached to an active page');
}
