import { Secret } from '../../pages/secret.js';
import { environmentLine } from '../config/environment-line.js';
import type { Answers } from './interview.js';

const HEAD = `# Settings of connector-swap, written by \`connector-swap init\`. It may hold passwords: it must stay yours alone (chmod 600).`;

/**
 * The example of a settings file with the answers in it. What was not answered stays as a comment, so that whoever changes the
 * file later finds every setting explained.
 */
export function environmentText(example: string, answers: Answers): string {
  const missing = new Set(answers.keys());
  // The first line of the example says how to make a file of it.
  const [, ...lines] = example.split('\n');
  const filled = lines.map((line) => {
    const name = /^(?:# )?([A-Z][A-Z_]*)=/.exec(line)?.[1];
    if (name === undefined) return line;
    const value = answers.get(name);
    if (value === undefined) return line.startsWith('#') ? line : `# ${line}`;
    missing.delete(name);
    return environmentLine(name, value instanceof Secret ? value.reveal() : value);
  });
  if (missing.size > 0) throw new TypeError(`The example does not have ${[...missing].join(', ')}.`);
  return [HEAD, ...filled].join('\n');
}
