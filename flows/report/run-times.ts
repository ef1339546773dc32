import type { Result } from './result.js';

/** When a run did what it did. */
export interface RunTimes {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly durationMs: number;
}

/** From the beginning of a run's first step to the end of its last; a run without steps took no time, and was at `now`. */
export function runTimes({ steps }: Result, now: Date): RunTimes {
  const starts = steps.map(({ startedAt }) => Date.parse(startedAt));
  const ends = steps.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs);
  const from = steps.length === 0 ? now.getTime() : Math.min(...starts);
  const to = steps.length === 0 ? now.getTime() : Math.max(...ends);
  return { startedAt: new Date(from), endedAt: new Date(to), durationMs: to - from };
}
