import { readFileSync } from 'node:fs';

/** The version of the installed tool, which its package file says, three folders above the built file. */
export function toolVersion(): string {
  const file = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(file) as { version: string }; // Our own package file.
  return version;
}
