import type { Frame, Locator, Route } from 'playwright';

import { isGone } from './gone.js';
import type { Tab } from './tab.js';
import { inTime } from './until.js';

/**
 * Keeps from the sites whatever the browser would send them from now on. A person who points at an element presses nothing:
 * Playwright (1.65) takes the click away, but a page that listens on its window sees it all the same, and a second click of a
 * double one may come too late to be taken. A WebSocket that is open already is not held.
 */
export async function keepFromSites({ page }: Tab): Promise<void> {
  await page.context().route(() => true, refuse);
}

/** A page that would be left for another stays as it is. What were only held would be sent when the window is closed. */
async function refuse(route: Route): Promise<void> {
  await route.abort('aborted').catch(() => undefined);
}

/** Marks an element in its page for whoever looks at it, and brings it into view. */
export async function mark(element: Locator, patience: number): Promise<void> {
  const outline = (node: HTMLElement | SVGElement): void => {
    // Property by property: a style sheet or attribute would be subject to the site's content policy.
    Object.assign(node.style, { outline: '4px solid #ff5630', outlineOffset: '2px' });
    node.scrollIntoView({ block: 'nearest' });
  };
  await element.evaluate(outline, undefined, { timeout: patience }).catch((error: unknown) => {
    if (!isGone(error)) throw error;
  });
}

/**
 * What a person points at in the page or one of its frames: whatever lies under the pointer is marked, until they click. They
 * are asked once a click in these frames presses nothing any more. Gives `nobody` where nobody has pointed within `patience`
 * milliseconds, `deaf` where the page lets nobody.
 * @throws the signal's reason when the run must end.
 */
export async function pointedAt(
  tab: Tab,
  frames: readonly Frame[],
  patience: number,
  ask: () => Promise<void>,
): Promise<Locator | 'nobody' | 'deaf'> {
  const picked = tab.page.pickLocator();
  picked.catch(() => undefined);
  try {
    if ((await inTime(tab, tab.patience, Promise.all(frames.map(takesPointing)))) === null) return 'deaf';
    await ask();
    return (await inTime(tab, patience, picked)) ?? 'nobody';
  } finally {
    await inTime({}, tab.patience, tab.page.cancelPickLocator()).catch(() => undefined);
  }
}

/**
 * Waits until Playwright (1.65) has taken hold of a frame: it shows another pointer then, and tells nobody. Where a press is just
 * sending a form it never does, and each click after that would go to the page as well. Once it has, that sign stays: whoever
 * points a second time may press something for as long as a second, until the frame has asked whether they point.
 */
async function takesPointing(frame: Frame): Promise<void> {
  await frame.locator('body[data-pw-cursor="pointer"]').waitFor({ state: 'attached', timeout: 0 });
}
