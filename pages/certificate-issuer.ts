import type { CDPSession, Page } from 'playwright';

import { inTime } from './until.js';

/** Milliseconds for the browser to show its page about a certificate, and again to tell of it: an idle machine takes a tenth of a second. */
const ERROR_PAGE = 5_000;

/**
 * Who issued the certificate that the browser has just refused in this page, as the browser itself tells it; `null` where
 * it does not. Chrome, Edge and Chromium tell it with their error page; Chromium's headless shell has neither.
 */
export async function refusedIssuer(page: Page): Promise<string | null> {
  try {
    // The error page comes only after the navigation has failed, and the certificate is known with it.
    await page.waitForURL(/^chrome-error:/, { waitUntil: 'commit', timeout: ERROR_PAGE });
    const session = await page.context().newCDPSession(page);
    const issuer = await inTime({}, ERROR_PAGE, toldIssuer(session));
    await session.detach();
    return issuer;
  } catch {
    // Nothing but a word of the message is lost: why the page could not be opened is known already.
    return null;
  }
}

/**
 * The browser tells the state of the page as it is when asked, and each later one. Once, on a busy machine, the first named
 * no issuer though the error page stood there already: what it tells next is waited for too.
 */
async function toldIssuer(session: CDPSession): Promise<string> {
  const told = new Promise<string>((resolve) => {
    session.on('Security.visibleSecurityStateChanged', ({ visibleSecurityState }) => {
      const issuer = visibleSecurityState.certificateSecurityState?.issuer;
      if (issuer !== undefined) resolve(issuer);
    });
  });
  await session.send('Security.enable');
  return told;
}
