import type { ElementHandle } from 'playwright';

import { SwapError } from '../errors.js';
import { isGone } from '../gone.js';
import { press as made } from '../lost-click.js';
import { errors } from '../playwright.js';
import type { Tab } from '../tab.js';
import type { PressControl } from './control.js';
import type { Found } from './look.js';
import { isLabelled, readWritten, wrongFor } from './written.js';

/** Says what is wrong with the place of an element, or `null`. */
type Misplaced = (handle: ElementHandle) => Promise<string | null>;

/**
 * Called once, right before a press is made; gives what is called where it is not made after all, since what was to be pressed
 * was replaced in that very moment.
 */
export type Pressing = () => Promise<() => Promise<void>>;

/** A press that changes something. */
export interface CertainPress {
  /** Finds the element, waiting for it, and what tells whether it is in its place. */
  readonly find: () => Promise<{ readonly found: Found; readonly misplaced: Misplaced }>;
  readonly pressing: Pressing;
}

/** How often an element is found anew that was replaced under the pointer. */
const TRIES = 5;

/**
 * Presses what changes something: the element that was looked at, its label and its place, is the element that is pressed. The page
 * that it leads to may come later than an action may take, or never: the press was made, and what it does is for others to see.
 * @throws SwapError `control-uncertain` where the label or the place is not the control's; nothing was pressed then.
 */
export async function pressCertain(tab: Tab, control: PressControl, press: CertainPress): Promise<void> {
  let takeBack: Awaited<ReturnType<Pressing>> | null = null;
  for (let tries = 1; ; tries += 1) {
    const click = { isBegun: false };
    try {
      const { found, misplaced } = await press.find();
      const handle = await found.locator.elementHandle({ timeout: tab.patience });
      await requireCertain(tab, control, found.rung, handle, misplaced);
      if (takeBack === null) {
        // As a person does: what lies over it is met before the press is told of. (A trial click is seen by a page's own listeners.)
        await handle.hover({ timeout: tab.patience, signal: tab.signal });
        takeBack = await press.pressing();
        await requireCertain(tab, control, found.rung, handle, misplaced);
      }
      await made(tab, () => {
        click.isBegun = true;
        return handle.click({ timeout: tab.patience, signal: tab.signal });
      });
      return;
    } catch (error) {
      const isMade = click.isBegun && !isDetached(error);
      const isLoadedAnew = !isMade && isReplaced(error) && !isDetached(error);
      // What Save sends was compared in the window that was there.
      const mayGoOn = !isMade && (isDetached(error) || (isLoadedAnew && control.name !== 'connector.save'));
      if (mayGoOn && tries < TRIES) continue;
      if (!isMade) await takeBack?.();
      throw isLoadedAnew ? loadedAnew(control) : error;
    }
  }
}

/**
 * Looks at the very element that is about to be pressed.
 * @throws SwapError `control-uncertain` where its label or its place is not the control's.
 */
export async function requireCertain(
  tab: Tab,
  control: PressControl,
  rung: string,
  handle: ElementHandle,
  misplaced: Misplaced,
): Promise<void> {
  const written = await handle.evaluate(readWritten);
  if (written === null) throw uncertain(control, rung, 'it is no element of the page');
  const wrong = wrongFor(control.name, written.all);
  if (wrong !== undefined) throw uncertain(control, rung, `it says “${wrong}”`);
  if (!isLabelled(tab.overrides, control, written))
    throw uncertain(control, rung, `it says “${written.shown}”, not “${control.labels.join('” or “')}”`);
  const where = await misplaced(handle);
  if (where !== null) throw uncertain(control, rung, where);
}

/** What was replaced before it could be pressed was not pressed (Playwright 1.65 says so before it moves the mouse). */
export function isDetached(error: unknown): boolean {
  return error instanceof Error && /element is not attached/i.test(error.message);
}

/** The page, or what was to be pressed in it, is another by now; what does not come in time is not. */
function isReplaced(error: unknown): boolean {
  return isGone(error) && !(error instanceof errors.TimeoutError);
}

function loadedAnew({ name }: PressControl): SwapError {
  return new SwapError(
    'control-uncertain',
    `The page of ${name} was loaded anew right before the press. It was not pressed.`,
    'Run the same command again; if it repeats, look at the screenshot of this step.',
  );
}

function uncertain({ name }: PressControl, rung: string, what: string): SwapError {
  return new SwapError(
    'control-uncertain',
    `What was found for ${name} (${rung}) was not pressed, since ${what}.`,
    'A press that changes something needs its label and its place: look at the screenshot of this step, and at docs/controls.md for how to say what is written there now.',
  );
}
