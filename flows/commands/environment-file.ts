import { readFile } from 'node:fs/promises';

import { SwapError } from '../../pages/errors.js';
import { environmentLine } from '../config/environment-line.js';
import { writePrivately } from '../config/files.js';

/** How a file begins that may be written anew: whatever else there is holds settings that somebody may miss. */
const OURS = '# Written by `connector-swap sites`, which overwrites it.';

/**
 * Only a file that `sites` wrote, or an empty one, may be overwritten.
 * @throws SwapError `usage` for any other.
 */
export async function requireOwnFile(path: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw unwritable(path, error);
  });
  if (text.trim() === '' || text.startsWith(OURS)) return;
  throw new SwapError(
    'usage',
    `${path} exists, and \`connector-swap sites\` did not write it: it would be lost.`,
    'Name another file with --env, or move that one away.',
  );
}

/**
 * Writes the environment of the sites.
 * @throws SwapError `usage` where it can't be written.
 */
export function writeEnvironment(path: string, environment: Readonly<Record<string, string>>): void {
  const lines = Object.entries(environment).map(([name, value]) => environmentLine(name, value));
  try {
    writePrivately(path, `${[OURS, ...lines].join('\n')}\n`);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): SwapError {
  const code = codeOf(error);
  const why = code === 'ENOENT' ? 'its folder does not exist' : code === 'EISDIR' ? 'it is a folder' : code;
  return new SwapError(
    'usage',
    `--env ${path} can’t be written: ${why}.`,
    'Name a file in a folder that exists and that you may write.',
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
