import { SwapError } from '../../pages/errors.js';
import type { Configuration } from '../config/target.js';
import { bug } from '../report/bug.js';
import { targetIn } from '../report/conclude.js';
import { notRun } from '../report/not-run.js';
import type { Result } from '../report/result.js';
import { newRunId } from '../run/folder.js';

/** Targets that are worked on side by side, each for itself. */
export interface Fleet {
  readonly command: 'swap' | 'verify';
  readonly targets: readonly Configuration[];
  /** How many at a time. */
  readonly concurrency: number;
  readonly carryOut: (target: Configuration) => Promise<Result>;
  /** Why no other target is begun after this one; `null` where the others are none the worse for it. */
  readonly stopsAll: (result: Result) => SwapError | null;
  /** The signal that has asked the whole to end. */
  readonly asked: () => { readonly error: SwapError; readonly exitCode: number } | null;
}

/** Works on every target, and gives their results in the order of the targets. One that is broken stops no other. */
export async function runFleet(fleet: Fleet): Promise<readonly Result[]> {
  const { targets, concurrency, stopsAll, asked } = fleet;
  const results: Result[] = [];
  let next = 0;
  let stop: SwapError | null = null;
  const work = async (): Promise<void> => {
    for (let target = targets[next]; target !== undefined; target = targets[next]) {
      const index = next;
      next += 1;
      const signal = asked();
      const reason = signal?.error ?? stop;
      const result: Result =
        reason === null ? await carryOutOrTell(fleet, target) : unbegun(fleet, target, reason, signal?.exitCode);
      results[index] = result;
      stop ??= stopsAll(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, targets.length) }, work));
  return results;
}

/** What could not even begin has a result all the same. */
async function carryOutOrTell(fleet: Fleet, target: Configuration): Promise<Result> {
  try {
    return await fleet.carryOut(target);
  } catch (error) {
    return unbegun(fleet, target, error instanceof SwapError ? error : bug(error));
  }
}

function unbegun({ command }: Fleet, { target }: Configuration, error: SwapError, exitCode?: number): Result {
  return { ...notRun(newRunId(), command, error, exitCode ?? null), target: targetIn(target) };
}
