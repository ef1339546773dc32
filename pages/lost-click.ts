import type { Sought } from './controls/control.js';
import { find, seen } from './controls/look.js';
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
  await locator.click({ timeout: tab.patience, signal: tab.signal });
  if ((await until(tab, LOST_CLICK, hasMoved)) !== null) return;
  // A page that is on its way answers nothing: that press was not lost.
  const still = await inTime(tab, tab.patience, seen(tab, control));
  await still?.locator.click({ timeout: tab.patience, signal: tab.signal }).catch((error: unknown) => {
    tab.signal.throwIfAborted();
    if (!isGone(error)) throw error;
  });
}
