import { originOf } from '../pages/address.js';
import { type ConnectorDetails, ConnectorWindow } from '../pages/connector-window.js';
import { type ErrorCode, SwapError } from '../pages/errors.js';
import { changedSettings } from '../pages/settings.js';
import { until } from '../pages/until.js';
import type { Target } from './config/target.js';
import { isToCome } from './findings.js';
import { unlockCommandLine } from './report/in-shell.js';
import { openJournal, type Journal } from './run/journal.js';
import { connectorKey, siteOf, takeLock } from './run/lock.js';
import type { Run } from './run/run.js';
import type { AlignSeat } from './sign-in.js';

/** The part of a target that lies in Jira Align. */
export interface AlignTarget {
  readonly align: NonNullable<Target['align']>;
  readonly connector: string;
}

/** The connector, opened, and what its window said when it was opened. */
export interface OpenConnector {
  readonly window: ConnectorWindow;
  readonly details: ConnectorDetails;
}

/** The connector, held by this run alone among those that share its lock folder. */
export interface HeldConnector {
  readonly journal: Journal;
  /** Says in the journal how the connector was left, and lets the next run in. */
  readonly release: () => Promise<void>;
}

/** The target's part in Jira Align; `null` where its settings are missing. */
export function alignTarget({ align, connector }: Target): AlignTarget | null {
  return align === null || connector === null ? null : { align, connector };
}

/** What may pass by itself: a page on the way did not come, or came as the error page of a site that is out of order. */
const PASSING: readonly ErrorCode[] = ['unreachable', 'unknown-screen'];

/** Gives back what may pass by itself. @throws what does not, and the reason for which the run must end. */
export function passing(error: unknown, signal: AbortSignal): SwapError {
  signal.throwIfAborted();
  if (!(error instanceof SwapError) || !PASSING.includes(error.code)) throw error;
  return error;
}

/**
 * Opens the connector's window anew, from the beginning once more where the way to it broke off. Where the Super Admin's
 * session has ended meanwhile, it signs in once more and goes on: between the first press and the returned label there may be
 * no better moment.
 */
export async function reopenConnector(
  run: Run,
  align: AlignSeat,
  { connector }: AlignTarget,
  start: URL | 'here' | null = run.findings.openedAt,
): Promise<ConnectorWindow> {
  let from = start ?? undefined;
  let isSignedInAgain = false;
  for (let tries = 1; ; tries += 1) {
    try {
      return await align.navigation.openConnector(connector, from);
    } catch (error) {
      run.signal.throwIfAborted();
      const isEnded = error instanceof SwapError && error.code === 'session-ended';
      if (isEnded && align.signInAgain !== null && !isSignedInAgain) {
        run.note(`${error.message} It is signed in once more.`, 'warn');
        await align.signInAgain();
        isSignedInAgain = true;
      } else {
        passing(error, run.signal);
        if (tries > 1) throw error;
      }
      from = undefined;
    }
  }
}

/** A page of the site itself, at which the same may be found once more. */
function pageOf(shown: string, site: URL): URL | null {
  return originOf(shown) === site.origin ? new URL(shown) : null;
}

/** How a way from a known list may end, and one from the first page need not. */
const OTHERWISE: readonly ErrorCode[] = [
  ...PASSING,
  'connector-not-found',
  'connector-ambiguous',
  'entry-uncertain',
  'session-ended',
];

/**
 * Opens the connector's window for the first time: from the list in which an earlier target of this command found its own, since
 * the pages before it may be dear; where that comes to nothing, which says nothing of the connector, from the first page.
 */
async function firstOpening(run: Run, align: AlignSeat, target: AlignTarget): Promise<ConnectorWindow> {
  const { shared, findings, signal } = run;
  const list = shared?.listOf(target.align) ?? null;
  // The sign-in has just led to a page of Jira Align. A provider lets in unasked: only the way to that page tells as whom.
  if (list === null || findings.openedAt !== null || target.align.signIn !== 'manual')
    return await reopenConnector(run, align, target, findings.openedAt ?? 'here');
  try {
    return await align.navigation.openFromList(target.connector, list);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SwapError) || !OTHERWISE.includes(error.code)) throw error;
    run.note(`From the list of connectors the way came to nothing, and begins at the first page: ${error.message}`);
    const window = await reopenConnector(run, align, target, null);
    // Only now it is the list that was at fault.
    shared?.forgetList(target.align);
    return window;
  }
}

