import { stripVTControlCharacters } from 'node:util';

import { SwapError } from '../../pages/errors.js';
import { isClosed } from '../../pages/gone.js';
import { errors } from '../../pages/playwright.js';

/** The longest that a pool is quoted. */
const QUOTED = 200;

/** What a connection is ended with that was led on to an address without encryption. */
export const PLAIN_REDIRECT = 'Led on to an address without encryption.';

/**
 * The error for a remote browser that could not be had. A pool that may be back later is `unreachable`, as a site is; where only
 * another setting or another pool helps there is no browser. Playwright's own words hold the address, and a pool's may: of the
 * first nothing is quoted, of the second a line.
 */
export function connectFailure(origin: string, patience: number, error: unknown): SwapError {
  const said = stripVTControlCharacters(error instanceof Error ? error.message : '');
  if (error instanceof errors.TimeoutError || /Timeout \d+ms exceeded/.test(said))
    return notReached(origin, `it was not ready within ${patience / 1000} s`);
  const [, server, client] = /server version: v([\d.]+)[^]*client version: v([\d.]+)/.exec(said) ?? [];
  if (server !== undefined && client !== undefined) return otherVersion(origin, server, client);
  const socket = /WebSocket error: (.*)/.exec(said)?.[1];
  if (socket !== undefined) return socketFailure(origin, socket);
  if (isClosed(error)) return notReached(origin, 'it closed the connection at once');
  const line = (said.split('\n')[0] ?? '').replace(/^browserType\.connect: /, '').slice(0, QUOTED);
  return noBrowser(origin, `it said “${line}”.`);
}

/** `said` is one line: the address and a status, or the reason of Node. */
function socketFailure(origin: string, said: string): SwapError {
  if (said.includes(PLAIN_REDIRECT))
    return noBrowser(origin, 'it leads on to an address that does not begin with wss://.');
  const status = Number(/^wss?:\S+ (\d{3})\b/.exec(said)?.[1] ?? 0);
  if (status === 401 || status === 403) return refused(origin, status);
  if (status === 429 || status >= 500) return notReached(origin, `it answered with status ${status}`);
  if (status > 0) return noBrowser(origin, `what answers there is no pool of Playwright browsers (status ${status}).`);
  if (/certificate|altnames/i.test(said)) return distrusted(origin, said);
  return notReached(origin, /\bE[A-Z]{3,}\b/.exec(said)?.[0] ?? 'the connection broke');
}

function notReached(origin: string, why: string): SwapError {
  return new SwapError(
    'unreachable',
    `The pool of browsers at ${origin} could not be reached: ${why}.`,
    'Check BROWSER_WS_ENDPOINT, that the pool is up and has a browser free, and that this machine reaches it: the way there goes through no proxy. Then run the same command again.',
  );
}

function distrusted(origin: string, why: string): SwapError {
  return new SwapError(
    'certificate',
    `The certificate of ${origin}, where BROWSER_WS_ENDPOINT leads, is not trusted by Node (${why}).`,
    'Name a file with the issuing authority in NODE_EXTRA_CA_CERTS. Certificate errors are never ignored.',
  );
}

function refused(origin: string, status: number): SwapError {
  return new SwapError(
    'no-browser',
    `The pool of browsers at ${origin} did not let this machine in (status ${status}).`,
    'Check the token, or the user name and password, in BROWSER_WS_ENDPOINT.',
  );
}

function noBrowser(origin: string, why: string): SwapError {
  return new SwapError(
    'no-browser',
    `${origin}, where BROWSER_WS_ENDPOINT leads, gave no browser: ${why}`,
    "Check the whole address with whoever runs the pool. It must speak Playwright's own protocol, as `npx playwright run-server` does; the address of a browser's DevTools does not.",
  );
}

/** Their major and minor numbers must be the same. */
function otherVersion(origin: string, server: string, client: string): SwapError {
  return new SwapError(
    'no-browser',
    `The pool of browsers at ${origin} runs Playwright ${server}, and this tool Playwright ${client}: they do not understand one another.`,
    `Run the pool with Playwright ${client} (npx playwright@${client} run-server, or the container image of that version), or leave BROWSER_WS_ENDPOINT out.`,
  );
}
