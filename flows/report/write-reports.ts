import type { NotifySettings } from '../config/target.js';
import { writeWhole } from '../run/folder.js';
import { cutShortBySignals } from '../run/signals.js';
import { type Measured, metricsText } from './metrics.js';
import { post } from './notify.js';
import type { Result } from './result.js';
import { runTimes } from './run-times.js';
import { targetName } from './target-name.js';
import { type Memory, NO_MEMORY, memoryFile, recall, remember } from './verdict-memory.js';
import { isGood, verdictOf } from './verdict-of.js';

/** The files that results are written to, where they are wanted. */
export interface ReportFiles {
  readonly junit: string | null;
  readonly metrics: string | null;
}

/** Who is told of results, beside the person before the terminal. */
export interface ReportOrder {
  readonly files: ReportFiles;
  /** Where it is remembered what was told last; `null` where the settings could not be read. */
  readonly lockDir: string | null;
  readonly notify: NotifySettings | null;
  /** Told what could not be done: no report changes what a run came to. */
  readonly warn: (text: string) => void;
}

/** The collector of Prometheus runs as another user. */
const FOR_ALL_TO_READ = 0o644;

/** Writes the results of one or more targets for machines, and posts what has changed. It never throws. */
export async function writeReports(results: readonly Result[], order: ReportOrder): Promise<void> {
  const { files, notify, warn } = order;
  const ending = cutShortBySignals();
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      warn(`${what} could not be written (${codeOf(error)}).`);
    }
  };
  try {
    const measured: Measured[] = [];
    for (const result of results) measured.push({ result, lastSuccess: await lastSuccessOf(result, order) });
    const { junit, metrics } = files;
    if (junit !== null)
      await attempt('The file given with --junit', async () => {
        // Loaded where it is asked for.
        const { junitText } = await import('./junit.js');
        writeWhole(junit, junitText(results), FOR_ALL_TO_READ);
      });
    if (metrics !== null)
      await attempt('The file given with --metrics', async () => {
        const text = await metricsText(measured);
        if (text !== null) writeWhole(metrics, text, FOR_ALL_TO_READ);
      });
    if (notify !== null) await tellChanges(results, { ...order, notify }, ending.signal);
  } finally {
    ending.stop();
  }
}

/** When a run last succeeded on a result's target; this one is remembered where it did. A plan is no success: nothing was looked at. */
async function lastSuccessOf(result: Result, order: ReportOrder): Promise<Date | null> {
  const file = order.lockDir === null ? null : memoryFile(order.lockDir, result);
  const memory = file === null ? NO_MEMORY : await recall(file);
  const isSuccess = result.exitCode === 0 && verdictOf(result) !== null;
  const lastSuccess = isSuccess ? runTimes(result, new Date()).endedAt.toISOString() : memory.lastSuccess;
  if (isSuccess) keep(file, { ...memory, lastSuccess }, order);
  return lastSuccess === null ? null : new Date(lastSuccess);
}

/** Tells, one after the other, each target's verdict that is not the one that was told last. What could not be told is told by the next run. */
async function tellChanges(
  results: readonly Result[],
  order: ReportOrder & { readonly notify: NotifySettings },
  signal: AbortSignal,
): Promise<void> {
  const { lockDir, notify, warn } = order;
  for (const result of results) {
    const now = verdictOf(result);
    const file = lockDir === null ? null : memoryFile(lockDir, result);
    if (now === null || file === null) continue;
    const memory = await recall(file);
    if (now === memory.told) continue;
    // Nobody waits to hear that what they have just set up is as it should be.
    if (memory.told !== null || !isGood(now)) {
      const { runId, exitCode } = result;
      const time = runTimes(result, new Date()).endedAt.toISOString();
      const change = { target: targetName(result), verdict: { before: memory.told, now }, time, runId, exitCode };
      const posted = await post(change, notify, signal);
      if (posted.is === 'failed') {
        warn(`NOTIFY_URL was not told that ${change.target} is ${now}: ${posted.why}. The next run tries again.`);
        if (posted.isAnswered) continue;
        return;
      }
    }
    keep(file, { ...memory, told: now }, order);
  }
}

/** Remembers what the next run needs; where it would be missed it is said that this could not be done. */
function keep(file: string | null, memory: Memory, { files, notify, warn }: ReportOrder): void {
  if (file === null) return;
  try {
    remember(file, memory);
  } catch (error) {
    if (files.metrics !== null || notify !== null)
      warn(`What the next run must know could not be written to LOCK_DIR (${codeOf(error)}).`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