/** Opens the connector's window, and notes what it says of it. */
export async function openConnector(run: Run, align: AlignSeat, target: AlignTarget): Promise<OpenConnector> {
  const { connector } = target;
  const window = await firstOpening(run, align, target);
  run.findings.openedAt = pageOf(align.tab.page.url(), target.align.url);
  const details = await window.details();
  run.findings.connector = { id: details.id, name: details.name ?? connector };
  // Where a browser was lost in the middle they are compared with those at the run's first opening.
  if (run.findings.settings.length === 0) run.findings.settings = details.settings;
  run.findings.before = { authorisation: details.label ?? 'unknown', account: null };
  run.findings.after = { ...run.findings.before };
  // Only now it is settled which connector's it is: in another's nothing is pressed.
  return { window: new ConnectorWindow(align.tab, { id: details.id, name: details.name }), details };
}

/**
 * Looks at the settings until they stay the same: a script may fill a window after it shows, and half of it is nothing to compare
 * with before Save.
 */
export async function settleSettings(run: Run, { tab }: AlignSeat, window: ConnectorWindow): Promise<void> {
  const { findings, timeouts } = run;
  // Where a browser was lost in the middle they are compared with those at the run's first opening.
  if (findings.pressed.length > 0) return;
  await until(tab, timeouts.action, async () => {
    const shown = await window.settingsNow();
    if (shown === null) return null;
    const isSame = shown.length === findings.settings.length && changedSettings(findings.settings, shown).length === 0;
    findings.settings = shown;
    return isSame ? true : null;
  });
}

/**
 * Takes the connector's lock and opens its journal.
 * @throws SwapError `lock-held` or `journal-unwritable`.
 */
export async function holdConnector(run: Run, { align, connector }: AlignTarget): Promise<HeldConnector> {
  const { id, name } = run.findings.connector;
  const key = connectorKey(align.url, id ?? name ?? connector);
  const called = name ?? connector;
  const lock = await takeLock(run.lockDir, key, run.id, called);
  try {
    const journal = await openJournal(
      run.lockDir,
      key,
      { runId: run.id, connector: called, site: siteOf(align.url) },
      (why) => {
        run.note(
          `What was done could not be written into the journal, which the next run believes less than the site: ${why}`,
          'warn',
        );
      },
    );
    const release = async (): Promise<void> => {
      await tidy(run, 'The journal could not be closed', journal.close);
      await tidy(run, `The lock could not be deleted; \`${unlockCommandLine(run.lockDir, key)}\` does`, lock.release);
    };
    if (run.signal.aborted) {
      // Its step may have been given up meanwhile: then nobody would let go of it.
      await release();
      run.signal.throwIfAborted();
    }
    noteUnfinished(run, journal);
    return {
      journal,
      release: async () => {
        const { pressed, after } = run.findings;
        // What may still be on its way may take it down yet: the record of it stays.
        const isSettled = !isToCome('authorised', run.findings) && journal.onItsWay(run.timeouts.requestToken) === 0;
        if (pressed.length + journal.unfinished.presses.length > 0)
          await journal.end(isSettled || after.authorisation !== 'authorised' ? after.authorisation : 'unknown');
        await release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What was done is done, and is told, whatever becomes of the record of it and of the lock. */
async function tidy({ note }: Run, otherwise: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    note(`${otherwise}: ${error instanceof Error ? error.message : String(error)}`, 'warn');
  });
}

/** What an earlier run left undone. The site is believed: a connector that shows Reauthorize is not down, whatever was pressed. */
function noteUnfinished({ id, findings, note }: Run, { unfinished: { presses: all, costly } }: Journal): void {
  if (all.length === 0) return;
  findings.former ??= all.find(({ former }) => former !== null)?.former ?? null;
  const presses = all.map(({ press }) => press).join(', ');
  // Where its browser was lost, the earlier run may be this one.
  if (all.every(({ runId }) => runId === id))
    note(`This run has pressed ${presses}: it goes on from what the site shows.`, 'warn');
  else note(`An earlier run ended after pressing ${presses}: this one goes on from what the site shows.`, 'warn');
  const [first] = costly;
  if (first !== undefined && findings.before.authorisation !== 'authorised') findings.downSince = new Date(first.at);
}

/** The error for a target without Jira Align's part, where a flow needs it. */
export function alignNeeded(): SwapError {
  return new SwapError(
    'configuration',
    'ALIGN_URL, ALIGN_USERNAME, ALIGN_PASSWORD and CONNECTOR are needed.',
    'Set them, or use `verify`, which can look at Jira alone.',
  );
}
