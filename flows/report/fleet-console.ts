import type { WriteStream } from 'node:tty';
import type { Spinner } from 'yocto-spinner';

import { type Paint, paintFor } from './paint.js';
import { printable, seconds } from './printable.js';
import type { Reporter } from './reporter.js';
import { runTimes } from './run-times.js';
import { targetName } from './target-name.js';
import type { Result } from './result.js';
import { startSpinner } from './spinner.js';
import { summarise } from './summary.js';

/** Tells a person how many targets go on at once: a line for each that has ended, and at the end a table of all. */
export interface FleetConsole {
  /** What one target's run tells; `clean` keeps its secrets out, and puts it in that target's words. */
  readonly reporterOf: (name: string, clean: (text: string) => string) => Reporter;
  /** A target that has ended, or was never begun. */
  readonly ended: (result: Result) => void;
  readonly table: (results: readonly Result[], durationMs: number) => void;
}

/** Writes to a screen; `live` says that it is a terminal, and that somebody watches. */
export function fleetConsole(screen: WriteStream, live: boolean, count: number): FleetConsole {
  const paint = paintFor(live);
  const going = new Map<string, string>();
  let done = 0;
  let spinner: Spinner | null = null;
  const line = (text: string): void => {
    spinner?.clear();
    screen.write(`${text}\n`);
  };
  const show = (): void => {
    if (!live) return;
    const steps = [...going].map(([name, step]) => `${name}: ${step}`).join(' · ');
    spinner ??= startSpinner(screen);
    spinner.text = printable(`${done} of ${count} done · ${steps}`);
  };
  return {
    reporterOf: (name, clean) => ({
      stepStarted: (step) => {
        going.set(name, clean(step));
        show();
      },
      noted: (text, level) => {
        if (level === 'warn') line(paint.yellow(`! ${printable(`${name}: ${clean(text)}`)}`));
      },
      // What a person must do now is not kept for the end.
      ended: (result, downSince) => {
        going.delete(name);
        const isWrong = result.exitCode === 6 || (result.outcome === 'stopped' && result.changed);
        if (isWrong) line(paint.red(summarise(result, downSince).map(clean).map(printable).join('\n')));
      },
    }),
    ended: (result) => {
      done += 1;
      const mark = result.exitCode === 0 ? paint.green('✓') : paint.red('✗');
      const report = result.artifacts.find((path) => path.endsWith('report.html')) ?? result.artifacts[0] ?? '';
      const beside = `${seconds(runTimes(result, new Date()).durationMs)}  ${printable(report)}`.trimEnd();
      line(`${mark} ${printable(`${targetName(result)}  ${cameTo(result)}`)} ${paint.dim(beside)}`);
      show();
    },
    table: (results, durationMs) => {
      spinner?.stop();
      screen.write(`${tableOf(results, paint)}${paint.bold(totals(results, durationMs))}\n`);
    },
  };
}

/** The table alone, of results that were read from files. */
export function fleetTable(results: readonly Result[], live: boolean): string {
  const paint = paintFor(live);
  return `${tableOf(results, paint)}${paint.bold(totals(results, null))}\n`;
}

function tableOf(results: readonly Result[], paint: Paint): string {
  const rows = results.map((result) => [targetName(result), cameTo(result), String(result.exitCode)].map(printable));
  const head = ['Target', 'Came to', 'Exit'];
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
  const cells = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  const lines = results.map((result, index) => {
    return `${cells(rows[index] ?? [])}  ${printable(why(result))}`.trimEnd();
  });
  return ['', paint.bold(cells(head).trimEnd()), ...lines, '', ''].join('\n');
}

function totals(results: readonly Result[], durationMs: number | null): string {
  const counts = new Map<string, number>();
  for (const result of results) counts.set(cameTo(result), (counts.get(cameTo(result)) ?? 0) + 1);
  const parts = [...counts].map(([what, count]) => `${count} ${what}`).join(', ');
  const targets = results.length === 1 ? '1 target' : `${results.length} targets`;
  return `${targets}${durationMs === null ? '' : ` in ${seconds(durationMs)}`}${parts === '' ? '' : `: ${parts}`}.`;
}

/** What a target came to, in a word: its verdict, its outcome, or what stopped it. */
function cameTo({ outcome, verdict, error, exitCode, changed }: Result): string {
  if (exitCode === 6) return 'DOWN';
  switch (outcome) {
    case 'verified':
      return verdict ?? 'unknown';
    case 'already-right':
      return changed ? 'finished' : outcome;
    case 'not-run':
      return error?.code === 'interrupted' ? 'not-begun' : (error?.code ?? outcome);
    case 'stopped':
      return error?.code ?? outcome;
    case 'swapped':
    case 'planned':
    case 'kept':
    case 'forgotten':
      return outcome;
  }
}

/** Why it came to that, in a line. What was pressed and not finished is more than what stopped it. */
function why(result: Result): string {
  const { error, changed, exitCode, outcome } = result;
  if (error === null) return '';
  const [first = ''] = error.message.split('\n');
  if (exitCode === 6) return `A Super Admin must act now: see above. ${first}`;
  return outcome === 'stopped' && changed ? (summarise(result, null)[0] ?? first) : first;
}
