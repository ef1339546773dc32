import type { WriteStream } from 'node:tty';

import type { Paint } from '../report/paint.js';
import { printable } from '../report/printable.js';
import type { Check } from './report.js';

/** Columns for the names of the checks, and for all of a line where the screen does not say how wide it is. */
const NAMES = 14;
const WIDTH = 110;

/** A check as a line, and what to do below it; long ones go on under their own beginning. */
export function checkLines(
  { name, status, detail, hint }: Check,
  paint: Paint,
  { columns }: Partial<WriteStream>,
): string {
  const indent = ' '.repeat(NAMES + 2);
  const width = Math.max(40, (columns === undefined || columns === 0 ? WIDTH : columns) - indent.length - 1);
  const [first = '', ...rest] = wrap(printable(detail), width);
  const [arrow, ...more] = hint === null ? [] : wrap(printable(hint), width - 2);
  const lines = [
    `${mark(status, paint)} ${paint.bold(name.padEnd(NAMES))}${first}`,
    ...rest.map((line) => `${indent}${line}`),
    ...(arrow === undefined ? [] : [`${indent}${paint.dim('→')} ${colour(status, paint)(arrow)}`]),
    ...more.map((line) => `${indent}  ${colour(status, paint)(line)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The last line: what it all comes to. */
export function totalLine(checks: readonly Check[], exitCode: number, meaning: string, paint: Paint): string {
  const count = (status: Check['status']): number => checks.filter((each) => each.status === status).length;
  const many = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  const [problems, warnings] = [count('problem'), count('warning')];
  const beside = warnings === 0 ? '' : `${problems === 0 ? ' But look at' : ' and'} ${many(warnings, 'warning')}`;
  if (problems > 0)
    return paint.bold(paint.red(`${many(problems, 'problem')}${beside}. Exit code ${exitCode}: ${meaning}.`));
  return paint.bold(warnings === 0 ? paint.green('Nothing is wrong.') : paint.yellow(`Nothing stops a run.${beside}.`));
}

function mark(status: Check['status'], paint: Paint): string {
  switch (status) {
    case 'ok':
      return paint.green('✓');
    case 'warning':
      return paint.yellow('!');
    case 'problem':
      return paint.red('✗');
  }
}

function colour(status: Check['status'], paint: Paint): (text: string) => string {
  return status === 'problem' ? paint.red : paint.yellow;
}

/** Breaks a text between words; its own line breaks stay. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}
