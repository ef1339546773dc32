import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { platform } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import type { Secret } from '../../pages/secret.js';
import * as z from '../zod.js';
import { type Cookie, cookieSchema } from './cookies.js';
import { type SessionPlace, bindingOf, sessionFile } from './place.js';
import { seal, unseal } from './seal.js';

const OTHERS_MAY_ANYTHING = 0o077;

const keptSchema = z.object({
  /** Jira's id of the account; `null` for Jira Align, which tells nobody whose session it is. */
  account: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Milliseconds since 1970. */
  keptAt: z.number(),
  cookies: z.array(cookieSchema),
});

/** A session as it is kept. */
export interface KeptSession {
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly keptAt: number;
  readonly cookies: readonly Cookie[];
}

/** Whether a session is kept, without opening it. The words name no account. */
export type SessionLook =
  { readonly is: 'missing' } | { readonly is: 'kept' } | { readonly is: 'refused'; readonly why: string };

/** Looks whether a session is kept, in a folder and a file that are their owner's alone. Windows has no such modes. */
export async function lookForSession(place: SessionPlace): Promise<SessionLook> {
  for (const [path, what, mode] of [
    [place.folder, 'the folder', '700'],
    [sessionFile(place), 'the file', '600'],
  ] as const) {
    try {
      if (isOthers((await stat(path)).mode)) return { is: 'refused', why: openToOthers(what, path, mode) };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT') return { is: 'missing' };
      return { is: 'refused', why: `${what} ${path} cannot be read (${code})` };
    }
  }
  return { is: 'kept' };
}

/**
 * Keeps a session, sealed with the key, in place of the one that was kept before. It is on the disk when this returns.
 * @throws SwapError `configuration` where the folder is not its owner's alone or can't be written.
 */
export async function keepSession(place: SessionPlace, key: Secret, session: KeptSession): Promise<string> {
  const path = sessionFile(place);
  const sealed = await seal(JSON.stringify(session), key, bindingOf(place));
  const aside = `${path}.${randomBytes(4).toString('hex')}.new`;
  try {
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
    if (isOthers((await stat(place.folder)).mode)) throw refused(openToOthers('the folder', place.folder, '700'));
    await writeDurably(aside, sealed);
    await rename(aside, path);
    await syncFolder(place.folder);
    return path;
  } catch (error) {
    await rm(aside).catch(() => undefined);
    throw error instanceof SwapError ? error : refused(`the session could not be written (${codeOf(error)})`);
  }
}

/**
 * Opens the session that is kept; `null` where none is.
 * @throws SwapError `configuration` where others may read it, `session-refused` where the key does not open it.
 */
export async function openSession(place: SessionPlace, key: Secret): Promise<KeptSession | null> {
  const sealed = await readSealed(place);
  if (sealed === null) return null;
  const text = await unseal(sealed, key, bindingOf(place));
  if (text === null) {
    throw new SwapError(
      'session-refused',
      `The kept session ${sessionFile(place)} does not open with this SESSION_KEY: it was sealed with another key, for another account or other sites, or it was changed.`,
      `Set SESSION_KEY to the key of that time, or sign in once more with \`connector-swap login --account ${place.kind}\`.`,
    );
  }
  return keptSchema.parse(JSON.parse(text));
}

/** Deletes a session. */
export async function deleteSession(place: SessionPlace): Promise<void> {
  await rm(sessionFile(place)).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw refused(`the session could not be deleted (${codeOf(error)})`);
  });
}

/** The modes are those of the very file that is read. */
async function readSealed(place: SessionPlace): Promise<Buffer | null> {
  const look = await lookForSession(place);
  if (look.is === 'missing') return null;
  if (look.is === 'refused') throw refused(look.why);
  const path = sessionFile(place);
  try {
    const file = await open(path, 'r');
    try {
      if (isOthers((await file.stat()).mode)) throw refused(openToOthers('the file', path, '600'));
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof SwapError) throw error;
    if (codeOf(error) === 'ENOENT') return null;
    throw refused(`the file ${path} cannot be read (${codeOf(error)})`);
  }
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name is on the disk as well. Windows can't open a folder for that. */
async function syncFolder(path: string): Promise<void> {
  if (platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isOthers(mode: number): boolean {
  return platform !== 'win32' && (mode & OTHERS_MAY_ANYTHING) !== 0;
}

function openToOthers(what: string, path: string, mode: string): string {
  return `${what} ${path} is open to others than its owner (chmod ${mode})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}

function refused(why: string): SwapError {
  return new SwapError(
    'configuration',
    `SESSION_DIR: ${why}.`,
    'Kept sessions are their owner’s alone: correct the modes, or set SESSION_DIR to another folder.',
  );
}
