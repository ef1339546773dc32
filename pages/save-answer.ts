import type { Request, Response } from 'playwright';

import { errors } from './playwright.js';
import type { Tab } from './tab.js';
import { inTime } from './until.js';

/**
 * Watches from before Save is pressed for the answer to the form that carries this text: gives whether it came, said no error and
 * can be read. Where its page was redirected the last answer counts, unless the way led through another origin: single sign-on may
 * come back with a session of its own, and what was sent is lost on the way.
 */
export function watchForSaveAnswer(tab: Tab, carried: string): Promise<boolean> {
  // What a page reports to its server in the background is not the form.
  const carriesForm = (request: Request): boolean =>
    ['POST', 'PUT', 'PATCH'].includes(request.method()) &&
    (request.isNavigationRequest() ||
      [carried, encodeURIComponent(carried)].some((each) => request.postData()?.includes(each) ?? false));
  const answered = tab.page
    .waitForResponse((response) => !isLeadingOn(response) && carriesForm(firstOf(response.request())), {
      timeout: tab.patience,
    })
    .then(
      async (response) =>
        staysAtHome(response.request()) &&
        ((await inTime(tab, tab.patience, isWhole(response))) ?? false) &&
        (await isRead(tab)),
      () => false,
    );
  // Where the press itself fails, nobody waits for this any more.
  answered.catch(() => undefined);
  return answered;
}

/** A page of which the next one is on its way. */
function isLeadingOn(response: Response): boolean {
  return response.request().isNavigationRequest() && response.status() >= 300 && response.status() < 400;
}

/** The request that was redirected to this one, if any was. */
function firstOf(request: Request): Request {
  const before = request.redirectedFrom();
  return before === null ? request : firstOf(before);
}

/** Whether all redirects led on within one host: a proxy may hop from https to http and back. */
function staysAtHome(request: Request): boolean {
  const before = request.redirectedFrom();
  return before === null || (new URL(before.url()).host === new URL(request.url()).host && staysAtHome(before));
}

/**
 * An answer that says no error. That of a page came to its end: by then it is the one that is shown. A script may not read its answer,
 * and load the page anew: then that never ends (seen with Chromium 156).
 */
async function isWhole(response: Response): Promise<boolean> {
  if (response.status() >= 400) return false;
  return !response.request().isNavigationRequest() || (await response.finished()) === null;
}

/** Whether the page on its way has come, so that it can be read. */
async function isRead({ page, patience }: Tab): Promise<boolean> {
  try {
    await page.waitForLoadState('domcontentloaded', { timeout: patience });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
