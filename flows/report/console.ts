import type { WriteStream } from 'node:tty';
import yoctoSpinner, { type Spinner } from 'yocto-spinner';

import { type Paint, paintFor } from './paint.js';
import { printable, seconds } from './printable.js';
import type { Reporter } from './reporter.js';
import type { Result } from './result.js';
import type { SecretRegistry } from './secret-registry.js';
import { summarise } from './summary.js';

/** Tells a person what goes on: a live line in a terminal, plain lines elsewhere, and at the end what to believe. */
export function consoleWriter(screen: WriteStream, live: boolean, registry: SecretRegistry): Reporter {
  const paint = paintFor(live);
  let spinner: Spinner | null = null;
  const clean = (text: string): string => printable(registry.clean(text));
  const line = (text: string): void => {
    spinner?.clear();
    screen.write(`${text}\n`);
  };
  return {
    stepStarted: (name) => {
      if (live) spinner = yoctoSpinner({ text: clean(name), stream: screen }).start();
    },
    stepEnded: (step) => {
      spinner?.stop();
      spinner = null;
      const mark = step.status === 'failed' ? paint.red('✗') : paint.green('✓');
      line(`${mark} ${clean(step.name)} ${paint.dim(seconds(step.durationMs))}`);
    },
    noted: (text, level) => {
      line(level === 'warn' ? paint.yellow(`! ${clean(text)}`) : paint.dim(`  ${clean(text)}`));
    },
    ended: (result, downSince) => {
      line(ending(result, downSince, clean, paint));
    },
  };
}

function ending(result: Result, downSince: Date | null, clean: (text: string) => string, paint: Paint): string {
  const [first, ...rest] = summarise(result, downSince);
  const colour = result.exitCode === 0 ? paint.green : paint.red;
  return ['', paint.bold(colour(clean(first ?? ''))), ...rest.map(clean)].join('\n');
}
