import type * as z from '../zod.js';

/** What is wrong with a part of the file, in words. */
export function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const isMissing = issue.message.endsWith('received undefined');
    return isMissing ? 'is missing' : `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map((key) => `“${key}”`).join(', ')} has no meaning there`;
  if (issue.code === 'invalid_key') return 'is not a name of letters, digits, dots and dashes';
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.code === 'invalid_union'
    ? 'must say where the secret is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT, …] }'
    : issue.message;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text: put it in quotes',
  record: 'names, each with what belongs to it',
  object: 'names, each with what belongs to it',
  array: 'a list: [ONE, ANOTHER]',
};
