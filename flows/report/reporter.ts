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

/** One reporter that tells all of them. A writer that fails, on a full disk or a closed terminal, never ends a run that may have pressed something. */
export function allReporters(reporters: readonly Reporter[]): Required<Reporter> {
  const tell = (news: (reporter: Reporter) => void): void => {
    for (const each of reporters) {
      try {
        news(each);
      } catch {
        // The other writers and the exit code still say how it went.
      }
    }
  };
  return {
    stepStarted: (name) => {
      tell((each) => each.stepStarted?.(name));
    },
    stepEnded: (step) => {
      tell((each) => each.stepEnded?.(step));
    },
    noted: (text, level) => {
      tell((each) => each.noted?.(text, level));
    },
    traced: (text, data) => {
      tell((each) => each.traced?.(text, data));
    },
    ended: (result, downSince) => {
      tell((each) => each.ended?.(result, downSince));
    },
  };
}
