import type { Found } from './controls/look.js';
import type { Tab } from './tab.js';

/** Whether a control can be used. A link has no state of its own: that it is disabled is said by an attribute, or by its class alone. */
export async function isEnabled({ patience }: Tab, { locator, frame }: Found): Promise<boolean> {
  const marks = ':is([aria-disabled="true"], .disabled, .aspNetDisabled)';
  const [isUsable, marked] = await Promise.all([
    locator.isEnabled({ timeout: patience }),
    locator.and(frame.locator(marks)).count(),
  ]);
  return isUsable && marked === 0;
}
