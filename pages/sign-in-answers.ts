import type { Frame, Page, Request, Response } from 'playwright';

import { address, originOf } from './address.js';
import { watchPages } from './broken-page.js';
import { SwapError } from './errors.js';
import { WHO_AM_I } from './jira.js';
import { isOutOfOrder } from './out-of-order.js';

/** What became of the answers that a sign-in waits for. */
export interface AnswerWatch {
  /** Why the last page, or something that was sent from it, was not answered; `null` where all was. */
  readonly missing: () => SwapError | null;
  readonly stop: () => void;
}

/**
 * Watches the pages that a sign-in leads a tab to, and what is sent from them by script: a form that is sent so shows nothing new
 * where no answer comes, and a gateway's page is none of the site's. Neither is a screen that is unknown.
 */
export function watchAnswers(page: Page): AnswerWatch {
  const pages = watchPages(page, 'every site');
  // Those of the page that is open by the status of their answers, and why the last answer to each did not come.
  const going = new Map<Request, number | null>();
  const whys = new Map<string, string | null>();
  const onRequest = (request: Request): void => {
    if (!isAwaited(request, page)) return;
    going.set(request, null);
    if (!whys.has(nameOf(request))) whys.set(nameOf(request), 'has not answered yet');
  };
  const came = (request: Request, why: string | null): void => {
    if (going.has(request)) whys.set(nameOf(request), why);
  };
  const onResponse = (response: Response): void => {
    if (going.has(response.request())) going.set(response.request(), response.status());
  };
  // Only now its body has come, too. What leads on to another request is not its answer.
  const onFinished = (request: Request): void => {
    const status = going.get(request) ?? null;
    if (status === null || !isRedirect(status))
      came(request, status !== null && isOutOfOrder(status) ? `answered with status ${status}` : null);
  };
  const onFailed = (request: Request): void => {
    came(request, `broke off (${request.failure()?.errorText ?? 'no reason given'})`);
  };
  const onNavigated = (frame: Frame): void => {
    if (frame !== page.mainFrame()) return;
    going.clear();
    whys.clear();
  };
  page.on('request', onRequest);
  page.on('response', onResponse);
  page.on('requestfinished', onFinished);
  page.on('requestfailed', onFailed);
  page.on('framenavigated', onNavigated);
  return {
    missing: () => {
      const [name, why] = [...whys].find(([, each]) => each !== null) ?? [];
      return pages.down() ?? (name === undefined ? null : unreachable(`${name} ${why}`));
    },
    stop: () => {
      pages.stop();
      page.off('request', onRequest);
      page.off('response', onResponse);
      page.off('requestfinished', onFinished);
      page.off('requestfailed', onFailed);
      page.off('framenavigated', onNavigated);
    },
  };
}

function nameOf(request: Request): string {
  return address(request.url());
}

/** What a page sends to its own site, and the tool's own question there who is signed in. Of what else it reads nothing hangs on. */
function isAwaited(request: Request, page: Page): boolean {
  return (
    ['xhr', 'fetch'].includes(request.resourceType()) &&
    originOf(request.url()) === originOf(page.url()) &&
    (request.method() === 'POST' || new URL(request.url()).pathname.endsWith(WHO_AM_I))
  );
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function unreachable(why: string): SwapError {
  return new SwapError(
    'unreachable',
    `The sign-in came to nothing, since ${why}.`,
    'The site is not working at the moment. Run the same command again later.',
  );
}
