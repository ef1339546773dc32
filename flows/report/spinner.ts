import process from 'node:process';
import type { WriteStream } from 'node:tty';
import yoctoSpinner, { type Spinner } from 'yocto-spinner';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Starts the line of a terminal that shows that something goes on. What a signal does is the run's alone: yocto-spinner (1.2)
 * ends the process at once, which left a connector down without a word.
 */
export function startSpinner(screen: WriteStream, text = ''): Spinner {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  const spinner = yoctoSpinner({ text, stream: screen }).start();
  for (const [index, signal] of SIGNALS.entries())
    for (const listener of process.listeners(signal))
      if (before[index]?.includes(listener) !== true) process.off(signal, listener);
  return spinner;
}
