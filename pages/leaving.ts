import type { Request } from 'playwright';

import { originOf } from './address.js';
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
