import { unzipSync } from 'fflate';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Everything that a file holds, as bytes by the way to it, with whatever is packed in it unpacked. */
export function everythingInside(name: string, bytes: Buffer): readonly (readonly [name: string, bytes: Buffer])[] {
  if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) return everythingInside(`${name}!`, gunzipSync(bytes));
  if (bytes.subarray(0, 2).toString() === 'PK') {
    return Object.entries(unzipSync(bytes)).flatMap(([member, content]) =>
      everythingInside(`${name}!${member}`, Buffer.from(content)),
    );
  }
  const embedded = [...bytes.toString('latin1').matchAll(/data:application\/zip;base64,([\w+/=]+)/g)];
  return [
    [name, bytes],
    ...embedded.flatMap(([, data = '']) => everythingInside(`${name}#`, Buffer.from(data, 'base64'))),
  ];
}

/** The same for all files of a folder. */
export function everythingBelow(folder: string): readonly (readonly [name: string, bytes: Buffer])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => everythingInside(path.slice(folder.length), readFileSync(path)));
}

/** The names of the files in which one of these texts stands. */
export function holding(inside: readonly (readonly [string, Buffer])[], texts: readonly string[]): readonly string[] {
  return inside
    .filter(([name, bytes]) => texts.some((text) => name.includes(text) || bytes.includes(text)))
    .map(([name]) => name);
}
