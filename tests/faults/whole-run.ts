import { openSwapPlace } from '../../fixtures/swap-place.js';
import type { Result } from '../../flows/report/result.js';
import { resultOf } from '../../fixtures/tool.js';

let measured: Promise<Result & { whole: number }> | null = null;

/** A swap that nothing was in the way of, done once a worker, and how many milliseconds its command took. */
export function referenceRun(): Promise<Result & { readonly whole: number }> {
  measured ??= measure();
  return measured;
}

/** How many milliseconds a swap takes on this machine as it is now. */
export async function wholeRun(): Promise<number> {
  return (await referenceRun()).whole;
}

async function measure(): Promise<Result & { whole: number }> {
  const place = await openSwapPlace();
  try {
    const began = performance.now();
    const ended = await place.swap().ended;
    if (ended.exitCode !== 0) throw new Error(`The run that the others are measured by ended with ${ended.exitCode}.`);
    return { ...resultOf(ended), whole: performance.now() - began };
  } finally {
    await place.close();
  }
}
