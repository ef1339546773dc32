import { randomBytes } from 'node:crypto';

import { Secret } from '../../pages/secret.js';
import { readCodes } from '../config/codes.js';
import { readCommand } from '../config/command.js';
import { quoted } from '../config/environment-line.js';
import { readSecret } from '../config/secrets.js';
import { splitWords } from '../config/words.js';
import { type Interview, type Topic, settingsIn, titled, unwritable, withAnswer } from './interview.js';
import { type Check, type Choice, type Question, askSecret, askText, choose, warn } from './prompts.js';

/** After the name of a secret: the variable that will hold it. Only a file of targets refers to a secret so. */
export const VARIABLE = '_VARIABLE';

const RUN_ONCE = 'A program with its arguments; no shell. It is run once now, as a trial.';

/** How a secret may be given. */
type Form = 'before' | 'typed' | 'made' | 'variable' | 'file' | 'command' | 'code' | 'none';

/** A secret that is asked for. */
export interface SecretAsked {
  readonly name: string;
  readonly title: string;
  readonly why: string;
  /** What it means to give none, and whether that is usual; without it one is needed. */
  readonly none?: { readonly choice: Choice<'none'>; readonly isUsual: boolean };
  /** The setting of a command that prints a one-time code instead. */
  readonly code?: string;
  /** Whether any will do, so that one can be made. */
  readonly isMade?: true;
  readonly isAsked?: Topic['isAsked'];
}

/** A secret, in one of its forms. */
export function secretTopic(asked: SecretAsked): Topic {
  const { name, title, why, code } = asked;
  const names = [name, `${name}_FILE`, `${name}_COMMAND`, `${name}${VARIABLE}`, ...(code === undefined ? [] : [code])];
  return {
    names,
    isAsked: asked.isAsked ?? (() => true),
    ask: async (interview) => {
      const { answers } = interview;
      const choices = choicesOf(asked, interview.file);
      const before: Choice<Form>[] = names.some((each) => answers.has(each))
        ? [{ value: 'before', label: 'As it was answered before' }]
        : [];
      const form = await choose<Form>({ title, why }, [...before, ...choices]);
      if (form === 'before') return;
      for (const each of names) answers.delete(each);
      const [setting, value] = (await inForm(form, asked, interview)) ?? [];
      if (setting !== undefined && value !== undefined) answers.set(setting, value);
    },
  };
}

function choicesOf({ none, code, isMade }: SecretAsked, file: Interview['file']): readonly Choice<Form>[] {
  const made = { value: 'made', label: 'Make a new one now', hint: 'it goes into the file' } as const;
  const typed = {
    value: 'typed',
    label: 'Type it now',
    hint: 'it goes into the file, which you alone can read',
  } as const;
  const variable = { value: 'variable', label: 'It is in an environment variable' } as const;
  const given: readonly Choice<Form>[] = [
    ...(isMade === undefined ? [] : [made]),
    file === 'settings' ? typed : variable,
    { value: 'file', label: 'It is in a file of its own', hint: 'which nobody else can read' },
    { value: 'command', label: 'A command prints it', hint: 'a password manager or vault' },
    ...(code === undefined ? [] : [{ value: 'code', label: 'A command prints a code' } as const]),
  ];
  if (none === undefined) return given;
  return none.isUsual ? [none.choice, ...given] : [...given, none.choice];
}

