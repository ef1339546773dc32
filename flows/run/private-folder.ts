import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid, pid } from 'node:process';

import { isAlive } from './is-alive.js';
import { endBrowserOf } from './leftover-browser.js';

/** Machines may share a temporary folder: a process id means something on its own alone. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

const OWN = `connector-swap-raw-${HOST}-`;

/** Makes a folder for the browser's profile and for raw recordings, which only its owner can read; it must not outlive the run. */
export function makePrivateFolder(): string {
  return mkdtempSync(join(tmpdir(), `${OWN}${pid}-`));
}

/** Deletes the folder. */
export async function deletePrivateFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, maxRetries: 3 });
}

/** Ends and deletes what runs of this user on this machine left behind that did not live to do it themselves; gives how many. */
export async function sweepLeftovers(): Promise<number> {
  const names = await readdir(tmpdir()).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const owner = name.startsWith(OWN) ? Number(/^\d+/.exec(name.slice(OWN.length))?.[0]) : Number.NaN;
    if (Number.isNaN(owner) || isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    if (!(await isOwn(folder))) continue;
    await endBrowserOf(folder);
    await deletePrivateFolder(folder);
    swept += 1;
  }
  return swept;
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
