import { errors } from 'playwright';

import { address } from './address.js';
import { SwapError } from './errors.js';
import type { Tab } from './tab.js';

/** The status by which a proxy asks for a user name and a password. */
const PROXY_WANTS_PASSWORD = 407;

/** Milliseconds that an address may take to answer: longer than one action, since single sign-on adds redirects (docs/facts.md). */
const ANSWER = 60_000;

/**
 * Brings the tab to the front, opens an address in it and waits until the page can be read. Chromium hardly draws a tab
 * that lies behind another, and a press waits until what it presses is drawn: behind a consent tab each took two seconds.
 * @throws SwapError `unreachable`, `proxy` or `certificate`, with the browser's own reason.
 */
export async function open(tab: Tab, url: URL): Promise<void> {
  tab.signal.throwIfAborted();
  try {
    await tab.page.bringToFront();
    const response = await tab.page.goto(url.href, {
      waitUntil: 'domcontentloaded',
      timeout: ANSWER,
      signal: tab.signal,
    });
    const status = response?.status() ?? 0;
    if (status === PROXY_WANTS_PASSWORD) throw proxyRefused(url, `status ${status}`);
    if (status >= 500) {
      throw new SwapError(
        'unreachable',
        `${address(url)} answered with status ${status}.`,
        'The site is not working at the moment. Run the same command again later.',
      );
    }
  } catch (error) {
    tab.signal.throwIfAborted();
    if (wentElsewhere(error)) return;
    throw error instanceof SwapError ? error : networkError(url, error);
  }
}

/** The page itself went on to another address while it loaded: the next look sees which. */
function wentElsewhere(error: unknown): boolean {
  return error instanceof Error && /interrupted by another navigation|net::ERR_ABORTED/.test(error.message);
}

function proxyRefused({ origin }: URL, why: string): SwapError {
  return new SwapError(
    'proxy',
    `The proxy did not let the browser reach ${origin} (${why}).`,
    'Check PROXY_URL with its user name and password, HTTPS_PROXY and NO_PROXY.',
  );
}

function networkError(url: URL, error: unknown): unknown {
  const reason = /net::(ERR_[A-Z_]+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (error instanceof errors.TimeoutError) {
    return new SwapError(
      'unreachable',
      `${url.origin} did not answer within ${ANSWER / 1000} s.`,
      'The site is slow or down at the moment. Run the same command again later.',
    );
  }
  if (reason === undefined) return error;
  if (/CERT|SSL/.test(reason)) {
    return new SwapError(
      'certificate',
      `The certificate of ${url.origin} is not trusted by this browser (${reason}).`,
      "Add the issuing authority to the machine's store. Certificate errors are never ignored.",
    );
  }
  if (/PROXY|TUNNEL/.test(reason)) return proxyRefused(url, reason);
  return new SwapError(
    'unreachable',
    `${url.origin} could not be reached (${reason}).`,
    'Check the address in the settings and that the site is up and can be reached from this machine.',
  );
}
