import { originOf } from './address.js';
import { isGone } from './gone.js';
import type { Tab } from './tab.js';

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
 * proxy and certificates apply. `null` where the page is of another origin, was replaced meanwhile, or nothing answered.
 */
export async function fetchInPage(tab: Tab, url: URL): Promise<Answer | null> {
  tab.signal.throwIfAborted();
  if (originOf(tab.page.url()) !== url.origin) return null;
  try {
    const answer = await tab.page.evaluate(
      async ({ address, patience }) => {
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
            status: response.status,
            json: /\bjson\b/i.test(type) ? body : null,
            date: response.headers.get('date'),
          };
        } catch {
          return null;
        }
      },
      { address: url.href, patience: tab.patience },
    );
    if (answer === null) return null;
    const time = Date.parse(answer.date ?? '');
    return {
      status: answer.status,
      json: parseJson(answer.json),
      serverTime: Number.isNaN(time) ? null : time,
    };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
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
