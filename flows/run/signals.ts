import process from 'node:process';

import { SwapError } from '../../pages/errors.js';

/** The signals that end a run, and the exit code of each. */
export const SIGNAL_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof SIGNAL_EXIT_CODES;

/** What ends a run from outside: a signal, or its deadline. */
export interface Ending {
  /** Aborted with the error to stop for. */
  readonly signal: AbortSignal;
  /** The signal's exit code, once one has come. */
  readonly exitCode: () => number | null;
  readonly stop: () => void;
}

/** Listens for signals and for the deadline, in milliseconds. Node would end at once; the browser and journal need their moment. */
export function watchForEnding(deadline: number): Ending {
  const controller = new AbortController();
  let code: number | null = null;
  const signals = Object.keys(SIGNAL_EXIT_CODES) as Signal[]; // Object.keys knows no narrower type than string.
  const handlers = signals.map((signal) => {
    const handler = (): void => {
      code ??= SIGNAL_EXIT_CODES[signal];
      controller.abort(
        new SwapError(
          'interrupted',
          `The run was ended by ${signal}.`,
          'Run the same command again: it looks at where things are and goes on from there.',
        ),
      );
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  const timer = setTimeout(() => {
    controller.abort(
      new SwapError(
        'deadline',
        `The run did not end within its ${deadline / 1000} seconds (TIMEOUT_RUN).`,
        'Run the same command again, with a higher TIMEOUT_RUN if the sites are slow.',
      ),
    );
  }, deadline);
  return {
    signal: controller.signal,
    exitCode: () => code,
    stop: () => {
      clearTimeout(timer);
      for (const { signal, handler } of handlers) process.off(signal, handler);
    },
  };
}
