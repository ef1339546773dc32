import type { ElementHandle } from 'playwright';

import type { Sought } from './controls/control.js';
import { find } from './controls/look.js';
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
  const handle = await locator.elementHandle({ timeout: tab.patience });
  await handle.click({ timeout: tab.patience, signal: tab.signal });
  if ((await until(tab, LOST_CLICK, hasMoved)) !== null) return;
  // A page that is on its way answers nothing, and on one that has come something else may bear that name: neither press was lost.
  if ((await inTime(tab, tab.patience, isReplaced(handle))) !== false) return;
  await handle.click({ timeout: LOST_CLICK, signal: tab.signal }).catch((error: unknown) => {
    tab.signal.throwIfAborted();
    if (!isGone(error)) throw error;
  });
}

/** True where the element that was used is no longer in the document: what is seen in its place came afterwards. */
export async function isReplaced(handle: ElementHandle): Promise<boolean> {
  try {
    return await handle.evaluate((element) => !element.isConnected);
  } catch (error) {
    if (isGone(error)) return true;
    throw error;
  }
}
