import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pid } from 'node:process';

import { SwapError } from '../../pages/errors.js';

/** An id that sorts by time and is the name of the run's folder. */
export function newRunId(): string {
  return `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;
}

/**
 * Makes the folder of a run, for its owner alone.
 * @throws SwapError `configuration` where it can't be made.
 */
export function makeRunFolder(artifactsDir: string, runId: string): string {
  const folder = join(artifactsDir, runId);
  try {
    makeFolder(folder);
    return folder;
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new SwapError(
      'configuration',
      `The folder for results could not be made (${why}).`,
      'Set --artifacts or ARTIFACTS_DIR to a folder that this user may write.',
    );
  }
}

/**
 * Makes a folder, for its owner alone, and those above it. Folder by folder: Node's own recursion (20) never ends where a parent
 * is there and refuses with ENOENT, as below /proc.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Writes a file that its owner alone can read, whatever the umask. It is there as a whole or not at all. */
export function writePrivately(path: string, content: string | Buffer): void {
  writeWhole(path, content, 0o600);
}

/** Does what `writeWhole` does first, and takes it back: throws what will be in its way, as far as that can be told before. */
export function tryToWrite(path: string): void {
  const aside = asideOf(path);
  writeFileSync(aside, '');
  rmSync(aside);
}

/** Writes a file that is there as a whole or not at all, with this mode whatever the umask. */
export function writeWhole(path: string, content: string | Buffer, mode: number): void {
  const aside = asideOf(path);
  try {
    writeFileSync(aside, content, { mode });
    chmodSync(aside, mode);
    renameSync(aside, path);
  } catch (error) {
    if (existsSync(aside)) rmSync(aside);
    throw error;
  }
}

/** Two runs may be told to write the same file. */
function asideOf(path: string): string {
  return `${path}.${pid}.new`;
}
