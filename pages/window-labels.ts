import { connector as controls } from './controls/connector.js';
import { look, seen } from './controls/look.js';
import { isEnabled } from './is-enabled.js';
import type { Tab } from './tab.js';
import type { WindowPlace } from './window-place.js';

/** What the authorisation button's label says: the label is the state (docs/facts.md, fact 3). */
export type AuthorisationLabel = 'authorised' | 'requestable' | 'unauthorised';

/** Each label, and the control that has it. */
export const labels = [
  { label: 'authorised', control: controls.reauthorize },
  { label: 'requestable', control: controls.request },
  { label: 'unauthorised', control: controls.authorize },
] as const;

/** What the label in the window says; two at once say nothing. */
export async function labelIn(tab: Tab, place: WindowPlace): Promise<AuthorisationLabel | null> {
  const sightings = await Promise.all(labels.map(({ control }) => look(tab, control, place)));
  const shown = labels.filter((_, index) => sightings[index]?.kind !== 'absent').map(({ label }) => label);
  const [label, ...others] = shown;
  return others.length === 0 ? (label ?? null) : null;
}

/** Whether this account may edit the connector, by what can be pressed. */
export async function isEditable(tab: Tab, place: WindowPlace): Promise<boolean> {
  // Where Save can't be seen, the fields tell whether that is for want of the right.
  const save = (await seen(tab, controls.save, place)) ?? place.jiraLink;
  if (!(await isEnabled(tab, save))) return false;
  for (const { control } of labels) {
    const button = await seen(tab, control, place);
    if (button !== null) return await isEnabled(tab, button);
  }
  return true;
}
