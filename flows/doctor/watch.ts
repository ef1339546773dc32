import { SwapError } from '../../pages/errors.js';
import type { Tab } from '../../pages/tab.js';
import type { Run } from '../run/run.js';

/** What a way ends with where a screen is not as it should be, so that one of its controls may have drifted. */
const DRIFTED: readonly string[] = [
  'unknown-screen',
  'control-not-found',
  'control-ambiguous',
  'control-disabled',
  'control-uncertain',
];

/** Whether an error may come from a control that is not where it was. */
export function hasDrifted(error: unknown): error is SwapError {
  return error instanceof SwapError && DRIFTED.includes(error.code);
}

/** Looks at the screen that a tab shows, at which a run has stopped for an error; `used` are the controls that it has used. */
export type LookAtStop = (tab: Tab, used: ReadonlySet<string>, error: SwapError) => Promise<void>;

/**
 * The same run, watched for where it stops: each screen at which a step ends for a control that may have drifted is looked at right
 * then, before anything else is opened, and before the page of a sign-in is emptied. With `onScreen` so is each on the way.
 */
export function watching(run: Run, lookAtStop: LookAtStop, onScreen: ((tab: Tab) => Promise<void>) | null = null): Run {
  const used = new Set<string>();
  const seen = new WeakSet<SwapError>();
  let last: Tab | null = null;
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (hasDrifted(error) && !seen.has(error) && last !== null && !last.page.isClosed()) {
        seen.add(error);
        // What it stopped for is told whatever becomes of this look.
        await lookAtStop(last, used, error).catch(() => undefined);
      }
      throw error;
    }
  };
  return {
    ...run,
    tab: (page) => {
      const own = run.tab(page);
      const tab: Tab = {
        ...own,
        onControl: (control, rung) => {
          used.add(control);
          own.onControl(control, rung);
        },
        ...(onScreen === null ? {} : { onScreen: () => onScreen(tab) }),
      };
      last = tab;
      return tab;
    },
    inFront: (page) => {
      run.inFront(page);
      last = run.tab(page);
    },
    step: (name, work) => run.step(name, () => watched(work)),
    signInStep: (name, work) => run.signInStep(name, () => watched(work)),
    offRecord: (page, work) => run.offRecord(page, () => watched(work)),
  };
}
