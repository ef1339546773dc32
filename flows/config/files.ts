import { readFile, stat } from 'node:fs/promises';
import { platform } from 'node:process';

const OTHERS_MAY_WRITE = 0o022;
const OTHERS_MAY_READ = 0o044;

/** A settings file, or what is wrong with it. The words name no content. */
export type PrivateFile =
  | { readonly is: 'read'; readonly text: string; readonly othersMayRead: boolean }
  | { readonly is: 'missing' }
  | { readonly is: 'refused'; readonly why: string };

/** Reads a file that only its owner may write. Windows has no such modes: there the file is taken as it is. */
export async function readPrivateFile(path: string): Promise<PrivateFile> {
  try {
    const { mode } = await stat(path);
    const bits = platform === 'win32' ? 0 : mode;
    if ((bits & OTHERS_MAY_WRITE) !== 0)
      return { is: 'refused', why: 'others than its owner can write it (chmod go-w)' };
    return { is: 'read', text: await readFile(path, 'utf8'), othersMayRead: (bits & OTHERS_MAY_READ) !== 0 };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return code === 'ENOENT' ? { is: 'missing' } : { is: 'refused', why: `it could not be read (${code})` };
  }
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
