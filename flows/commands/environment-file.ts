import { readFile, rename, writeFile } from 'node:fs/promises';

import { SwapError } from '../../pages/errors.js';

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
 * Writes an environment for dotenv and `sh` alike: the values hold no single quote. The file appears whole or not at all.
 * @throws SwapError `usage` where it can't be written.
 */
export async function writeEnvironment(path: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(environment).map(([name, value]) => `${name}='${value}'`);
  const aside = `${path}.new`;
  try {
    await writeFile(aside, `${[OURS, ...lines].join('\n')}\n`, { mode: 0o600 });
    await rename(aside, path);
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
