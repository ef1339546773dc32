import { type Request, type Response, errors } from 'playwright';

import type { Tab } from './tab.js';
import { inTime } from './until.js';

/**
 * Watches from before Save is pressed for the answer to the form that carries this text: gives whether it came, said no error and
 * can be read. Where it was redirected the last answer counts.
 */
export function watchForSaveAnswer(tab: Tab, carried: string): Promise<boolean> {
  // What a page reports to its server in the background is not the form.
  const carriesForm = (request: Request): boolean =>
    request.method() === 'POST' &&
    (request.isNavigationRequest() ||
      [carried, encodeURIComponent(carried)].some((each) => request.postData()?.includes(each) ?? false));
  return tab.page
    .waitForResponse((response) => !isRedirect(response) && carriesForm(firstOf(response.request())), {
      timeout: tab.patience,
    })
    .then(
      async (response) => ((await inTime(tab, tab.patience, isWhole(response))) ?? false) && (await isRead(tab)),
      () => false,
    );
}

function isRedirect(response: Response): boolean {
  return response.status() >= 300 && response.status() < 400;
}

/** The request that was redirected to this one, if any was. */
function firstOf(request: Request): Request {
  const before = request.redirectedFrom();
  return before === null ? request : firstOf(before);
}

/** An answer that says no error and came to its end: by then its page is the one that is shown. */
async function isWhole(response: Response): Promise<boolean> {
  return response.status() < 400 && (await response.finished()) === null;
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
