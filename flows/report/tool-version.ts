import { existsSync, readFileSync } from 'node:fs';

/** The version of the tool, which its package file says: two folders above the source, three above the built file. */
export function toolVersion(): string {
  const above = ['../../package.json', '../../../package.json'].map((path) => new URL(path, import.meta.url));
  const file = above.find((url) => existsSync(url));
  if (file === undefined) throw new Error('The tool’s own package file is missing.');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string }; // Our own package file.
  return version;
}
