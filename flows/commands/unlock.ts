import { stderr, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { lockFolder } from '../config/settings.js';
import { notRun } from '../report/not-run.js';
import { unlockCommandLine } from '../report/in-shell.js';
import { printable, printableJson } from '../report/printable.js';
import { newRunId } from '../run/folder.js';
import { findUnfinished, mayBeDown } from '../run/journal.js';
import { type FoundLock, breakLock, findLocks, holderName } from '../run/lock.js';
import type { Surroundings, UnlockOptions } from './options.js';
import { reportFailure } from './failure.js';

/** `connector-swap unlock`: takes away a lock whose run is gone; gives the exit code. */
export async function unlockCommand(
  id: string,
  options: UnlockOptions,
  { environment, directory }: Surroundings,
): Promise<number> {
  const { yes: isSure = false, json: isJson = false, envFile = null } = options;
  try {
    const folder = await lockFolder({ environment, envFile, directory });
    const locks = await findLocks(folder);
    const lock = locks.find((each) => each.id === id);
    if (lock === undefined) throw noSuchLock(id, folder, locks);
    if (!lock.isDead && !isSure) throw perhapsHeld(lock, folder);
    await breakLock(folder, lock);
    stderr.write(`${printable(`${holderName(lock)} held ${connectorOf(lock)}: the lock ${id} is taken away.`)}\n`);
    const left = (await findUnfinished(folder)).find(({ key }) => key === id);
    const state = left === undefined ? null : mayBeDown(left);
    if (state !== null)
      stderr.write(`! ${printable(state)} Run \`connector-swap swap\` now, which goes on from there.\n`);
    if (isJson) stdout.write(`${printableJson(notRun(newRunId(), 'unlock', null))}\n`);
    return 0;
  } catch (error) {
    return reportFailure(error, isJson, 'unlock');
  }
}

function connectorOf({ holder }: FoundLock): string {
  return holder === null ? 'a connector' : `the connector “${holder.connector}”`;
}

function noSuchLock(id: string, folder: string, locks: readonly FoundLock[]): SwapError {
  const held = locks.map((lock) => `${lock.id} (${connectorOf(lock)})`).join(', ');
  return new SwapError(
    'usage',
    `There is no lock ${id} in ${folder}.`,
    held === ''
      ? 'No lock lies in this folder. If the run used another LOCK_DIR, give the same --env-file or LOCK_DIR.'
      : `These lie there: ${held}.`,
  );
}

/** Two runs on one connector can leave it with nobody's authorisation, or with the wrong one. */
function perhapsHeld(lock: FoundLock, folder: string): SwapError {
  return new SwapError(
    'lock-held',
    `${holderName(lock)} holds ${connectorOf(lock)}, and is not known to have ended.`,
    `Wait until it has, or look for it on its own machine. Once you are sure that it is gone: ${unlockCommandLine(folder, lock.id)} --yes`,
  );
}
