import type { Page, Request, Response } from 'playwright';

import { address, originOf } from './address.js';
import { SwapError } from './errors.js';

/** From here on a status says that this is not the page that was asked for; that the site is out of order; to be left alone. */
const NO_PAGE = 400;
const OUT_OF_ORDER = 500;
const TOO_MANY_REQUESTS = 429;

/** What became of the last page that a press led to. */
export interface PageWatch {
  /** Why it is not the site's own, or not the whole of it; `null` where it is. */
  readonly broken: () => SwapError | null;
  readonly stop: () => void;
}

/**
 * Watches the pages of a site that presses lead to. What is opened by its address tells by itself how it came; what comes by a
 * press may be a gateway's page, which lacks whatever is looked for, and says nothing of what the site has.
 */
export function watchPages(page: Page, { origin }: URL): PageWatch {
  let broken: SwapError | null = null;
  const isPage = (request: Request): boolean => request.isNavigationRequest() && originOf(request.url()) === origin;
  const onResponse = (response: Response): void => {
    if (!isPage(response.request())) return;
    const status = response.status();
    const why = `${address(response.url())} answered with status ${status}`;
    if (status >= OUT_OF_ORDER || status === TOO_MANY_REQUESTS) broken = unreachable(why);
    else broken = status >= NO_PAGE ? refused(why) : null;
  };
  const onFailed = (request: Request): void => {
    const why = request.failure()?.errorText ?? 'no reason given';
    // One that another navigation has overtaken.
    if (isPage(request) && !why.includes('ERR_ABORTED'))
      broken = unreachable(`${address(request.url())} broke off (${why})`);
  };
  page.on('response', onResponse);
  page.on('requestfailed', onFailed);
  return {
    broken: () => broken,
    stop: () => {
      page.off('response', onResponse);
      page.off('requestfailed', onFailed);
    },
  };
}

function unreachable(why: string): SwapError {
  return new SwapError(
    'unreachable',
    `A page that a press led to did not come: ${why}.`,
    'The site is not working at the moment. Run the same command again later.',
  );
}

function refused(why: string): SwapError {
  return new SwapError(
    'unknown-screen',
    `A page that a press led to did not come: ${why}.`,
    'ALIGN_USERNAME must be a Super Admin who may open Settings, Jira Settings and the connector: look there by hand as this account.',
  );
}
