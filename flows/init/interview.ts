import type { Secret } from '../../pages/secret.js';
import { problemsTogether } from '../config/assemble.js';
import { quoted } from '../config/environment-line.js';
import { need, readVariables } from '../config/variables.js';
import type { Surroundings } from '../commands/options.js';
import { askText } from './prompts.js';

/** What was answered, by the name of the setting. */
export type Answers = Map<string, string | Secret>;

/** An interview: what was answered so far, what it is for, and the variables of who is asked. */
export interface Interview {
  readonly answers: Answers;
  /** A file of settings may hold secrets; a file of targets says where they are. */
  readonly file: 'settings' | 'targets';
  readonly environment: Surroundings['environment'];
}

/** Something that is asked for, and the settings that it decides. */
export interface Topic {
  readonly names: readonly string[];
  /** Whether it is asked at all, by what was answered before. */
  readonly isAsked: (answers: Answers) => boolean;
  readonly ask: (interview: Interview) => Promise<void>;
}

/** Goes through the topics. What was answered before is there to be changed; what is not asked any more is not answered. */
export async function goThrough(topics: readonly Topic[], interview: Interview): Promise<void> {
  for (const { names, isAsked, ask } of topics) {
    if (isAsked(interview.answers)) await ask(interview);
    else for (const name of names) interview.answers.delete(name);
  }
}

/** A setting that is a text. */
export function textTopic(
  name: string,
  title: string,
  why: string,
  more: { readonly optional?: true; readonly example?: string; readonly isAsked?: Topic['isAsked'] } = {},
): Topic {
  return {
    names: [name],
    isAsked: more.isAsked ?? (() => true),
    ask: async (interview) => {
      const { answers } = interview;
      const before = answers.get(name);
      answers.delete(name);
      const answer = await askText(
        { title: titled(title, name), why },
        (text) => answerProblem(name, text, more.optional ?? false, interview),
        {
          ...(typeof before === 'string' ? { initial: before } : {}),
          ...(more.example === undefined ? {} : { example: more.example }),
        },
      );
      if (answer !== '') answers.set(name, answer);
    },
  };
}

/** A question as it is asked, with the name under which the file will hold the answer. */
export function titled(title: string, name: string): string {
  return `${title} (${name})`;
}

/** What is wrong with an answer by itself, and together with those before it: what would be said of the setting later. */
export function answerProblem(name: string, text: string, isOptional: boolean, interview: Interview): string | null {
  const settings = withAnswer(name, text, interview.answers);
  const problems: string[] = [];
  if (!isOptional) need(settings, [name], problems);
  problems.push(...problemsTogether(readVariables(settings, problems)));
  return problems[0] ?? unwritable(name, text, interview);
}

/** What keeps a value out of a file of settings; `null` where nothing does. The words do not repeat it. */
export function unwritable(name: string, value: string, { file }: Interview): string | null {
  if (file === 'targets' || quoted(value) !== null) return null;
  const way = /(?:PASSWORD|SECRET|KEY)$/.test(name) ? `Keep it in a file: ${name}_FILE.` : 'Set it in the environment.';
  return `${name}: no quotes hold it for dotenv and sh alike. ${way}`;
}

/** The answers that are no secret, with one more. */
export function withAnswer(name: string, text: string, answers: Answers): ReadonlyMap<string, string> {
  const plain = [...answers].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new Map([...plain.filter(([each]) => each !== name), ...(text === '' ? [] : [[name, text] as const])]);
}

/** The variables that are set. */
export function settingsIn(environment: Surroundings['environment']): ReadonlyMap<string, string> {
  return new Map(Object.entries(environment).flatMap(([name, value = '']) => (value === '' ? [] : [[name, value]])));
}
