import type { Locator } from 'playwright';

import type { Control } from '../../pages/controls/control.js';
import { now, readOnce } from '../../pages/controls/look.js';
import { NO_OVERRIDES, type Overrides } from '../../pages/controls/overrides.js';
import { isLabelled, isPressControl, readWritten, takesCode, wrongFor } from '../../pages/controls/written.js';
import { type WindowPlace, outsideOf } from '../../pages/window-place.js';

/** Whether what is written on an element is what a press that changes something needs; other presses need nothing. */
export async function isLabelledAsPressed(overrides: Overrides, control: Control, locator: Locator): Promise<boolean> {
  if (!isPressControl(control)) return true;
  const written = await now(() => readOnce(locator, readWritten), null);
  if (written === null) return false;
  return wrongFor(control.name, written.all) === undefined && isLabelled(overrides, control, written);
}

/** Whether a press that changes something lies where it must: in the window, and in no other form or part of the screen. */
export async function isInPlace(place: WindowPlace, control: Control, locator: Locator): Promise<boolean> {
  if (!isPressControl(control)) return true;
  const [handle] = await now(() => locator.elementHandles(), []);
  return handle !== undefined && (await now(() => outsideOf(place)(handle), 'it is gone')) === null;
}

/** Whether a controls file that says that this is written on the element could lead a run there: what it may not say is not proposed. */
export async function mayLeadTo(control: Control, locator: Locator, says: string): Promise<boolean> {
  const written = await now(() => readOnce(locator, readWritten), null);
  if (written === null || wrongFor(control.name, written.all) !== undefined) return false;
  if (takesCode(control)) return written.isCodeField;
  if (!isPressControl(control)) return true;
  const labelled = { before: [], keepsKnown: true, after: [], labels: [says] };
  return isLabelled({ ...NO_OVERRIDES, controls: new Map([[control.name, labelled]]) }, control, written);
}
