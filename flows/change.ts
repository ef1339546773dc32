import { AlignNavigation } from '../pages/align-navigation.js';
import type { ConnectorWindow } from '../pages/connector-window.js';
import type { Pressing } from '../pages/controls/press.js';
import type { AuthorisationLabel } from '../pages/window-labels.js';
import { until } from '../pages/until.js';
import { openPage } from '../pages/open-page.js';
import type { Tab } from '../pages/tab.js';
import { type AlignTarget, passing } from './connector.js';
import { type Press, accountNow, isToCome } from './findings.js';
import type { Before } from './prove.js';
import type { Journal } from './run/journal.js';
import { type Run, withSignal } from './run/run.js';
import { asSwapError } from './run/unforeseen.js';
import type { AlignSeat, JiraSeat } from './sign-in.js';

/** Everything that the steps from the first press on share. */
export interface Change {
  readonly run: Run;
  readonly jira: JiraSeat;
  readonly align: AlignSeat;
  readonly window: ConnectorWindow;
  readonly target: AlignTarget;
  readonly journal: Journal;
  readonly before: Before;
}

/** How long the connector is looked at once more after a run has stopped, in milliseconds. */
interface LastLook {
  readonly most: number;
  /** That the token may be on its way after Allow, or the press of Reauthorize itself. */
  readonly onItsWay: number;
}
const LAST_LOOK: LastLook = { most: 25_000, onItsWay: 8_000 };
/** The same where somebody waits for the end (`WIND_UP` in run/asked-to-end.ts). */
const LAST_LOOK_IN_HASTE: LastLook = { most: 4_500, onItsWay: 2_000 };

/** What is left where a press that takes the authorisation away was made, and its effect was not seen yet. */
const STILL_TO_COME = {
  what: 'Reauthorize was pressed, and the connector still showed Reauthorize at the last: the press may not have reached Jira Align, or still be on its way and take the connector down. Run the same command again, which goes on from where it is.',
  where: null,
};

/** Milliseconds between two openings of the connector. */
const LOOK_FOR = 2_500;

/**
 * Makes a press that changes something: it is in the journal, on the disk, before it is made. `work` calls what it is given once
 * the press is certain, right before it is made, and what that gives where it is not made after all.
 */
export async function makePress<T>(change: Change, press: Press, work: (pressing: Pressing) => Promise<T>): Promise<T> {
  const { run, journal } = change;
  return await work(async () => {
    const { pressed, downSince, after } = run.findings;
    const takeBack = async (): Promise<void> => {
      Object.assign(run.findings, { pressed, downSince, after });
      await journal.notMade(press);
    };
    await journal.willPress(press, run.findings.former);
    if (!run.signal.aborted) {
      noteDown(run, press);
      // What is left behind where the run is killed during the press.
      await run.keep();
    }
    if (run.signal.aborted) await takeBack();
    run.signal.throwIfAborted();
    return takeBack;
  });
}

/** Notes a press that is being made now: from here on the connector may be down, until the site says that it is not. */
export function noteDown({ findings }: Run, press: Press): void {
  findings.pressed = [...findings.pressed, press];
  if (press === 'Save') return;
  findings.downSince ??= new Date();
  findings.after = { authorisation: 'unknown', account: null };
}

/** Notes that it is down by another press than this run's, as after its Save: it needs a person no less. */
export function noteDownByOthers({ findings }: Run): void {
  if (findings.downSince === null || findings.returnedAt !== null) findings.downSince = new Date();
}

/** Whether this run has pressed Allow, if in a browser that it lost: that is never done twice on doubt, the connector will tell. */
export function hasAllowed({ run: { findings } }: Change): boolean {
  return findings.pressed.includes('Allow');
}

/**
 * Notes why a run stops. Past the first press it opens the connector once more, in a page of its own, and notes what its label
 * says, so that the result's word about it is the site's. Where it can't be read the result says `unknown`.
 */
export async function lookAgain({ run, target }: Change, error: unknown): Promise<void> {
  const { findings } = run;
  findings.stop = asSwapError(error, run.signal);
  if (findings.pressed.length === 0) return;
  const wasSeen = findings.after;
  findings.after = { authorisation: 'unknown', account: null };
  const { most, onItsWay } = run.signal.aborted ? LAST_LOOK_IN_HASTE : LAST_LOOK;
  const calm = withSignal(run, AbortSignal.timeout(most));
  try {
    const tab = calm.tab(await openPage(calm.context));
    const authorisation = await lastLabel(tab, run, target, onItsWay);
    findings.after = { authorisation, account: authorisation === 'authorised' ? accountNow(findings) : null };
    if (authorisation === 'authorised' && isToCome(authorisation, findings)) findings.leftovers.push(STILL_TO_COME);
    if (['unauthorised', 'requestable'].includes(authorisation)) noteDownByOthers(run);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    run.note(`The connector could not be looked at once more: ${why}`, 'warn');
    // Seen after whatever can take an authorisation away, and not seen to be gone since: Save, which alone came after it, does not.
    const isSeenLast = findings.returnedAt !== null || findings.pressed.every((press) => press === 'Save');
    if (isSeenLast && wasSeen.authorisation === 'authorised')
      findings.after = { authorisation: 'authorised', account: accountNow(findings) };
  }
}

/**
 * What the label says at the last. One look too early would call an authorised connector down, or after Reauthorize alone one
 * authorised that is down: so it is looked at for `onItsWay` milliseconds, and opened anew in between.
 */
async function lastLabel(
  tab: Tab,
  { findings }: Run,
  { align, connector }: AlignTarget,
  onItsWay: number,
): Promise<AuthorisationLabel | 'unknown'> {
  const navigation = new AlignNavigation(tab, align.url);
  const opened = (): Promise<ConnectorWindow> => navigation.openConnector(connector);
  let end = Infinity;
  for (;;) {
    const window = await opened().catch((error: unknown) => {
      passing(error, tab.signal);
      return opened();
    });
    end = Math.min(end, performance.now() + onItsWay);
    let shown: AuthorisationLabel | null = null;
    const settled = await until(tab, Math.min(LOOK_FOR, onItsWay), async () => {
      // A page that loads itself anew shows nothing for a moment.
      shown = (await window.label()) ?? shown;
      return shown === null || isToCome(shown, findings) ? null : shown;
    }).catch((error: unknown) => {
      passing(error, tab.signal);
      return null;
    });
    if (settled !== null || performance.now() >= end) return settled ?? shown ?? 'unknown';
  }
}
