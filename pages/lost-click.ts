import type { Sought } from './controls/control.js';
import { find, now, seen } from './controls/look.js';
import { isGone } from './gone.js';
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
  // Else a click waits for the page that it leads to, and ends as one that was not possible where that never comes.
  await locator.click({ timeout: tab.patience, signal: tab.signal, noWaitAfter: true });
  if ((await until(tab, LOST_CLICK, hasMoved)) !== null) return;
  // A page that is on its way answers nothing, and on one that has come something else may bear that name: neither press was lost.
  if (before === null || (await inTime(tab, tab.patience, pageNow(tab))) !== before) return;
  const still = await seen(tab, control);
  await still?.locator.click({ timeout: LOST_CLICK, signal: tab.signal, noWaitAfter: true }).catch((error: unknown) => {
    tab.signal.throwIfAborted();
    if (!isGone(error)) throw error;
  });
}

/** Which page the tab shows now: by its address, and by when it was loaded. `null` while another takes its place. */
async function pageNow({ page }: Tab): Promise<string | null> {
  const loaded = await now(() => page.evaluate(() => performance.timeOrigin), null);
  return loaded === null ? null : `${page.url()} ${loaded}`;
}
