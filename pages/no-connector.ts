import { address } from './address.js';
import type { Overrides } from './controls/overrides.js';
import { SwapError } from './errors.js';

/** The error where Jira Align asks to sign in on the way to a connector. */
export function sessionEnded(shown: string): SwapError {
  return new SwapError(
    'session-ended',
    `Jira Align asks to sign in again (${address(shown)}): the session of the Super Admin has ended.`,
    'Run the same command again. If it repeats, look whether a policy ends sessions at once.',
  );
}

/** The error for a connector that Jira Align does not offer. */
export function notOffered(wanted: string, offered: readonly string[], screen?: string): SwapError {
  const seenInstead = offered.length > 0 ? `It offers: ${offered.join(' | ')}.` : `Seen: ${screen ?? 'an empty list'}.`;
  return new SwapError(
    'connector-not-found',
    `Jira Align has no connector “${wanted}”. ${seenInstead}`,
    'Set CONNECTOR to the exact name or the id of the connector.',
  );
}

/** The error for a name or id that several connectors share. */
export function severalConnectors(wanted: string, count: number, ids: readonly string[]): SwapError {
  return new SwapError(
    'connector-ambiguous',
    `${count} connectors match “${wanted}”${ids.length === 0 ? '' : ` (ids ${ids.join(', ')})`}. Nothing was chosen.`,
    'Set CONNECTOR to the id of the one you mean.',
  );
}

/** The error for what may open a connector, and may do something else. */
export function neverPressed(why: string): SwapError {
  return new SwapError(
    'entry-uncertain',
    `What stands beside the connector in the list was not pressed, since ${why}.`,
    'Look at the screenshot of this step. Where the list can be left out, say so in CONTROLS_FILE (navigation, docs/controls.md); else this list needs a new version of the tool.',
  );
}

/** The error for a way that ended at a screen that leads on to nothing known; `isList` where the last was a list that was opened. */
export function wayEnded(
  wanted: string,
  pressed: readonly string[],
  screen: string,
  isList: boolean,
  { controls, navigation }: Overrides,
): SwapError {
  const isLed = navigation !== null || [...controls.keys()].some((name) => name.startsWith('navigation.'));
  const own = 'The file that CONTROLS_FILE names says where steps of this way are: look at that first. ';
  // A list may show only a part of its choices: what is not seen in it may be there all the same.
  const hint = isList
    ? 'Look at the screenshot of this step: CONNECTOR must be a name that the list shows as it is opened.'
    : 'Look at the screenshot of this step. ALIGN_USERNAME must be a Super Admin who sees Settings, Connectors and Jira Settings.';
  return new SwapError(
    'unknown-screen',
    `The way to the connector “${wanted}” ended after ${pressed.join(', ') || 'nothing could be pressed'} on ${screen}.`,
    `${isLed ? own : ''}${hint}`,
  );
}
