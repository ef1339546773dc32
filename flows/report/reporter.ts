import type { Result, Step } from './result.js';

/** What a run tells its writers while it goes on. Each writer, to the screen or to a file, takes what it needs. */
export interface Reporter {
  /** A step begins. */
  readonly stepStarted?: (name: string) => void;
  /** A step has ended. */
  readonly stepEnded?: (step: Step) => void;
  /** Something a person should know now; a warning where it may need an answer. */
  readonly noted?: (text: string, level: 'info' | 'warn') => void;
  /** A detail for the log alone. */
  readonly traced?: (text: string, data: Readonly<Record<string, unknown>>) => void;
  /** The run is over; `downSince` says since when the connector may be down, where it may. */
  readonly ended?: (result: Result, downSince: Date | null) => void;
}

/** One reporter that tells all of them. */
export function allReporters(reporters: readonly Reporter[]): Required<Reporter> {
  return {
    stepStarted: (name) => {
      for (const each of reporters) each.stepStarted?.(name);
    },
    stepEnded: (step) => {
      for (const each of reporters) each.stepEnded?.(step);
    },
    noted: (text, level) => {
      for (const each of reporters) each.noted?.(text, level);
    },
    traced: (text, data) => {
      for (const each of reporters) each.traced?.(text, data);
    },
    ended: (result, downSince) => {
      for (const each of reporters) each.ended?.(result, downSince);
    },
  };
}
