import { type Zippable, unzipSync, zipSync } from 'fflate';

import { Unreadable } from './unreadable.js';

/** A file in an archive. */
export interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What is packed already. */
const PACKED = /\.(?:png|jpe?g|webp|gif|webm|mp4|zip|gz|woff2?)$/i;

/** True where a file begins as zip archives do. */
export function isZip(bytes: Uint8Array): boolean {
  // The second is an archive without members.
  return startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0x50, 0x4b, 5, 6]);
}

/**
 * The files in an archive; folders have no entry of their own.
 * @throws Unreadable
 */
export function readZip(bytes: Uint8Array): readonly Member[] {
  try {
    return Object.entries(unzipSync(bytes))
      .filter(([name]) => !name.endsWith('/'))
      .map(([name, content]) => ({ name, bytes: Buffer.from(content.buffer, content.byteOffset, content.length) }));
  } catch {
    throw new Unreadable('a zip archive');
  }
}

/** Packs files into an archive that holds nothing else: no comment, no folder, no other field. */
export function writeZip(members: readonly Member[]): Buffer {
  const files: Zippable = {};
  for (const { name, bytes } of members) {
    let free = name;
    while (Object.hasOwn(files, free)) free = `_${free}`;
    files[free] = [bytes, { level: PACKED.test(name) ? 0 : 6 }];
  }
  return Buffer.from(zipSync(files));
}

/** True where a file begins with these bytes. */
export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
