import type { Page, Request, Response } from 'playwright';

import { address, originOf } from './address.js';
import { watchPages } from './broken-page.js';
import { SwapError } from './errors.js';
import { WHO_AM_I } from './jira.js';
import { LOST_CLICK } from './lost-click.js';
import { TOO_MANY_REQUESTS, isOutOfOrder } from './out-of-order.js';

/** What became of the answers that a sign-in waits for. */
export interface AnswerWatch {
  /** From here on what a script sends with this in it, as the account's name or its code, is waited for. */
  readonly awaits: (holds: (sent: Buffer) => boolean) => void;
  /** What became of what is waited for, as far as the page that is open has sent it. */
  readonly sent: () => 'nothing' | 'unanswered' | 'answered';
  /** Why the last page, or something that was sent from it, was not answered; `null` where all was. */
  readonly missing: () => SwapError | null;
  readonly stop: () => void;
}

/** What became so far of what was sent. */
const UNANSWERED = 'has not answered yet';

/**
 * Watches the pages that a sign-in leads a tab to, and what is sent from them by script: a form that is sent so shows nothing new
 * where no answer comes, and a gateway's page is none of the site's. Neither is a screen that is unknown.
 */
export function watchAnswers(page: Page): AnswerWatch {
  const pages = watchPages(page, 'every site');
  const sought: ((sent: Buffer) => boolean)[] = [];
  // What was sent from the page that is open, by the status of its answer; and by its address why the last answer did not come.
  const going = new Map<Request, number | null>();
  const whys = new Map<string, string | null>();
  // The page that is to come next.
  let pending: { readonly request: Request; readonly since: number } | null = null;
  const isPage = (request: Request): boolean => request.isNavigationRequest() && request.frame() === page.mainFrame();
  const onRequest = (request: Request): void => {
    if (isPage(request)) pending = { request, since: performance.now() };
    if (isPage(request) || !isAwaited(request, page, sought)) return;
    going.set(request, null);
    // Asked again it keeps what it came to before until it has an answer.
    if (!whys.has(nameOf(request))) whys.set(nameOf(request), UNANSWERED);
  };
  const came = (request: Request, why: string | null): void => {
    if (going.has(request)) whys.set(nameOf(request), why);
  };
  const onResponse = (response: Response): void => {
    const request = response.request();
    if (going.has(request)) going.set(request, response.status());
    if (!isPage(request)) return;
    going.clear();
    whys.clear();
  };
  // Only now its body has come, too. What leads on to another request is not its answer.
  const onFinished = (request: Request): void => {
    if (request === pending?.request) pending = null;
    const status = going.get(request) ?? null;
    if (status === null || !isRedirect(status)) came(request, whyOf(request, status));
  };
  const onFailed = (request: Request): void => {
    if (request === pending?.request) pending = null;
    came(request, `broke off (${request.failure()?.errorText ?? 'no reason given'})`);
  };
  page.on('request', onRequest);
  page.on('response', onResponse);
  page.on('requestfinished', onFinished);
  page.on('requestfailed', onFailed);
  return {
    awaits: (holds) => {
      sought.push(holds);
    },
    sent: () => {
      if (going.size === 0) return 'nothing';
      return [...whys.values()].includes(UNANSWERED) ? 'unanswered' : 'answered';
    },
    missing: () => {
      const [why] = [...whys].filter(([, each]) => each !== null).map((each) => each.join(' '));
      const isLate = pending !== null && performance.now() - pending.since > LOST_CLICK;
      return pages.down() ?? (why === undefined ? null : unreachable(why)) ?? (isLate ? pages.late() : null);
    },
    stop: () => {
      pages.stop();
      page.off('request', onRequest);
      page.off('response', onResponse);
      page.off('requestfinished', onFinished);
      page.off('requestfailed', onFailed);
    },
  };
}

function nameOf(request: Request): string {
  return address(request.url());
}

/**
 * What a page sends to its own site with what is looked for in it, and the tool's own question there who is signed in. Of what else
 * it sends, as to be counted or to wait for news, nothing hangs.
 */
function isAwaited(request: Request, page: Page, sought: readonly ((sent: Buffer) => boolean)[]): boolean {
  if (!['xhr', 'fetch'].includes(request.resourceType())) return false;
  if (originOf(request.url()) !== originOf(page.url())) return false;
  const body = request.postDataBuffer() ?? Buffer.alloc(0);
  return sought.some((holds) => holds(body)) || new URL(request.url()).pathname.endsWith(WHO_AM_I);
}

/** Why an answer is none. To be asked less often may be a site's word on this account, which a person is to read. */
function whyOf(request: Request, status: number | null): string | null {
  const isWord = status === TOO_MANY_REQUESTS && request.method() === 'POST';
  return status !== null && isOutOfOrder(status) && !isWord ? `answered with status ${status}` : null;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function unreachable(why: string): SwapError {
  return new SwapError(
    'unreachable',
    `An answer that all the rest hangs on did not come: ${why}.`,
    'The site is not working at the moment. Run the same command again later.',
  );
}
