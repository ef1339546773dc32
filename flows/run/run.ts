import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright';

import type { OneTimeCodes } from '../../pages/one-time-codes.js';
import type { Person } from '../../pages/sign-in-order.js';
import type { Tab } from '../../pages/tab.js';
import { inTime } from '../../pages/until.js';
import type { SessionSettings, Target, Timeouts } from '../config/target.js';
import type { Findings } from '../findings.js';
import type { Recorder } from '../evidence/recorder.js';
import type { Reporter } from '../report/reporter.js';
import type { Step } from '../report/result.js';
import type { SharedSessions } from '../session/shared.js';

/** What a flow works with: its target, one browser context, its steps, and what it has found out so far. */
export interface Run {
  readonly id: string;
  readonly target: Target;
  readonly timeouts: Timeouts;
  readonly context: BrowserContext;
  /** Opens a second browser context, with nothing in it. */
  readonly openContext: () => Promise<BrowserContext>;
  /** Aborted when the run must end. */
  readonly signal: AbortSignal;
  readonly findings: Findings;
  /** The one-time codes of either account. */
  readonly codes: { readonly jira: OneTimeCodes | null; readonly align: OneTimeCodes | null };
  /** Somebody before the window; `null` where there is none. */
  readonly person: Person | null;
  /** Where locks and journals lie. */
  readonly lockDir: string;
  /** Where sessions are kept that spare a sign-in. */
  readonly sessions: SessionSettings;
  /** What other runs of the same command have gained or been told, and may go on with; `null` where there are none. */
  readonly shared: SharedSessions | null;
  /** Writes down what is known so far: what is left behind where the run is killed. */
  readonly keep: () => Promise<void>;
  /** Learns a secret that appeared, before anything is written of it. */
  readonly learn: (value: string) => void;
  /** Does one unit of work under a name that a person understands. */
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** The same, for a step in which somebody signs in: no recorder is started for it. */
  readonly signInStep: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Does work in which secrets are typed into a page, while nothing records. */
  readonly offRecord: Recorder['offRecord'];
  /** Tells a person something between the steps. */
  readonly note: (text: string, level?: 'info' | 'warn') => void;
  /** A page as page objects take it. */
  readonly tab: (page: Page) => Tab;
  /** Says which page a person would be looking at, where no control has been used in it yet: it is the one that pictures show. */
  readonly inFront: (page: Page) => void;
}

/** The same run with another signal: to look once more after the run's own has ended it. */
export function withSignal(run: Run, signal: AbortSignal): Run {
  return { ...run, signal, tab: (page) => ({ ...run.tab(page), signal }) };
}

/** What the work of a step gives that found nothing to do. */
export const SKIPPED = Symbol('nothing to do');

/** Called with each step that has ended, and a picture of the page that was in front, where one may be kept. */
export type StepWitness = (step: Step, index: number, picture: Buffer | null) => Promise<void>;

/** What the runner of steps works with. */
export interface StepSurroundings extends Pick<Tab, 'patience' | 'signal' | 'overrides'> {
  readonly reporter: Required<Reporter>;
  readonly recorder: Recorder;
  readonly witness: StepWitness;
  /** Throws where the run is to end before the next step. */
  readonly checkpoint: () => void;
  /** Wraps each step in one of whoever started the run, where that has steps of its own. */
  readonly around: Around;
}

/** Does work as a step of somebody else's. */
export type Around = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Runs steps one after the other: the runner, not the step, owns status, time and which controls were used. */
export function stepRunner(surroundings: StepSurroundings): {
  steps: Step[];
  step: Run['step'];
  signInStep: Run['signInStep'];
  tab: Run['tab'];
  inFront: Run['inFront'];
} {
  const { reporter, recorder, witness, checkpoint, around, patience, signal, overrides } = surroundings;
  const steps: Step[] = [];
  let controls: Record<string, string> = {};
  let front: Page | null = null;
  const over = abandonedAfter(signal);
  over.catch(() => undefined);
  const finish = async (name: string, started: Date, status: Step['status']): Promise<void> => {
    const durationMs = Math.max(0, Date.now() - started.getTime());
    const step: Step = { name, status, startedAt: started.toISOString(), durationMs, controls };
    steps.push(step);
    // Somebody waits for the end, and the connector is looked at once more before it: no time for a page that does not answer.
    const picture = signal.aborted
      ? await inTime({}, IN_HASTE, recorder.picture(front))
      : await recorder.picture(front);
    await recorder.stepEnded();
    await witness(step, steps.length, picture);
    reporter.stepEnded(step);
  };
  const take = async <T>(name: string, signsIn: boolean, work: () => Promise<T>): Promise<T> => {
    checkpoint();
    controls = {};
    const started = new Date();
    reporter.stepStarted(name);
    try {
      const working = recorder.stepStarted({ index: steps.length + 1, name }, signsIn).then(work);
      const result = await Promise.race([working, over]);
      await finish(name, started, result === SKIPPED ? 'skipped' : 'passed');
      return result;
    } catch (error) {
      await finish(name, started, 'failed');
      throw error;
    }
  };
  return {
    steps,
    step: (name, work) => around(name, () => take(name, false, work)),
    signInStep: (name, work) => around(name, () => take(name, true, work)),
    inFront: (page) => {
      front = page;
    },
    tab: (page) => ({
      page,
      patience,
      signal,
      overrides,
      recording: recorder.state,
      onControl: (control, rung) => {
        controls[control] = rung;
        front = page;
      },
    }),
  };
}

/** Milliseconds that the work of a step has to end by itself once the run must end. */
const LET_GO = 500;

/** Milliseconds for a last picture. */
const IN_HASTE = 500;

/** Ends a step that does not end by itself: some of the browser's calls never answer while a page is on its way to another. */
async function abandonedAfter(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  await pause(LET_GO);
  signal.throwIfAborted();
  throw new TypeError('A signal that was aborted is so for good.');
}
