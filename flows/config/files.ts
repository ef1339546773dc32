import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { platform } from 'node:process';

const OTHERS_MAY_WRITE = 0o022;
const OTHERS_MAY_READ = 0o044;

/** A settings file, or what is wrong with it. The words name no content. */
export type PrivateFile =
  | { readonly is: 'read'; readonly bytes: Buffer; readonly othersMayRead: boolean }
  | { readonly is: 'missing' }
  | { readonly is: 'refused'; readonly why: string };

/** Reads a file that only its owner may write. Windows has no such modes: there the file is taken as it is. */
export async function readPrivateFile(path: string): Promise<PrivateFile> {
  try {
    const { mode } = await stat(path);
    const bits = platform === 'win32' ? 0 : mode;
    if ((bits & OTHERS_MAY_WRITE) !== 0)
      return { is: 'refused', why: 'others than its owner can write it (chmod go-w)' };
    return { is: 'read', bytes: await readFile(path), othersMayRead: (bits & OTHERS_MAY_READ) !== 0 };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return code === 'ENOENT' ? { is: 'missing' } : { is: 'refused', why: whyUnread(code) };
  }
}

function whyUnread(code: string): string {
  switch (code) {
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'this user may not read it';
    default:
      return `it could not be read (${code})`;
  }
}

/** The content of the secret file that `setting` names, or what is wrong with it: others may neither read nor write it. */
export async function readSecretFile(
  setting: string,
  path: string,
): Promise<{ readonly is: 'read'; readonly bytes: Buffer } | { readonly is: 'wrong'; readonly why: string }> {
  const file = await readPrivateFile(path);
  const wrong = (why: string): { is: 'wrong'; why: string } => ({ is: 'wrong', why: `${setting}: ${why}` });
  switch (file.is) {
    case 'missing':
      return wrong('there is no such file.');
    case 'refused':
      return wrong(`the file is refused, since ${file.why}.`);
    case 'read':
      return file.othersMayRead && !liesOnReadOnlyMount(resolve(path), await mounts())
        ? wrong('the file is refused, since others than its owner can read it (chmod 600).')
        : { is: 'read', bytes: file.bytes };
  }
}

/**
 * Writes a file that its owner alone can read. It appears whole or not at all, and in one go: no signal comes between, so that
 * nothing is left beside it.
 */
export function writePrivately(path: string, text: string): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}.new`;
  try {
    writeFileSync(aside, text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(aside, path);
  } catch (error) {
    if (existsSync(aside)) rmSync(aside);
    throw error;
  }
}

async function mounts(): Promise<string> {
  // Only Linux has this list; elsewhere no mount counts as read-only.
  return await readFile('/proc/self/mounts', 'utf8').catch(() => '');
}

/**
 * True where the file lies on a mount that nobody can write, as orchestrators mount secrets: there modes say little.
 * `mounts` is the text of `/proc/self/mounts`.
 */
export function liesOnReadOnlyMount(path: string, mounts: string): boolean {
  const holders = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([, point = '', , options = '']) => [{ point: point.replace(/\\040/g, ' '), options: options.split(',') }])
    .filter(({ point }) => point === '/' || path === point || path.startsWith(`${point}/`))
    .sort((a, b) => b.point.length - a.point.length);
  return holders[0]?.options.includes('ro') ?? false;
}
