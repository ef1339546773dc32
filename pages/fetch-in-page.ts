import { originOf } from './address.js';
import { isGone } from './gone.js';
import { type ReadFailure, pauseBeforeRetry, retryAfter } from './retry.js';
import type { Tab } from './tab.js';
import { inTime, rest } from './until.js';

/** Milliseconds that the browser may take to ask the page and to hand on what it says. */
const AROUND = 2_000;

/** What a site answered to a reading request that its own page sent. */
export interface Answer {
  readonly status: number;
  /** The body where it is JSON, else `null`: an expired session may answer 200 with a login page (docs/facts.md, who am I). */
  readonly json: unknown;
  /** The site's own clock when it answered, in milliseconds since 1970, or `null` where it did not say. */
  readonly serverTime: number | null;
}

/**
 * Reads an address of the site whose page the tab shows, by `fetch` inside that page, so that the browser's own cookies,
 * proxy and certificates apply; where the line broke or the site was out of order for a moment it is read again. `null` where
 * the page is of another origin, was replaced meanwhile, or nothing answered.
 */
export async function fetchInPage(tab: Tab, url: URL): Promise<Answer | null> {
  for (let tries = 1; ; tries += 1) {
    tab.signal.throwIfAborted();
    const read = await tryToFetch(tab, url);
    if (read === null) return null;
    const pause = pauseBeforeRetry(read.failure, tries);
    if (pause === null) return read.answer;
    await rest(tab, pause);
  }
}

/** What came of one try; a failure with a good status is none. */
interface Read {
  readonly answer: Answer | null;
  readonly failure: ReadFailure;
}

async function tryToFetch(tab: Tab, url: URL): Promise<Read | null> {
  if (originOf(tab.page.url()) !== url.origin) return null;
  try {
    const reading = tab.page.evaluate(fetchThere, { address: url.href, patience: tab.patience });
    const read = await inTime(tab, tab.patience + AROUND, reading);
    if (read === null || read.is === 'too-slow') return null;
    // A page is told no reason why its request failed.
    if (read.is === 'broken') return { answer: null, failure: { is: 'line', reason: 'ERR_FAILED' } };
    const time = Date.parse(read.date ?? '');
    const { status } = read;
    return {
      answer: { status, json: parseJson(read.json), serverTime: Number.isNaN(time) ? null : time },
      failure: { is: 'status', status, retryAfter: retryAfter(read.retryAfter) },
    };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** What the page itself has of its request. */
type Fetched =
  | { readonly is: 'too-slow' }
  | { readonly is: 'broken' }
  | {
      readonly is: 'answered';
      readonly status: number;
      readonly json: string | null;
      readonly date: string | null;
      readonly retryAfter: string | null;
    };

/** Runs in the page: nothing outside of it can be used here. */
async function fetchThere({ address, patience }: { address: string; patience: number }): Promise<Fetched> {
  const request = {
    headers: { accept: 'application/json' },
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  } as const;
  try {
    const response = await fetch(address, request);
    const type = response.headers.get('content-type') ?? '';
    const body = await response.text();
    return {
      is: 'answered',
      status: response.status,
      json: /\bjson\b/i.test(type) ? body : null,
      date: response.headers.get('date'),
      retryAfter: response.headers.get('retry-after'),
    };
  } catch {
    return { is: request.signal.aborted ? 'too-slow' : 'broken' };
  }
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
