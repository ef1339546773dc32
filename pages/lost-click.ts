import type { Request } from 'playwright';

import type { Sought } from './controls/control.js';
import { find, now, seen } from './controls/look.js';
import { isGone } from './gone.js';
import { errors } from './playwright.js';
import type { Tab } from './tab.js';
import { inTime, until } from './until.js';

/** Milliseconds after which a press that changed nothing counts as lost: late hydration loses the first (docs/facts.md). */
export const LOST_CLICK = 2_500;

/**
 * Presses what only leads on, and once more where that changed nothing. Never for what changes a site, nor for what carries a
 * secret: those are told by what the browser sent.
 */
export async function pressOn(tab: Tab, control: Sought, hasMoved: () => Promise<true | null>): Promise<void> {
  const { locator } = await find(tab, control);
  const before = await pageNow(tab);
  await press(tab, () => locator.click({ timeout: tab.patience, signal: tab.signal }));
  if ((await until(tab, LOST_CLICK, hasMoved)) !== null) return;
  // A page that is on its way answers nothing, and on one that has come something else may bear that name: neither press was lost.
  if (before === null || (await inTime(tab, tab.patience, pageNow(tab))) !== before) return;
  const still = await seen(tab, control);
  if (still === null) return;
  await press(tab, () => still.locator.click({ timeout: LOST_CLICK, signal: tab.signal })).catch((error: unknown) => {
    tab.signal.throwIfAborted();
    if (!isGone(error)) throw error;
  });
}

/**
 * Makes a press; `unanswered` where the page that it leads to did not come in time. Playwright takes it for not possible then, and it
 * was made all the same. Told not to wait for that page, Playwright would no longer see to it that the press meets what it is meant for (1.65).
 */
export async function press({ page }: Tab, work: () => Promise<void>): Promise<'done' | 'unanswered'> {
  const pages: Request[] = [];
  const onRequest = (request: Request): void => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) pages.push(request);
  };
  page.on('request', onRequest);
  try {
    await work();
    return 'done';
  } catch (error) {
    if (pages.length === 0 || !(error instanceof errors.TimeoutError)) throw error;
    return 'unanswered';
  } finally {
    page.off('request', onRequest);
  }
}

/** Which page the tab shows now: by its address, and by when it was loaded. `null` while another takes its place. */
async function pageNow({ page }: Tab): Promise<string | null> {
  const loaded = await now(() => page.evaluate(() => performance.timeOrigin), null);
  return loaded === null ? null : `${page.url()} ${loaded}`;
}
