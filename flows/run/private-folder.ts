import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid, pid } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { isAlive } from './is-alive.js';
import { endBrowserOf } from './leftover-browser.js';

/** Machines may share a temporary folder: a process id means something on its own alone. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

const OWN = `connector-swap-raw-${HOST}-`;

/**
 * Makes a folder for the browser's profile and for raw recordings, which only its owner can read; it must not outlive the run.
 * @throws SwapError `configuration` where it can't be made.
 */
export function makePrivateFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), `${OWN}${pid}-`));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new SwapError(
      'configuration',
      `No temporary folder could be made in ${tmpdir()} (${why}).`,
      'Set TMPDIR to a folder that this user may write. Nothing was opened.',
    );
  }
}

/** Deletes the folder. */
export async function deletePrivateFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, maxRetries: 3 });
}

/** What was left behind by runs that did not live to delete it themselves. */
export interface Swept {
  /** How many folders are gone. */
  readonly gone: number;
  /** Folders that could not be deleted. */
  readonly stuck: readonly string[];
}

/**
 * Ends and deletes what earlier runs of this user on this machine left behind; `own` is the folder of this one. In a container
 * that is started again each run has the same process id: what bears this one's and is not its own is an earlier one's.
 */
export async function sweepLeftovers(own: string): Promise<Swept> {
  const names = await readdir(tmpdir()).catch(() => []);
  let gone = 0;
  const stuck: string[] = [];
  for (const name of names) {
    const owner = name.startsWith(OWN) ? Number(/^\d+/.exec(name.slice(OWN.length))?.[0]) : Number.NaN;
    const folder = join(tmpdir(), name);
    if (Number.isNaN(owner) || folder === own || (owner !== pid && isAlive(owner)) || !(await isOwn(folder))) continue;
    await endBrowserOf(folder);
    try {
      await deletePrivateFolder(folder);
      gone += 1;
    } catch {
      stuck.push(folder);
    }
  }
  return { gone, stuck };
}

/** A link, or what another user made, is left alone. */
async function isOwn(path: string): Promise<boolean> {
  try {
    const found = await lstat(path);
    return found.isDirectory() && found.uid === (getuid?.() ?? found.uid);
  } catch {
    return false;
  }
}
