import type { Request, Response } from 'playwright';

import { address, originOf } from './address.js';
import { refusedIssuer } from './certificate-issuer.js';
import { SwapError } from './errors.js';
import { isOutOfOrder } from './out-of-order.js';
import { errors } from './playwright.js';
import { type ReadFailure, pauseBeforeRetry, retryAfter } from './retry.js';
import type { Tab } from './tab.js';
import { rest } from './until.js';

/** The status by which a proxy asks for a user name and a password. */
const PROXY_WANTS_PASSWORD = 407;

/** How many actions an address may take to answer: single sign-on adds redirects (docs/facts.md). */
const ANSWER = 4;

/** What Playwright puts in the place of a page whose server it could not connect to safely, as it does for client certificates. */
const REFUSED_BY_PLAYWRIGHT = /^Playwright client-certificate error: (.{1,200})/;

/**
 * Brings the tab to the front, opens an address in it and waits until the page can be read; where the line broke or the site
 * was out of order for a moment it is tried again. Chromium hardly draws a tab that lies behind another, and a press waits
 * until what it presses is drawn: behind a consent tab each took two seconds.
 * @throws SwapError `unreachable`, `proxy` or `certificate`, with the browser's own reason.
 */
export async function open(tab: Tab, url: URL): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    tab.signal.throwIfAborted();
    const missed = await tryToOpen(tab, url);
    if (missed === null) return;
    const pause = missed.failure === null ? null : pauseBeforeRetry(missed.failure, tries);
    if (pause === null) throw missed.error;
    await rest(tab, pause);
  }
}

/** An address that could not be opened: what to tell of it, and how it failed where another try may help. */
interface Missed {
  readonly error: unknown;
  readonly failure: ReadFailure | null;
}

async function tryToOpen(tab: Tab, url: URL): Promise<Missed | null> {
  // Single sign-on may lead on to another host before anything fails.
  const failed: string[] = [];
  const onFailed = (request: Request): void => {
    if (request.isNavigationRequest()) failed.push(new URL(request.url()).origin);
  };
  tab.page.on('requestfailed', onFailed);
  try {
    await tab.page.bringToFront();
    const response = await tab.page.goto(url.href, {
      waitUntil: 'domcontentloaded',
      timeout: ANSWER * tab.patience,
      signal: tab.signal,
    });
    return response === null ? null : await badAnswer(url, response);
  } catch (error) {
    tab.signal.throwIfAborted();
    if (wentElsewhere(error)) return null;
    const reason = networkReason(error);
    return {
      error: await networkError(tab, url, failed.at(-1) ?? url.origin, error),
      failure: reason === null ? null : { is: 'line', reason },
    };
  } finally {
    tab.page.off('requestfailed', onFailed);
  }
}

async function badAnswer(url: URL, response: Response): Promise<Missed | null> {
  const status = response.status();
  if (status === PROXY_WANTS_PASSWORD) return { error: proxyRefused(url.origin, `status ${status}`), failure: null };
  if (!isOutOfOrder(status)) return null;
  const refused = REFUSED_BY_PLAYWRIGHT.exec(await response.text())?.[1];
  if (refused !== undefined)
    return { error: connectionRefused(originOf(response.url()) ?? url.origin, refused), failure: null };
  return {
    error: new SwapError(
      'unreachable',
      `${address(url)} answered with status ${status}.`,
      'The site is not working at the moment. Run the same command again later.',
    ),
    failure: { is: 'status', status, retryAfter: retryAfter(await response.headerValue('retry-after')) },
  };
}

/** The page itself went on to another address while it loaded: the next look sees which. */
function wentElsewhere(error: unknown): boolean {
  return error instanceof Error && /interrupted by another navigation|net::ERR_ABORTED/.test(error.message);
}

/** Chromium takes a type that it can't show for a file: `application/octet-stream` from a gateway that is out of order. */
function isFile(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Download is starting');
}

function answeredWithFile(url: URL): SwapError {
  return new SwapError(
    'unreachable',
    `${address(url)} answered with a file to be kept, and not with a page.`,
    'The site, or a proxy before it, is out of order. Open the address in a browser, and run the same command again later.',
  );
}

function proxyRefused(origin: string, why: string): SwapError {
  return new SwapError(
    'proxy',
    `The proxy did not let the browser reach ${origin} (${why}).`,
    'Check PROXY_URL with its user name and password, HTTPS_PROXY and NO_PROXY.',
  );
}

function notReached(origin: string, why: string): SwapError {
  return new SwapError(
    'unreachable',
    `${origin} could not be reached (${why}).`,
    'Check that the site is up and can be reached from this machine; where it never could be, the address in the settings and PROXY_URL.',
  );
}

function clientCertificateRefused(origin: string, why: string): SwapError {
  return new SwapError(
    'certificate',
    `${origin} wants a client certificate that it did not get, or refused the one that it got (${why}).`,
    'Check CLIENT_CERTIFICATE_FILE and CLIENT_CERTIFICATE_ORIGINS, and that the certificate is still valid.',
  );
}

/** With a client certificate it is Node that connects; its words tell a certificate from a line that broke. */
function connectionRefused(origin: string, why: string): SwapError {
  if (why.includes('alert')) return clientCertificateRefused(origin, why);
  if (!/certificate/i.test(why)) return notReached(origin, why);
  return new SwapError(
    'certificate',
    `The certificate of ${origin} is not trusted by Node, which checks it where a client certificate is used (${why}).`,
    'Name a file with the issuing authority in NODE_EXTRA_CA_CERTS. Certificate errors are never ignored.',
  );
}

function networkReason(error: unknown): string | null {
  return /net::(ERR_[A-Z0-9_]+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? null;
}

async function networkError(tab: Tab, url: URL, origin: string, error: unknown): Promise<unknown> {
  if (error instanceof SwapError) return error;
  const reason = networkReason(error);
  if (error instanceof errors.TimeoutError) {
    return new SwapError(
      'unreachable',
      `${url.origin} did not answer within ${(ANSWER * tab.patience) / 1000} s.`,
      'The site is slow or down at the moment. Run the same command again later.',
    );
  }
  if (reason === null) return isFile(error) ? answeredWithFile(url) : error;
  if (reason.includes('SSL_CLIENT_AUTH')) return clientCertificateRefused(origin, reason);
  if (/CERT|SSL/.test(reason)) {
    const issuer = reason.includes('CERT') ? await refusedIssuer(tab) : null;
    return new SwapError(
      'certificate',
      `The certificate of ${origin}${issuer === null ? '' : `, issued by “${issuer}”,`} is not trusted by this browser (${reason}).`,
      `Add ${issuer === null ? 'the issuing authority' : `“${issuer}”`} to the machine's store, if your company knows it. Certificate errors are never ignored.`,
    );
  }
  if (/PROXY|TUNNEL/.test(reason)) return proxyRefused(origin, reason);
  return notReached(origin, reason);
}
