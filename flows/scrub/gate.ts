import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import type { Withheld } from '../report/result.js';
import type { Finding, SecretRegistry } from '../report/secret-registry.js';
import { type Artefact, type Look, cleaned, findings } from './artefact.js';
import { Unreadable } from './unreadable.js';

/** What became of a raw file at the gate. It is gone in either case. */
export type GateOutcome = { readonly is: 'passed'; readonly path: string } | ({ readonly is: 'withheld' } & Withheld);

/**
 * Lets a recording into the folder of a run: without secrets, looked through once more as it would lie there, and for its owner
 * alone. What still holds a secret, cannot be read as what it should be, or is not clean yet when `enough` is aborted, does not get
 * there. The raw file is deleted.
 */
export async function passGate(
  raw: string,
  destination: string,
  registry: SecretRegistry,
  enough?: AbortSignal,
): Promise<GateOutcome> {
  const folder = dirname(destination);
  const name = registry.clean(basename(destination));
  const why = await tryToPass(raw, join(folder, name), { name, registry, shell: null, enough });
  if (why !== null || resolve(raw) !== resolve(folder, name)) await removed(raw);
  return why === null ? { is: 'passed', path: join(folder, name) } : { is: 'withheld', name, why };
}

/** Why a file must not be handed on as it lies there; `null` where nothing speaks against it, or it is not there. */
export async function secretIn(path: string, registry: SecretRegistry): Promise<string | null> {
  try {
    const found = await findings({ name: basename(path), bytes: await readFile(path) }, { registry, shell: null });
    return found.size === 0 ? null : new StillSecret(found).message;
  } catch (error) {
    return error instanceof Unreadable ? error.message : null;
  }
}

/** How a file is looked at, and its path among the files that belong together. */
interface NamedLook extends Look {
  readonly name: string;
}

const LEFT_OUT = 'It was not clean yet when the run was asked again to end.';

/** Cleans a file and puts it in its place, where it is found clean: then `null`, else why it was not. */
export async function tryToPass(raw: string, path: string, look: NamedLook): Promise<string | null> {
  let clean: Buffer;
  try {
    clean = await cleanedAndFoundSo(look, await readFile(raw));
  } catch (error) {
    if (look.enough?.aborted === true) return LEFT_OUT;
    return error instanceof Unreadable || error instanceof StillSecret ? error.message : 'It could not be read.';
  }
  try {
    await writeWhole(path, clean);
    return null;
  } catch {
    return 'It could not be written.';
  }
}

/** What a file holds after it was cleaned. */
class StillSecret extends Error {
  constructor(found: ReadonlySet<Finding>) {
    super(`It still held a secret after it was cleaned (${[...found].sort().join(', ')}).`);
    this.name = 'StillSecret';
  }
}

async function cleanedAndFoundSo(look: NamedLook, bytes: Buffer): Promise<Buffer> {
  const { name } = look;
  const clean: Artefact = { name, bytes: await cleaned({ name, bytes }, look) };
  const found = await findings(clean, look);
  if (found.size > 0) throw new StillSecret(found);
  return clean.bytes;
}

/** Writes a file for its owner alone, whatever the umask. It is there whole or not at all. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const unfinished = join(dirname(path), `.${randomBytes(6).toString('hex')}.unfinished`);
  try {
    await writeFile(unfinished, bytes, { mode: 0o600, flag: 'wx' });
    await chmod(unfinished, 0o600);
    await rename(unfinished, path);
  } catch (error) {
    await removed(unfinished);
    throw error;
  }
}

async function removed(path: string): Promise<void> {
  try {
    await rm(path);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) throw error;
  }
}
