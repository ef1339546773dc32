import process from 'node:process';

import { SwapError } from '../../pages/errors.js';

/** The signals that end a run, and the exit code of each. */
export const SIGNAL_EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;
type Signal = keyof typeof SIGNAL_EXIT_CODES;
/** Their names. */
export const SIGNALS = Object.keys(SIGNAL_EXIT_CODES) as Signal[]; // Object.keys knows no narrower type than string.

/**
 * Calls `end` at a signal for which nothing else listens: before a run has begun, and after it. `end` is to make ready, and then
 * gives what ends the command; a run that has begun meanwhile is told instead, and ends by itself.
 */
export function onUnheardSignal(end: () => Promise<(error: SwapError, exitCode: number) => never>): void {
  for (const signal of SIGNALS) {
    const isHeard = (): boolean => process.listenerCount(signal) > 1;
    process.on(signal, () => {
      if (isHeard()) return;
      void end().then((now) => {
        if (isHeard()) process.emit(signal);
        else now(endedBy(signal), SIGNAL_EXIT_CODES[signal]);
      });
    });
  }
}

/** What ends a run from outside: a signal, or its deadline. */
export interface Ending {
  /** Aborted with the error to stop for. */
  readonly signal: AbortSignal;
  /** The signal's exit code, once one has come. */
  readonly exitCode: () => number | null;
  /** Called between two steps: ends a run that was asked to end, once nothing holds it any more. */
  readonly checkpoint: () => void;
  /**
   * The flow has ended: there is no deadline any more, and no signal ends anything, since all that is left is to write down what
   * was done. The first is told to `onAsked`, the second aborts what this gives: what can be left out is. More change nothing.
   */
  readonly over: (onAsked: () => void) => AbortSignal;
  /** Listens no longer. */
  readonly stop: () => void;
}

/** Notes the first signal of a command that has many runs, each of which listens for itself. */
export function noteSignals(): {
  /** Aborted at that signal. */
  readonly signal: AbortSignal;
  readonly first: () => { readonly error: SwapError; readonly exitCode: number } | null;
  readonly stop: () => void;
} {
  const controller = new AbortController();
  let first: Signal | null = null;
  const handlers = SIGNALS.map((signal) => {
    const handler = (): void => {
      first ??= signal;
      controller.abort(endedBy(first));
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  return {
    signal: controller.signal,
    first: () => (first === null ? null : { error: endedBy(first), exitCode: SIGNAL_EXIT_CODES[first] }),
    stop: () => {
      for (const { signal, handler } of handlers) process.off(signal, handler);
    },
  };
}

/** When a run ends that was asked to. */
export interface Terms {
  /** Milliseconds until the run's deadline. */
  readonly deadline: number;
  /** Milliseconds that the run may still go on now: none where nothing would be left undone that somebody must mend. */
  readonly grace: () => number;
  /** Told when the run goes on in spite of having been asked to end. */
  readonly onHeld: () => void;
}

/**
 * Listens for signals and for the deadline. Node would end at once; the browser and the journal need their moment, and a
 * connector that is down the grace to be brought home. Who asks twice is not kept waiting for that.
 */
export function watchForEnding({ deadline, grace, onHeld }: Terms): Ending {
  const controller = new AbortController();
  let code: number | null = null;
  let asked: SwapError | null = null;
  let held: NodeJS.Timeout | undefined;
  let afterwards: ReturnType<typeof askedAfterwards> | null = null;
  const end = (reason: SwapError): void => {
    const isFirst = asked === null;
    asked ??= reason;
    const patience = isFirst ? grace() : 0;
    if (patience === 0) {
      controller.abort(asked);
      return;
    }
    onHeld();
    held = setTimeout(() => {
      controller.abort(asked);
    }, patience);
  };
  const handlers = SIGNALS.map((signal) => {
    const handler = (): void => {
      if (afterwards !== null) {
        afterwards.ask();
        return;
      }
      code ??= SIGNAL_EXIT_CODES[signal];
      end(endedBy(signal));
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  const timer = setTimeout(() => {
    end(pastDeadline(deadline));
  }, deadline);
  return {
    signal: controller.signal,
    exitCode: () => code,
    checkpoint: () => {
      if (asked !== null && grace() === 0) controller.abort(asked);
      controller.signal.throwIfAborted();
    },
    over: (onAsked) => {
      afterwards = askedAfterwards(onAsked);
      clearTimeout(timer);
      clearTimeout(held);
      return afterwards.enough;
    },
    stop: () => {
      for (const { signal, handler } of handlers) process.off(signal, handler);
    },
  };
}

/** What signals mean once a flow has ended. */
function askedAfterwards(onAsked: () => void): { readonly ask: () => void; readonly enough: AbortSignal } {
  const enough = new AbortController();
  let isAsked = false;
  return {
    enough: enough.signal,
    ask: () => {
      if (isAsked) {
        enough.abort();
        return;
      }
      isAsked = true;
      onAsked();
    },
  };
}

/** Milliseconds that who reads the output has to take what is left of it, where somebody waits for the command to end. */
const READER = 5_000;

/** The command is done, and its output alone may still be on its way: a signal lets nobody wait for a reader that has stopped. */
export function onSignalAtLast(exit: () => void): void {
  for (const signal of SIGNALS) process.on(signal, () => void setTimeout(exit, READER));
}

/** For what is left to do once a run is over: a signal cuts short what waits for others, and ends nothing else. */
export function cutShortBySignals(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, abort);
  return {
    signal: controller.signal,
    stop: () => {
      for (const signal of SIGNALS) process.off(signal, abort);
    },
  };
}

function endedBy(signal: Signal): SwapError {
  return new SwapError(
    'interrupted',
    `The run was ended by ${signal}.`,
    'Run the same command again: it looks at where things are and goes on from there.',
  );
}

function pastDeadline(deadline: number): SwapError {
  return new SwapError(
    'deadline',
    `The run did not end within its ${deadline / 1000} seconds (TIMEOUT_RUN).`,
    'Run the same command again, with a higher TIMEOUT_RUN if the sites are slow.',
  );
}
