import { inShell } from '../report/in-shell.js';
import type { Paint } from '../report/paint.js';
import { printable } from '../report/printable.js';
import type { ControlSeen } from './report.js';
import { wrap } from './table.js';

/** Columns for the names of controls, and for lists of them. */
const NAMES = 32;
const WIDTH = 100;

/** Every control that was found or missed, screen by screen; then those that were on no screen that was reached. */
export function controlsTable(controls: readonly ControlSeen[], paint: Paint): string {
  const screens = [...new Set(controls.map(({ screen }) => screen))];
  const shown = screens.flatMap((screen) => {
    const on = controls.filter((each) => each.screen === screen && each.status !== 'not-reached');
    return on.length === 0 ? [] : [paint.bold(capital(screen)), ...on.map((each) => line(each, paint)), ''];
  });
  const others = controls.filter(({ status }) => status === 'not-reached').map(({ name }) => name);
  const rest =
    others.length === 0
      ? []
      : [
          paint.dim('Not on a screen that was reached:'),
          ...wrap(others.join(', '), WIDTH).map((each) => paint.dim(`  ${each}`)),
        ];
  return `${[...shown, ...rest].join('\n')}\n`;
}

function line({ name, status, rung, rungs, signs }: ControlSeen, paint: Paint): string {
  const matches = paint.dim(`matches ${rungs.map((each) => each.matches).join('·')}`.padEnd(18));
  if (status !== 'found')
    return `  ${paint.red('✗')} ${name.padEnd(NAMES)}${paint.red(status.replace('-', ' '))}  ${matches}`;
  const at = rungs.findIndex((each) => each.rung === rung) + 1;
  const sure = [...(signs?.label === true ? ['label'] : []), ...(signs?.place === true ? ['place'] : [])];
  const by = `rung ${at} of ${rungs.length}`;
  const certain = sure.length === 0 ? '' : `${sure.join(' and ')} ${sure.length === 1 ? 'holds' : 'hold'}`;
  return `  ${paint.green('✓')} ${name.padEnd(NAMES)}${by}  ${matches}  ${certain.padEnd(21)} ${paint.dim(printable(short(rung ?? '')))}`.trimEnd();
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function short(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** What was taught, and the command that uses it, with the options `same`; `hash` is what must be agreed to, where something must. */
export function taughtBlock(override: string, file: string, hash: string | null, same: string, paint: Paint): string {
  const agree =
    hash === null ? '' : ` In a terminal it asks once whether you mean it; elsewhere add --accept-controls ${hash}`;
  const next = `CONTROLS_FILE=${inShell(file)} connector-swap swap${same} --dry-run`;
  return `${paint.bold('It says now')}\n\n${printable(override)}\n${paint.bold('Try it')}${agree === '' ? '' : `.${agree}`}\n\n${printable(next)}\n`;
}

/** The override, set off so that it can be copied as it is. */
export function overrideBlock(override: string, file: string | null, paint: Paint): string {
  const where = file === null ? '' : ` It lies in ${file} too.`;
  return `${paint.bold('Paste this into the file that CONTROLS_FILE names')} (yours alone to write), in place of what that says of the same control; then run doctor --ui again.${printable(where)}\n\n${printable(override)}`;
}
