import type { Frame, Page, Request, Response } from 'playwright';

import { address, originOf } from './address.js';
import { watchPages } from './broken-page.js';
import { SwapError } from './errors.js';
import { isOutOfOrder } from './out-of-order.js';

/** What became of the answers that a sign-in waits for. */
export interface AnswerWatch {
  /** Why the last page, or something that it sent to its own site, was not answered; `null` where all was. */
  readonly missing: () => SwapError | null;
  readonly stop: () => void;
}

/**
 * Watches the pages that a sign-in leads a tab to, and what those send to their own site by script: a form that is sent so shows
 * nothing new where no answer comes, and a gateway's page is none of the site's. Neither is a screen that is unknown.
 */
export function watchAnswers(page: Page): AnswerWatch {
  const pages = watchPages(page, 'every site');
  const posts = new Map<Request, string | null>();
  const onRequest = (request: Request): void => {
    if (isPost(request, page)) posts.set(request, 'has not answered yet');
  };
  const onResponse = (response: Response): void => {
    const status = response.status();
    if (posts.has(response.request()))
      posts.set(response.request(), isOutOfOrder(status) ? `answered with status ${status}` : null);
  };
  const onFailed = (request: Request): void => {
    if (posts.has(request)) posts.set(request, `broke off (${request.failure()?.errorText ?? 'no reason given'})`);
  };
  const onNavigated = (frame: Frame): void => {
    if (frame === page.mainFrame()) posts.clear();
  };
  page.on('request', onRequest);
  page.on('response', onResponse);
  page.on('requestfailed', onFailed);
  page.on('framenavigated', onNavigated);
  return {
    missing: () => {
      const post = [...posts].find(([, why]) => why !== null);
      return pages.down() ?? (post === undefined ? null : unreachable(`${address(post[0].url())} ${post[1]}`));
    },
    stop: () => {
      pages.stop();
      page.off('request', onRequest);
      page.off('response', onResponse);
      page.off('requestfailed', onFailed);
      page.off('framenavigated', onNavigated);
    },
  };
}

function isPost(request: Request, page: Page): boolean {
  return (
    request.method() === 'POST' &&
    ['xhr', 'fetch'].includes(request.resourceType()) &&
    originOf(request.url()) === originOf(page.url())
  );
}

function unreachable(why: string): SwapError {
  return new SwapError(
    'unreachable',
    `The sign-in was sent, and ${why}.`,
    'The site is not working at the moment. Run the same command again later.',
  );
}
