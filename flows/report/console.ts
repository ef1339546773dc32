import type { WriteStream } from 'node:tty';
import type { Spinner } from 'yocto-spinner';

import { type Paint, paintFor } from './paint.js';
import { printable, seconds } from './printable.js';
import type { Reporter } from './reporter.js';
import type { Result, Step } from './result.js';
import type { SecretRegistry } from './secret-registry.js';
import { startSpinner } from './spinner.js';
import { summarise } from './summary.js';

/** Tells a person what goes on: a live line in a terminal, plain lines elsewhere, and at the end what to believe. `inOwnWords` names settings and commands as whoever reads it does. */
export function consoleWriter(
  screen: WriteStream,
  live: boolean,
  registry: SecretRegistry,
  inOwnWords: (text: string) => string = (text) => text,
): Reporter {
  const paint = paintFor(live);
  let spinner: Spinner | null = null;
  const clean = (text: string): string => printable(inOwnWords(registry.clean(text)));
  const line = (text: string): void => {
    spinner?.clear();
    screen.write(`${text}\n`);
  };
  return {
    stepStarted: (name) => {
      if (live) spinner = startSpinner(screen, clean(name));
    },
    stepEnded: (step) => {
      spinner?.stop();
      spinner = null;
      const { mark, end } = marks(step, paint);
      line(`${mark} ${clean(step.name)} ${paint.dim(end)}`);
    },
    noted: (text, level) => {
      line(level === 'warn' ? paint.yellow(`! ${clean(text)}`) : paint.dim(`  ${clean(text)}`));
    },
    ended: (result, downSince) => {
      line(ending(result, downSince, clean, paint));
    },
  };
}

function marks({ status, durationMs }: Step, paint: Paint): { mark: string; end: string } {
  switch (status) {
    case 'passed':
      return { mark: paint.green('✓'), end: seconds(durationMs) };
    case 'failed':
      return { mark: paint.red('✗'), end: seconds(durationMs) };
    case 'skipped':
      return { mark: paint.dim('–'), end: '(skipped)' };
  }
}

function ending(result: Result, downSince: Date | null, clean: (text: string) => string, paint: Paint): string {
  const [first, ...rest] = summarise(result, downSince);
  const colour = result.exitCode === 0 ? paint.green : paint.red;
  return ['', paint.bold(colour(clean(first ?? ''))), ...rest.map(clean)].join('\n');
}
