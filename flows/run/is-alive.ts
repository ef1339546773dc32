import { kill } from 'node:process';

/** Whether a process of this machine is there, whoever it belongs to. */
export function isAlive(process: number): boolean {
  try {
    kill(process, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
