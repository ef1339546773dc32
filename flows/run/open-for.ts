import type { Browser, BrowserContext } from 'playwright';

import { inTime } from '../../pages/until.js';
import { closeBrowser, openBrowser } from './browser.js';
import type { Opened } from './in-browser.js';
import type { Order } from './order.js';

/** Milliseconds for what a run has opened to be closed; and where somebody waits for the end. */
const CLOSING = 5_000;
const CLOSING_IN_HASTE = 1_500;

/** Opens a browser of the run's own, or takes the one that it shares: there it closes what it has opened, and nothing else. */
export async function openFor(
  { configuration, shared, headed, environment, slowMo }: Order,
  scratch: string,
  contexts: readonly Promise<BrowserContext>[],
  lost: Browser | null,
  signal: AbortSignal,
): Promise<Opened> {
  if (shared === null) {
    const browser = await openBrowser(configuration.browser, { headed, environment, slowMo, signal }, scratch);
    return { browser, close: () => closeBrowser(browser, scratch) };
  }
  const browser = await shared.browser.open(lost);
  const close = async (): Promise<void> => {
    const closing = Promise.allSettled(contexts.map(async (context) => (await context).close()));
    // One that says nothing any more, which may not even have opened a context, is nobody's; other runs take another.
    const patience = signal.aborted ? CLOSING_IN_HASTE : CLOSING;
    if ((await inTime({}, patience, closing)) === null) shared.browser.giveUp(browser);
  };
  return { browser, close };
}
