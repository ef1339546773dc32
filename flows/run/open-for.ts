import type { Browser, BrowserContext } from 'playwright';

import { openBrowser } from './browser.js';
import type { Opened } from './in-browser.js';
import type { Order } from './order.js';

/** Opens a browser of the run's own, or takes the one that it shares: there it closes what it has opened, and nothing else. */
export async function openFor(
  { configuration, shared, headed, environment, slowMo }: Order,
  scratch: string,
  contexts: readonly BrowserContext[],
  lost: Browser | null,
  signal: AbortSignal,
): Promise<Opened> {
  if (shared === null) {
    const browser = await openBrowser(configuration.browser, { headed, environment, slowMo, signal }, scratch);
    return { browser, close: () => browser.close() };
  }
  const close = async (): Promise<void> => {
    // Those of a browser that was lost are closed.
    await Promise.allSettled(contexts.map((context) => context.close()));
  };
  return { browser: await shared.browser.open(lost), close };
}
