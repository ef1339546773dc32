import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, readdir, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { unlockCommandLine } from '../report/in-shell.js';
import * as z from '../zod.js';
import { isAlive } from './is-alive.js';
import { findUnfinished, mayBeDown } from './journal.js';

const holderSchema = z.object({
  runId: z.string(),
  pid: z.int(),
  host: z.string(),
  since: z.string(),
  connector: z.string(),
  /** Random, that process's alone; locks of earlier versions have none. */
  process: z.string().nullable().default(null),
  /** Where process ids count anew, as in a container, which of these places it is. */
  processes: z.string().nullable().default(null),
});

/** Who holds a connector. */
export type Holder = z.infer<typeof holderSchema>;

/** This process, whatever its number. */
const PROCESS = randomUUID();

/** A lock that this run holds. */
export interface Lock {
  readonly release: () => Promise<void>;
}

/** A Jira Align, the same text for every address that means the same one. */
export function siteOf(align: URL): string {
  return `${align.origin}${align.pathname.replace(/\/+$/, '')}`;
}

/** The file-name-safe key of a connector, the same for every run that means the same one. */
export function connectorKey(align: URL, connector: string): string {
  return createHash('sha256')
    .update(`${siteOf(align)}\n${connector.toLowerCase()}`)
    .digest('hex')
    .slice(0, 16);
}

/**
 * Takes the lock of one connector. A lock whose process is no longer alive on this machine is taken over.
 * @throws SwapError `lock-held`, naming the holder, or `journal-unwritable` where the folder can't be written.
 */
export async function takeLock(folder: string, key: string, runId: string, connector: string): Promise<Lock> {
  const path = join(folder, `${key}.lock`);
  const process = { pid, process: PROCESS, processes: await ownProcesses() };
  const own: Holder = { runId, ...process, host: hostname(), since: new Date().toISOString(), connector };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await create(path, own)) && !(await takeOverIfDead(path, own)))
      throw await held(await readHolder(path), folder, key);
    // What others left aside is in nobody's way.
    await sweepAside(folder, key).catch(() => undefined);
    return { release: () => release(path, runId) };
  } catch (error) {
    if (error instanceof SwapError) throw error;
    throw new SwapError(
      'journal-unwritable',
      `The lock folder could not be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}).`,
      'Set LOCK_DIR to a folder that this user may write. Nothing was pressed.',
    );
  }
}

/** The lock appears with its content or not at all: it is written aside and then linked, which fails where one exists. */
async function create(path: string, holder: Holder, isAgain = false): Promise<boolean> {
  const aside = `${path}.${holder.runId}.new`;
  try {
    await writeFile(aside, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
    await link(aside, path);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') return false;
    // Whoever holds the lock by now has cleared it away.
    if (code === 'ENOENT' && !isAgain) return await create(path, holder, true);
    throw error;
  } finally {
    // On a full disk it may be there, empty, or not at all.
    await rm(aside).catch(() => undefined);
  }
}

async function takeOverIfDead(path: string, own: Holder): Promise<boolean> {
  const holder = await readHolder(path);
  return holder !== null && (await isDead(holder)) && (await takeOver(path, holder, own));
}

/** Clears away what runs had written aside that were killed before they could link it; only the lock's holder may. */
async function sweepAside(folder: string, key: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${key}.lock.`) || !name.endsWith('.new')) continue;
    const holder = await readHolder(join(folder, name));
    // Empty is what a run left that was killed in the middle of writing it; one that is writing it just now writes it again.
    if (holder === null || (await isDead(holder))) await rm(join(folder, name)).catch(() => undefined);
  }
}

/**
 * Puts our own lock in the place of a dead one. Of all runs that found it, one at a time may try, under a name that is
 * that dead lock's alone; and it looks once more, since another may have been through before.
 */
async function takeOver(path: string, dead: Holder, own: Holder): Promise<boolean> {
  const claim = `${path}.after-${dead.runId}`;
  // Whoever was at it may have died in the middle.
  if (!(await create(claim, own)) && !(await takeOverIfDead(claim, own))) return false;
  if ((await readHolder(path))?.runId !== dead.runId) {
    await rm(claim);
    return false;
  }
  await rename(claim, path);
  return true;
}

/** A lock that lies in the folder, under its id; `holder` is `null` where it is not one that can be read. */
export interface FoundLock {
  readonly id: string;
  readonly holder: Holder | null;
  /** Whether its process is known to have died; another machine's is not known to this one. */
  readonly isDead: boolean;
}

/** Every lock in the folder. */
export async function findLocks(folder: string): Promise<readonly FoundLock[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = names.filter((name) => name.endsWith('.lock')).map((name) => name.slice(0, -'.lock'.length));
  return await Promise.all(
    ids.map(async (id) => {
      const holder = await readHolder(join(folder, `${id}.lock`));
      return { id, holder, isDead: holder !== null && (await isDead(holder)) };
    }),
  );
}

/** Takes a lock away, whoever holds it. */
export async function breakLock(folder: string, { id }: FoundLock): Promise<void> {
  await rm(join(folder, `${id}.lock`));
}

/** Who holds a lock, as people are told. */
export function holderName({ holder }: Pick<FoundLock, 'holder'>): string {
  return holder === null
    ? 'Another run, which can’t be told from its lock,'
    : `Run ${holder.runId} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Released meanwhile, or not one of ours.
    return null;
  }
}

/**
 * Process ids say something only where they were given, and one is given again: two containers that run at once may have one
 * host's name, and the command the same id in each.
 */
async function isDead({ pid: holder, host, process, processes }: Holder): Promise<boolean> {
  const own = await ownProcesses();
  if (host !== hostname() || (processes ?? own) !== own) return false;
  return holder === pid ? process !== PROCESS : !isAlive(holder);
}

/** What Linux calls the place in which this process has its id; `null` elsewhere. */
async function ownProcesses(): Promise<string | null> {
  return await readlink('/proc/self/ns/pid').catch(() => null);
}

async function release(path: string, runId: string): Promise<void> {
  if ((await readHolder(path))?.runId === runId) await rm(path);
}

async function held(holder: Holder | null, folder: string, key: string): Promise<SwapError> {
  const left = (await findUnfinished(folder)).find((each) => each.key === key);
  const state = left === undefined ? null : mayBeDown(left);
  return new SwapError(
    'lock-held',
    `${holderName({ holder })} holds this connector${holder === null ? '' : ` as “${holder.connector}”`}. This run pressed nothing.${state === null ? '' : ` ${state}`}`,
    `Wait until that run has ended, then run the same command again. If it is gone for good: ${unlockCommandLine(folder, key)}`,
  );
}
