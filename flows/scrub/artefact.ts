import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

import type { Finding, SecretRegistry } from '../report/secret-registry.js';
import { treatJson, treatLines } from './json.js';
import { treatPage } from './page.js';
import { FILE_NAME } from './playwright-words.js';
import { type Treatment, removal, search } from './treatment.js';
import { Unreadable } from './unreadable.js';
import { isZip, readZip, startsWith, writeZip } from './zip.js';

/** A file, by the path that it has among others of its kind, and what is in it. */
export interface Artefact {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Pictures and videos by the bytes with which they begin. */
const PICTURES: Readonly<Record<string, readonly (readonly number[])[]>> = {
  '.png': [[0x89, 0x50, 0x4e, 0x47]],
  '.jpg': [[0xff, 0xd8, 0xff]],
  '.jpeg': [[0xff, 0xd8, 0xff]],
  '.webm': [[0x1a, 0x45, 0xdf, 0xa3]],
};

/** How many archives may lie in one another. */
const DEEPEST = 5;

/** Files from the sites, as a trace keeps them: they may be anything, whatever they are called. */
const FROM_A_SITE = /(?:^|\/)resources\//;

/** What goes down with each archive in an archive. `shell` is what a page begins with that is known to be clean. */
interface Surroundings {
  readonly treatment: Treatment;
  readonly shell: Buffer | null;
  readonly depth: number;
}

/** How a file is looked at. */
export interface Look {
  readonly registry: SecretRegistry;
  /** How pages begin that are known to be clean. */
  readonly shell: Buffer | null;
  /** Aborted where nobody waits for it any more. */
  readonly enough?: AbortSignal | undefined;
}

/**
 * The file without any secret, as far as it can be had: pictures and videos stay as they are.
 * @throws Unreadable
 */
export async function cleaned(artefact: Artefact, { registry, shell, enough }: Look): Promise<Buffer> {
  const around = { treatment: removal(registry), shell, depth: 0 };
  await othersTurn(enough);
  return isPicture(artefact) ? artefact.bytes : await treatedInTurns(artefact, around, enough);
}

/**
 * What secrets a file still holds.
 * @throws Unreadable
 */
export async function findings(artefact: Artefact, { registry, shell, enough }: Look): Promise<ReadonlySet<Finding>> {
  const found = new Set<Finding>();
  const around = { treatment: search(registry, found), shell, depth: 0 };
  await othersTurn(enough);
  if (isPicture(artefact)) around.treatment.bytes(artefact.bytes);
  else await treatedInTurns(artefact, around, enough);
  return found;
}

/** Lets signals be heard, and other runs go on; it fails where nobody waits any more. */
async function othersTurn(enough: AbortSignal | undefined): Promise<void> {
  await setImmediate(undefined, { signal: enough });
}

/** A recording takes seconds: it is treated member by member. */
async function treatedInTurns(
  artefact: Artefact,
  around: Surroundings,
  enough: AbortSignal | undefined,
): Promise<Buffer> {
  if (!isArchive(artefact)) return treated(artefact, around);
  const members: Artefact[] = [];
  for (const member of readZip(artefact.bytes)) {
    await othersTurn(enough);
    members.push(treatedMember(member, { ...around, depth: 1 }));
  }
  await othersTurn(enough);
  return around.treatment.pack(artefact.bytes, () => writeZip(members));
}

/** @throws Unreadable where it should be one and is not */
function isPicture({ name, bytes }: Artefact): boolean {
  const starts = PICTURES[extname(name).toLowerCase()];
  if (starts === undefined) return false;
  if (!starts.some((start) => startsWith(bytes, start))) throw new Unreadable('a picture or a video of its kind');
  return true;
}

function kindOf(name: string): string {
  return FROM_A_SITE.test(name) ? '' : extname(name).toLowerCase();
}

function isArchive({ name, bytes }: Artefact): boolean {
  return isZip(bytes) || kindOf(name) === '.zip';
}

function treated(artefact: Artefact, around: Surroundings): Buffer {
  const { name, bytes } = artefact;
  const { treatment } = around;
  const deeper = { ...around, depth: around.depth + 1 };
  if (isArchive(artefact)) return treatedZip(bytes, deeper);
  if (startsWith(bytes, [0x1f, 0x8b])) return treatedGzip(name, bytes, deeper);
  const inside = (embedded: Buffer): Buffer =>
    isZip(embedded) ? treatedZip(embedded, deeper) : treatment.bytes(embedded);
  switch (kindOf(name)) {
    case '.trace':
    case '.network':
    case '.jsonl':
    case '.ndjson':
      return viaText(bytes, (text) => treatLines(text, treatment, inside));
    case '.json':
    case '.stacks':
      return viaText(bytes, (text) => treatJson(text, treatment, inside));
    case '.html':
      return treatPage(bytes, around.shell, treatment.bytes, (archive) => treatedZip(archive, deeper));
    default:
      return treatedText(bytes, treatment);
  }
}

function treatedZip(bytes: Buffer, around: Surroundings): Buffer {
  if (around.depth > DEEPEST) throw new Unreadable('a zip archive');
  const members = readZip(bytes).map((member) => treatedMember(member, around));
  return around.treatment.pack(bytes, () => writeZip(members));
}

function treatedMember(member: Artefact, around: Surroundings): Artefact {
  const { name } = member;
  return {
    name: FILE_NAME.test(name) ? name : around.treatment.text(name),
    bytes: treated(member, around),
  };
}

function treatedGzip(name: string, bytes: Buffer, around: Surroundings): Buffer {
  if (around.depth > DEEPEST) throw new Unreadable('a gzip file');
  const inside = inflated(bytes);
  const after = treated({ name: name.replace(/\.gz$/i, ''), bytes: inside }, around);
  return around.treatment.pack(bytes, () => gzipSync(after));
}

function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    throw new Unreadable('a gzip file');
  }
}

function viaText(bytes: Buffer, treat: (text: string) => string): Buffer {
  const text = bytes.toString();
  // In another alphabet a secret would hide behind the signs that stand for what is no UTF-8.
  if (!Buffer.from(text).equals(bytes)) throw new Unreadable('text in UTF-8');
  const after = treat(text);
  return after === text ? bytes : Buffer.from(after);
}

/** Text in UTF-16 says so at its beginning; names of secrets are looked for in it as in any other. */
function treatedText(bytes: Buffer, { text, bytes: treat }: Treatment): Buffer {
  if (startsWith(bytes, [0xff, 0xfe])) return Buffer.from(text(bytes.toString('utf16le')), 'utf16le');
  if (startsWith(bytes, [0xfe, 0xff]) && bytes.length % 2 === 0) {
    return Buffer.from(text(Buffer.from(bytes).swap16().toString('utf16le')), 'utf16le').swap16();
  }
  return treat(bytes);
}
