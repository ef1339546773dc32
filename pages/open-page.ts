import type { BrowserContext, Page } from 'playwright';

import { browserClosed } from './gone.js';

/**
 * Opens a tab. Seen with Playwright 1.65: one that is asked for while the browser is being lost neither comes nor fails.
 * @throws SwapError `browser-closed`.
 */
export async function openPage(context: BrowserContext): Promise<Page> {
  const over = new AbortController();
  const lost = new Promise<never>((_resolve, reject) => {
    const listener = (): void => {
      reject(browserClosed());
    };
    context.on('close', listener);
    over.signal.addEventListener('abort', () => context.off('close', listener));
  });
  try {
    return await Promise.race([context.newPage(), lost]);
  } finally {
    over.abort();
  }
}
