import process, { stderr } from 'node:process';
import { S_BAR, intro, log, outro, password, select, text, updateSettings } from '@clack/prompts';
import { dim } from 'yoctocolors';

import { SwapError } from '../../pages/errors.js';
import { Secret } from '../../pages/secret.js';

/** What is asked, and a line that explains it. */
export interface Question {
  readonly title: string;
  readonly why: string;
}

/** One of the answers that a person may choose from. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** What is wrong with an answer; `null` where nothing is. */
export type Check = (answer: string) => string | null;

/** Says what is about to be asked, and gives what the terminal needs back when a signal ends the command. */
export function begin(title: string): void {
  // Where the input ends, nobody answers any more.
  updateSettings({ aliases: { '\u0004': 'cancel' } });
  process.once('exit', () => stderr.write('\u001b[?25h'));
  intro(title, { output: stderr });
}

/** Asks for a text; white space around it is not part of it. */
export async function askText(
  { title, why }: Question,
  check: Check,
  given: { readonly initial?: string; readonly example?: string } = {},
): Promise<string> {
  const { initial, example } = given;
  const answer = await text({
    message: explained(title, why),
    validate: (value = '') => told(check(value.trim())),
    ...(initial === undefined ? {} : { initialValue: initial }),
    ...(example === undefined ? {} : { placeholder: example }),
    output: stderr,
  });
  return answered(answer).trim();
}

/** Asks for a secret, of which the terminal shows nothing but how long it is. */
export async function askSecret(
  { title, why }: Question,
  check: (answer: string) => Promise<string | null>,
): Promise<Secret> {
  const answer = await password({
    message: explained(title, why),
    validate: async (value = '') => told(await check(value)),
    output: stderr,
  });
  return new Secret(answered(answer));
}

/** Has one of several answers chosen. */
export async function choose<Value extends string>(
  { title, why }: Question,
  choices: readonly Choice<Value>[],
): Promise<Value> {
  const answer = await select<string>({
    message: `${title}\n${dim(why)}`,
    options: [...choices],
    showInstructions: false,
    output: stderr,
  });
  const value = answered(answer);
  const chosen = choices.find((each) => each.value === value);
  if (chosen === undefined) throw new TypeError('What was chosen was not offered.');
  return chosen.value;
}

/** Tells what is wrong, or what somebody should know. */
export function warn(what: string): void {
  log.warn(wrapped(what).join('\n'), { output: stderr });
}

/** Tells what was done. */
export function tell(what: string): void {
  log.success(what, { output: stderr });
}

/** Says what comes next. */
export function end(what: string): void {
  outro(what, { output: stderr });
}

function explained(title: string, why: string): string {
  return [title, ...wrapped(why).map((line) => dim(`${S_BAR}  ${line}`))].join('\n');
}

function told(problem: string | null): string | undefined {
  return problem === null ? undefined : wrapped(problem).join('\n   ');
}

/** A text in lines that the terminal does not break by itself, beside the bar. */
function wrapped(text: string): string[] {
  const width = Math.max(20, stderr.columns - 4);
  return text.match(new RegExp(`\\S.{0,${width - 1}}(?=\\s|$)|\\S+`, 'g')) ?? [];
}

/** @throws SwapError `interrupted` where somebody has left the question. */
function answered(answer: string | symbol): string {
  if (typeof answer === 'symbol')
    throw new SwapError('interrupted', 'Nothing was written.', 'Run the same command again to begin anew.');
  return answer;
}
