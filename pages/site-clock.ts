import type { Page, Response } from 'playwright';

import { originOf } from './address.js';

/** A site's own clock, read off the `Date` header of whatever it answers. */
export interface SiteClock {
  /** Milliseconds since 1970; this machine's time where the site has not said its own. */
  readonly now: () => number;
  readonly stop: () => void;
}

/** Listens to a page's answers for the clock of the site that the page shows. */
export function listenForClock(page: Page): SiteClock {
  const ahead = new Map<string, number>();
  const onResponse = (response: Response): void => {
    // What a cache on the way hands out may be old: it says by how much.
    const { date = '', age = '0' } = response.headers();
    const at = Date.parse(date) + Number(age) * 1_000;
    const origin = originOf(response.url());
    if (!Number.isNaN(at) && origin !== null) ahead.set(origin, at - Date.now());
  };
  page.on('response', onResponse);
  return {
    now: () => Date.now() + (ahead.get(originOf(page.url()) ?? '') ?? 0),
    stop: () => page.off('response', onResponse),
  };
}
