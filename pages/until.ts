import { setTimeout as pause } from 'node:timers/promises';

import { SwapError } from './errors.js';
import type { Tab } from './tab.js';

/** Milliseconds between two looks: short against what a person notices, long against the cost of a look. */
const LOOK_AGAIN = 100;

/** Milliseconds until the second look, since most is there a moment later; each later one comes after twice the time. */
const LOOK_SOON = 25;

/**
 * Looks again and again until a look gives something, for at most `patience` milliseconds; then `null`.
 * `pace` are the milliseconds between two looks, where that is not left to this function.
 * This file is the one place that lets time pass: a control may appear in any frame, in another page or at an address, and
 * none of the browser's own waits spans these.
 * @throws the signal's reason when the run must end, SwapError `unreachable` where the browser shows its own error page.
 */
export async function until<T>(
  tab: Tab,
  patience: number,
  look: () => Promise<T | null>,
  pace?: number,
): Promise<T | null> {
  const end = performance.now() + patience;
  for (let looks = 0; ; looks += 1) {
    tab.signal.throwIfAborted();
    const result = await inTime(tab, Math.max(end - performance.now(), tab.patience), look());
    if (result !== null) return result;
    if (tab.page.url().startsWith('chrome-error:')) throw unreachable();
    if (performance.now() >= end) return null;
    await rest(tab, pace ?? Math.min(LOOK_SOON * 2 ** looks, LOOK_AGAIN));
  }
}

/**
 * What some work gives, or `null` where that takes longer than `patience` milliseconds. While a navigation is unanswered
 * Chromium (150) answers no question about the page, so that a site which says nothing would hold a look for ever.
 * @throws the signal's reason when the run must end.
 */
export async function inTime<T>(
  { signal }: Partial<Pick<Tab, 'signal'>>,
  patience: number,
  work: Promise<T>,
): Promise<T | null> {
  const over = new AbortController();
  const late = pause(patience, null, {
    signal: AbortSignal.any([over.signal, ...(signal === undefined ? [] : [signal])]),
  }).catch(() => {
    signal?.throwIfAborted();
    return null;
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    // Nobody listens any more to what comes later.
    work.catch(() => undefined);
    late.catch(() => undefined);
  }
}

/**
 * Lets time pass between two tries, in milliseconds.
 * @throws the signal's reason when the run must end.
 */
export async function rest({ signal }: Tab, duration: number): Promise<void> {
  await pause(duration, undefined, { signal }).catch(() => {
    signal.throwIfAborted();
  });
}

function unreachable(): SwapError {
  return new SwapError(
    'unreachable',
    'The browser could not load the next page and shows its own error page.',
    'Check that the site can be reached from this machine, then run the same command again.',
  );
}
