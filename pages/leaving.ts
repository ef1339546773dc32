import type { Request } from 'playwright';

import { originOf } from './address.js';
import type { SwapError } from './errors.js';
import type { Tab } from './tab.js';

/** Watches for the tab's being sent on to another origin; gives the first. */
export function watchLeaving({ page }: Tab, own: string): { leftFor: () => string | null; stop: () => void } {
  let first: string | null = null;
  const onRequest = (request: Request): void => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && originOf(request.url()) !== own)
      first ??= originOf(request.url());
  };
  page.on('request', onRequest);
  return { leftFor: () => first, stop: () => page.off('request', onRequest) };
}

/**
 * Does work in which the tab must not be sent on to another origin, wherever it is in the end: whose session it is by then nothing
 * tells, whatever else became of the work.
 * @throws what `refused` makes of the other origin.
 */
export async function withoutLeaving<T>(
  tab: Tab,
  own: string,
  refused: (through: string) => SwapError,
  work: () => Promise<T>,
): Promise<T> {
  const way = watchLeaving(tab, own);
  const [done] = await Promise.allSettled([work()]);
  way.stop();
  const through = way.leftFor();
  if (through !== null) throw refused(through);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}
