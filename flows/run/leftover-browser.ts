import { readFile, readdir } from 'node:fs/promises';
import { kill } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

import { isAlive } from './is-alive.js';

/** Milliseconds for processes that were killed to be gone, and between two looks. */
const GONE = { patience: 2_000, every: 20 };

/**
 * Ends what is left of a browser whose profile lies in a folder: a browser ends by itself when its run is killed, but one that
 * hangs does not. Processes are told by their arguments, as Linux's process table has them; elsewhere none is found.
 */
export async function endBrowserOf(folder: string): Promise<void> {
  const found: number[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const line = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (line.split('\0').some((argument) => argument.includes(`${folder}/`))) found.push(Number(name));
  }
  for (const pid of found) end(pid);
  const last = performance.now() + GONE.patience;
  while (found.some(isAlive) && performance.now() < last) await pause(GONE.every);
}

/** One that has ended meanwhile, or belongs to another user, is left alone. */
function end(pid: number): void {
  try {
    kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}
