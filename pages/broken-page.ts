import type { Page, Request, Response } from 'playwright';

import { address, originOf } from './address.js';
import { SwapError } from './errors.js';
import { isOutOfOrder } from './out-of-order.js';

/** From here on a status says that this is not the page that was asked for. */
const NO_PAGE = 400;

/** What became of the last page of a tab that a press led to. */
export interface PageWatch {
  /** Why it did not come, or not as a whole: nothing more is to be expected of it. `null` where it came. */
  readonly down: () => SwapError | null;
  /** The same, and that the site refused it. What it shows may lead on all the same, as to a sign-in. */
  readonly broken: () => SwapError | null;
  readonly stop: () => void;
}

/**
 * Watches the pages that presses lead a tab to: of one site, or of every site that a sign-in goes through. What is opened by its
 * address tells by itself how it came; what comes by a press may be a gateway's page, which lacks whatever is looked for, and says
 * nothing of what the site has.
 */
export function watchPages(page: Page, site: URL | 'every site'): PageWatch {
  let down: SwapError | null = null;
  let refusal: SwapError | null = null;
  const isPage = (request: Request): boolean =>
    request.isNavigationRequest() &&
    request.frame() === page.mainFrame() &&
    (site === 'every site' || originOf(request.url()) === site.origin);
  const onResponse = (response: Response): void => {
    if (!isPage(response.request())) return;
    const status = response.status();
    const why = `${address(response.url())} answered with status ${status}`;
    down = isOutOfOrder(status) ? unreachable(why) : null;
    refusal = status >= NO_PAGE ? refused(why) : null;
  };
  const onFailed = (request: Request): void => {
    const why = request.failure()?.errorText ?? 'no reason given';
    // One that another navigation has overtaken.
    if (isPage(request) && !why.includes('ERR_ABORTED'))
      down = unreachable(`${address(request.url())} broke off (${why})`);
  };
  page.on('response', onResponse);
  page.on('requestfailed', onFailed);
  return {
    down: () => down,
    broken: () => down ?? refusal,
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
