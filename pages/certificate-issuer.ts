import type { Page } from 'playwright';

/** Milliseconds for the browser to show its page about a certificate: it needs a tenth of a second. */
const ERROR_PAGE = 2_000;

/**
 * Who issued the certificate that the browser has just refused in this page, as the browser itself tells it; `null` where
 * it does not. Chrome, Edge and Chromium tell it with their error page; Chromium's headless shell has neither.
 */
export async function refusedIssuer(page: Page): Promise<string | null> {
  let issuer: string | null = null;
  try {
    // The error page comes only after the navigation has failed, and the certificate is known with it.
    await page.waitForURL(/^chrome-error:/, { waitUntil: 'commit', timeout: ERROR_PAGE });
    const session = await page.context().newCDPSession(page);
    session.on('Security.visibleSecurityStateChanged', ({ visibleSecurityState }) => {
      issuer = visibleSecurityState.certificateSecurityState?.issuer ?? issuer;
    });
    // It says the state as it is before it answers.
    await session.send('Security.enable');
    await session.detach();
  } catch {
    // Nothing but a word of the message is lost: why the page could not be opened is known already.
  }
  return issuer;
}
