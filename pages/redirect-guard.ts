import type { CDPSession, Page } from 'playwright';

/** A request as the browser itself shows it before it leaves. */
interface Paused {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly postData?: string | undefined;
    readonly postDataEntries?: readonly { readonly bytes?: string | undefined }[] | undefined;
  };
}

/**
 * Stops redirects: Playwright lets them pass its routes (seen with 1.65), and one with status 307 or 308 carries a posted
 * body on. Gives what ends it.
 */
export async function guardRedirects(
  page: Page,
  mustStop: (url: string, sent: Buffer) => boolean,
): Promise<() => Promise<void>> {
  const browser = await page.context().newCDPSession(page);
  browser.on('Fetch.requestPaused', (paused) => void answer(browser, paused, mustStop));
  await browser.send('Fetch.enable', { patterns: [{ urlPattern: 'http*' }] });
  return async () => {
    // A page that was closed has let go of it already.
    await browser.detach().catch(() => undefined);
  };
}

async function answer(
  browser: CDPSession,
  { requestId, request }: Paused,
  mustStop: (url: string, sent: Buffer) => boolean,
): Promise<void> {
  const parts = (request.postDataEntries ?? []).map(({ bytes = '' }) => Buffer.from(bytes, 'base64'));
  const sent = Buffer.concat([Buffer.from(`${request.url}\n${request.postData ?? ''}\n`), ...parts]);
  const answered = mustStop(request.url, sent)
    ? browser.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    : browser.send('Fetch.continueRequest', { requestId });
  await answered.catch(() => undefined);
}
