import { address } from './address.js';
import { SwapError } from './errors.js';

/** The way of a list that shows its choices only once it is opened. */
export const OPEN_LIST = 'open the list';

/** The ways that lead on from a list of connectors. */
const FROM_LIST: readonly string[] = ['choose', 'entry', OPEN_LIST];

/** A page that lists connectors, and what was pressed on the way to it. */
export interface ConnectorList {
  readonly at: URL;
  readonly pressed: readonly string[];
}

/** A step of a way, and the address of the page on which it was made. */
export interface Gone {
  readonly name: string;
  readonly at: string;
}

/**
 * The list on a way that was gone: where something was chosen first. `null` where that was the page on which the way began; and
 * what was pressed on the very page must be pressed there again.
 */
export function listOn(gone: readonly Gone[]): ConnectorList | null {
  const at = gone.find(({ name }) => FROM_LIST.includes(name))?.at ?? null;
  if (at === null || at === gone[0]?.at) return null;
  return { at: new URL(at), pressed: gone.filter((each) => each.at !== at).map(({ name }) => name) };
}

/** The error for a list of connectors whose address leads elsewhere now. */
export function listMoved(at: string, shown: string): SwapError {
  return new SwapError(
    'unknown-screen',
    `The list of connectors was at ${address(at)}, which leads to ${address(shown)} now.`,
    'Run the same command again.',
  );
}

/** The error for a list of connectors to which another site leads: whose session Jira Align has by then nothing tells. */
export function listThrough(at: string, through: string): SwapError {
  return new SwapError(
    'wrong-identity',
    `The list of connectors at ${address(at)} was reached by way of ${through}: perhaps as whoever is signed in there. Nothing was pressed.`,
    'Set ALIGN_SIGN_IN to atlassian or saml, as this Jira Align signs people in.',
  );
}
