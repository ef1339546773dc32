import { readFile } from 'node:fs/promises';

import type { Surroundings } from '../commands/options.js';
import { checkConfiguration } from '../config/load.js';
import { parse } from '../config/dotenv.js';
import { environmentText } from './environment-text.js';
import { type Interview, goThrough, settingsIn } from './interview.js';
import { choose, warn } from './prompts.js';
import { ALL, accountsByHand } from './topics.js';

/** A file that can be written, and what is to be done after that. */
export interface Asked {
  readonly text: string;
  /** Whose session is still to be kept, as `login` calls them. */
  readonly byHand: readonly ('service' | 'admin')[];
  /** Variables that the file refers to and that are not set. */
  readonly unset: readonly string[];
}

/** Asks for what a file of settings needs, until it is right. */
export async function askSettings({ environment }: Surroundings): Promise<Asked> {
  const example = await readFile(new URL('../../../.env.example', import.meta.url), 'utf8');
  const set = settingsIn(environment);
  const winning = ALL.flatMap(({ names }) => names).filter((name) => set.has(name));
  if (winning.length > 0)
    warn(
      `Set here already, and what is set wins over the file: ${winning.join(', ')}. Unset it where the file is to count.`,
    );
  const interview: Interview = { answers: new Map(), file: 'settings', environment };
  for (;;) {
    await goThrough(ALL, interview);
    const text = environmentText(example, interview.answers);
    const problems = await problemsOf(text, environment);
    if (problems.length === 0 || !(await isAskedAgain(problems, 'with the answers as they are')))
      return { text, byHand: accountsByHand(interview.answers), unset: [] };
  }
}

/** What a swap would say of the file, with what is set around it. Whoever signs in by hand will have done so by then. */
async function problemsOf(text: string, environment: Surroundings['environment']): Promise<readonly string[]> {
  const checked = await checkConfiguration({
    command: 'swap',
    environment: { ...parse(text), ...environment },
    envFile: null,
    directory: null,
    kept: { service: true, admin: true },
  });
  return checked.is === 'right' ? [] : [...checked.problems, ...checked.meant];
}

/** Shows what is wrong with the whole, and asks what to do; `how` the questions would be asked again. */
export async function isAskedAgain(problems: readonly string[], how: string): Promise<boolean> {
  for (const problem of problems) warn(problem);
  const what = await choose(
    {
      title: 'With these settings a swap would be refused',
      why: 'The answers may be wrong, or something that is set around them.',
    },
    [
      { value: 'again', label: 'Go through the questions again', hint: how },
      { value: 'write', label: 'Write the file as it is' },
    ],
  );
  return what === 'again';
}
