import type { Download, Page, Request, Response } from 'playwright';

import { address, originOf } from './address.js';
import { SwapError } from './errors.js';
import { isOutOfOrder } from './out-of-order.js';

/** From here on a status says that this is not the page that was asked for. */
const NO_PAGE = 400;

/** What became of the last page of a tab that a press led to. */
export interface PageWatch {
  /** Why it did not come, or not as a whole: nothing more is to be expected of it. `null` where it came. */
  readonly down: () => SwapError | null;
  /** Why it is not there as a whole yet: what it lacks may still come. `null` where nothing is on its way. */
  readonly late: () => SwapError | null;
  /** All of these, and that the site refused it. What it shows may lead on all the same, as to a sign-in. */
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
  // What was asked for last, and the same for as long as it is on its way.
  let asked: Request | null = null;
  let coming: Request | null = null;
  let isBegun = false;
  const isPage = (request: Request): boolean =>
    request.isNavigationRequest() &&
    request.frame() === page.mainFrame() &&
    (site === 'every site' || originOf(request.url()) === site.origin);
  const onRequest = (request: Request): void => {
    if (!isPage(request)) return;
    asked = coming = request;
    isBegun = false;
  };
  const onFinished = (request: Request): void => {
    if (request === coming) coming = null;
  };
  const onResponse = (response: Response): void => {
    if (!isPage(response.request())) return;
    isBegun = true;
    const status = response.status();
    const why = `${address(response.url())} answered with status ${status}`;
    down = isOutOfOrder(status) ? unreachable(why) : null;
    refusal = status >= NO_PAGE ? refused(why) : null;
  };
  const onFailed = (request: Request): void => {
    onFinished(request);
    const why = request.failure()?.errorText ?? 'no reason given';
    // One that another navigation has overtaken.
    if (isPage(request) && !why.includes('ERR_ABORTED'))
      down = unreachable(`${address(request.url())} broke off (${why})`);
  };
  // Chromium takes a type that it can't show for a file, and stays on the page before.
  const onDownload = (download: Download): void => {
    if (download.url() === asked?.url())
      down = unreachable(`${address(download.url())} answered with a file to be kept, and not with a page`);
  };
  const late = (): SwapError | null =>
    coming === null
      ? null
      : unreachable(`${address(coming.url())} has not ${isBegun ? 'come as a whole' : 'answered'} yet`);
  page.on('request', onRequest);
  page.on('requestfinished', onFinished);
  page.on('response', onResponse);
  page.on('requestfailed', onFailed);
  page.on('download', onDownload);
  return {
    down: () => down,
    late,
    broken: () => down ?? refusal ?? late(),
    stop: () => {
      page.off('request', onRequest);
      page.off('requestfinished', onFinished);
      page.off('response', onResponse);
      page.off('requestfailed', onFailed);
      page.off('download', onDownload);
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