/** Asks for the secret in the form that was chosen; gives the setting and its value. */
async function inForm(
  form: Exclude<Form, 'before'>,
  { name, title, code = '' }: SecretAsked,
  interview: Interview,
): Promise<readonly [string, string | Secret] | null> {
  switch (form) {
    case 'none':
      return null;
    case 'made':
      return [name, new Secret(randomBytes(32).toString('base64'))];
    case 'typed': {
      const check = async (value: string): Promise<string | null> =>
        (await problemOf(name, name, value, interview)) ?? unwritable(name, value, interview);
      return [
        name,
        await askSecret({ title: titled(title, name), why: 'It is not shown, and kept in the file alone.' }, check),
      ];
    }
    case 'variable':
      return [`${name}${VARIABLE}`, await askVariable(name, title, interview)];
    case 'file': {
      const setting = `${name}_FILE`;
      const why = 'Its path. The file must be there, and hold nothing but the secret.';
      const quick: Check = (path) => missing(setting, path) ?? unwritable(setting, path, interview);
      const slow = (path: string): Promise<string | null> => problemOf(name, setting, path, interview);
      return [setting, await askAgain({ title: titled(title, setting), why }, quick, slow)];
    }
    case 'command':
    case 'code': {
      const setting = form === 'code' ? code : `${name}_COMMAND`;
      const slow = (line: string): Promise<string | null> =>
        form === 'code' ? codeProblem(setting, line, interview) : problemOf(name, setting, line, interview);
      const question = { title: titled(title, setting), why: RUN_ONCE };
      return [setting, quotable(await askAgain(question, (line) => missing(setting, line), slow))];
    }
  }
}

/** What can only be checked by looking: it is asked for until it is right. */
async function askAgain(
  question: Question,
  quick: Check,
  slow: (answer: string) => Promise<string | null>,
  example?: string,
): Promise<string> {
  let initial = '';
  for (;;) {
    const answer = await askText(question, quick, { initial, ...(example === undefined ? {} : { example }) });
    const problem = await slow(answer);
    if (problem === null) return answer;
    warn(problem);
    initial = answer;
  }
}

async function askVariable(name: string, title: string, interview: Interview): Promise<string> {
  const question = { title: `${title}: which variable?`, why: 'Its name, not its value.' };
  const quick: Check = (text) => (/^[A-Za-z_]\w*$/.test(text) ? null : 'That is not the name of a variable.');
  const slow = async (variable: string): Promise<string | null> => {
    const value = interview.environment[variable] ?? '';
    if (value !== '') return await problemOf(name, name, value, interview);
    warn(`${variable} is not set here: set it wherever the command will run.`);
    return null;
  };
  return await askAgain(question, quick, slow, name.startsWith('JIRA') ? 'SERVICE_PASSWORD' : 'ADMIN_PASSWORD');
}

function missing(setting: string, answer: string): string | null {
  return answer === '' ? `${setting}: is not set.` : null;
}

/** A command line that no quotes hold as it was typed, as an array that they do. */
function quotable(line: string): string {
  return quoted(line) === null ? JSON.stringify(splitWords(line)).replaceAll("'", String.raw`\u0027`) : line;
}

/** What would be said of a secret that is given so. */
async function problemOf(name: string, setting: string, value: string, interview: Interview): Promise<string | null> {
  const settings = around(setting, value, interview);
  const side = /^(JIRA|ALIGN)_TOTP_SECRET$/.exec(name)?.[1];
  if (side === 'JIRA' || side === 'ALIGN') {
    const problems: string[] = [];
    await readCodes(side, settings, readSecret, problems);
    return problems[0] ?? null;
  }
  const secret = await readSecret(name, settings);
  return secret.is === 'wrong' ? secret.why : null;
}

async function codeProblem(setting: string, line: string, interview: Interview): Promise<string | null> {
  const printed = await readCommand(setting, line, Object.fromEntries(around(setting, line, interview)));
  return printed.is === 'failed' ? printed.why : null;
}

/** What a command that prints a secret would have around it: the variables but those of the same secret, and the answers. */
function around(setting: string, value: string, { answers, environment }: Interview): ReadonlyMap<string, string> {
  const stem = setting.replace(/_(?:FILE|COMMAND)$/, '').replace(/_SECRET$/, '');
  const others = [...settingsIn(environment)].filter(([name]) => !name.startsWith(stem));
  return new Map([...others, ...withAnswer(setting, value, answers), [setting, value]]);
}
