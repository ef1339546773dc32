import type { SwapError } from '../../pages/errors.js';
import type { Configuration } from '../config/target.js';
import { exitCode } from '../report/exit-codes.js';
import { inOwnWords } from '../report/own-words.js';
import type { Check } from './report.js';

/** A check that was made, and the exit code that it stands for: 0 unless it is a problem. */
export interface Checked {
  readonly check: Check;
  readonly exitCode: number;
}

/** Told of each check as soon as it was made. */
export type Tell = (checked: Checked) => void;

/** Tells of a target's settings as the file of targets calls them. */
export function tellInOwnWords(tell: Tell, configuration: Configuration): Tell {
  return ({ check, exitCode: code }) => {
    const hint = check.hint === null ? null : inOwnWords(check.hint, configuration);
    tell({ check: { ...check, detail: inOwnWords(check.detail, configuration), hint }, exitCode: code });
  };
}

/** Nothing is wrong here. */
export function ok(name: string, detail: string): Checked {
  return { check: { name, status: 'ok', detail, hint: null }, exitCode: 0 };
}

/** Something that stops no run now. */
export function warning(name: string, detail: string, hint: string): Checked {
  return { check: { name, status: 'warning', detail, hint }, exitCode: 0 };
}

/** What a run would stop for. */
export function problem(name: string, { code, message, hint }: Pick<SwapError, 'code' | 'message' | 'hint'>): Checked {
  const untouched = { pressed: false, authorised: false };
  return { check: { name, status: 'problem', detail: message, hint }, exitCode: exitCode(code, untouched) };
}
