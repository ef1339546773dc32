import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { ClientRequest } from 'node:http';
import type { Browser } from 'playwright';

import { chromium } from '../../pages/playwright.js';
import { isLoopback } from '../config/origins.js';
import type { RemoteBrowser } from '../config/target.js';
import type { Evidence } from '../evidence/recorder.js';
import { PLAIN_REDIRECT, connectFailure } from './connect-failure.js';

/** Milliseconds for a pool to have a browser ready. */
const PATIENCE = 30_000;

/**
 * Takes a browser from a pool. Playwright connects straight, through no proxy, and has Node check the pool's certificate.
 * @throws SwapError `unreachable`, `certificate` or `no-browser`, which says of the address nothing but its origin.
 */
export async function connectTo(
  { endpoint, origin }: RemoteBrowser,
  slowMo: number,
  signal: AbortSignal,
): Promise<Browser> {
  signal.throwIfAborted();
  const connecting = withoutPlainRedirects(() => chromium.connect(endpoint.reveal(), { slowMo, timeout: PATIENCE }));
  try {
    return await Promise.race([connecting, aborted(signal)]);
  } catch (error) {
    // Where the run was ended meanwhile, a browser may come all the same.
    void connecting.then(
      (browser) => browser.close(),
      () => undefined,
    );
    signal.throwIfAborted();
    throw connectFailure(origin, PATIENCE, error);
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  signal.throwIfAborted();
  throw new TypeError('A signal that was aborted is so for good.');
}

/** Where Node tells of each request that it makes, before anything of it leaves. */
const REQUESTS = 'http.client.request.start';

/**
 * Playwright follows redirects when it connects (1.65), to where nothing is encrypted as well. Whatever else this process asks
 * for meanwhile is on this machine: the stand-in sites of `demo`.
 */
async function withoutPlainRedirects<T>(connect: () => Promise<T>): Promise<T> {
  subscribe(REQUESTS, stopPlainRequest);
  try {
    return await connect();
  } finally {
    unsubscribe(REQUESTS, stopPlainRequest);
  }
}

function stopPlainRequest(message: unknown): void {
  const { request } = message as { request: unknown }; // As Node's documentation has this channel.
  if (!(request instanceof ClientRequest) || request.protocol === 'https:') return;
  const host = request.host.includes(':') ? `[${request.host}]` : request.host;
  if (!isLoopback(new URL(`http://${host}`))) request.destroy(new Error(PLAIN_REDIRECT));
}

/**
 * What the machine of a remote browser knows of a run, as a sentence's end. Seen with Playwright 1.65.1: the raw trace, in which
 * requests have their cookies, stays there for as long as the browser runs.
 */
export function seenRemotely(evidence: Evidence): string {
  const trace = evidence === 'full' ? '; the raw trace, with cookies in it, stays there until that browser ends' : '';
  return `every password and one-time code that was typed, every session's cookies, and all that was shown${trace}`;
}
