import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright';

import { SwapError } from '../../pages/errors.js';
import { browserClosed } from '../../pages/gone.js';
import { inTime } from '../../pages/until.js';
import type { FlowEnd } from '../report/conclude.js';
import type { Run } from './run.js';
import type { Ending } from './signals.js';
import { asSwapError } from './unforeseen.js';

/** Milliseconds for a flow to let go once its browser is closed. */
const LET_GO = 1_000;

/** Milliseconds for the recorders to finish their files before the browser is closed; and where somebody waits for the end. */
const LAST_RECORDING = 10_000;
const LAST_RECORDING_IN_HASTE = 2_000;

/** Milliseconds for a browser that is still being opened when its run ends; one that hangs ends with the command. */
const STILL_OPENING = 5_000;

/** A browser, and how a run lets go of it: one of its own it closes, in one that others use it closes what it has opened. */
export interface Opened {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** A flow, and what it is given to work in a browser. */
export interface Job {
  readonly open: () => Promise<Opened>;
  readonly step: Run['step'];
  readonly work: (browser: Browser) => Promise<FlowEnd>;
  readonly ending: Ending;
  /** Milliseconds that the flow still has once the run was ended. */
  readonly windUp: () => number;
  readonly stopRecording: () => Promise<void>;
  /** Why the flow stops, from when it does. */
  readonly stop: () => SwapError | null;
  /** Told of what nobody foresaw, for the log. */
  readonly onUnexpected: (what: string, error: unknown) => void;
}

/** Opens the browser, lets the flow work in it, and closes it whatever happens. */
export async function inBrowser(job: Job): Promise<FlowEnd> {
  const { ending, onUnexpected } = job;
  const over = new AbortController();
  let own: Opened | null = null;
  let opening: Promise<Opened> | null = null;
  let flow: Promise<unknown> = Promise.resolve();
  try {
    own = await job.step('Open the browser', () => (opening = job.open()));
    const working = job.work(own.browser);
    flow = working;
    return await Promise.race([working, cutOff(ending.signal, job.windUp), lost(own.browser, job.windUp, over.signal)]);
  } catch (error) {
    if (!(error instanceof SwapError)) onUnexpected('unexpected', error);
    const said = asSwapError(error, ending.signal);
    // A signal that came later changes nothing of why it stopped.
    return { outcome: 'stopped', error: said === ending.signal.reason ? (job.stop() ?? said) : said };
  } finally {
    over.abort();
    if (own !== null) await finishRecording(job);
    // Its step may have been given up before it had opened.
    await (own ?? (await inTime({}, STILL_OPENING, opened(opening))))?.close();
    // What the flow still has to let go of, the lock above all, it does once the browser has failed it.
    await Promise.race([flow.catch(() => undefined), pause(LET_GO)]);
  }
}

/**
 * Ends for want of a browser. The flow mostly ends by itself, once it has seen to what it pressed; but what it asks of a browser
 * that is being lost may never be answered.
 */
async function lost(browser: Browser, windUp: () => number, over: AbortSignal): Promise<never> {
  if (browser.isConnected()) {
    await new Promise((resolve) => {
      browser.on('disconnected', resolve);
      // Other runs go on in the same browser.
      over.addEventListener('abort', () => browser.off('disconnected', resolve));
    });
  }
  await pause(windUp() + LET_GO);
  throw browserClosed();
}

async function opened(opening: Promise<Opened> | null): Promise<Opened | null> {
  return opening === null ? null : await opening.catch(() => null);
}

async function finishRecording({ stopRecording, onUnexpected, ending }: Job): Promise<void> {
  const patience = ending.signal.aborted ? LAST_RECORDING_IN_HASTE : LAST_RECORDING;
  try {
    await Promise.race([stopRecording(), pause(patience)]);
  } catch (error) {
    onUnexpected('a recording was lost', error);
  }
}

/**
 * Ends for the ending's own reason: at once where nothing was pressed, else when the flow has had its time to look at the
 * connector once more. The flow mostly ends by itself; but some of the browser's calls never answer when it is closing.
 */
async function cutOff(signal: AbortSignal, windUp: () => number): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  await pause(windUp());
  throw asSwapError(signal.reason, signal);
}
