import { rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pid } from 'node:process';

import type { ErrorCode } from '../../pages/errors.js';
import type { Configuration } from '../config/target.js';
import { unlockCommandLine } from '../report/in-shell.js';
import { findUnfinished } from '../run/journal.js';
import { type FoundLock, connectorKey, findLocks, holderName } from '../run/lock.js';
import { type Checked, type Tell, ok, problem, warning } from './check.js';

/** Looks at what a run needs of this machine beside a browser: two folders, a free lock and a journal that has ended. */
export async function examineMachine(configuration: Configuration, tell: Tell): Promise<void> {
  const { artifactsDir, lockDir } = configuration;
  tell(await folder('artefacts', artifactsDir, 'configuration', '--artifacts or ARTIFACTS_DIR'));
  tell(await folder('lock folder', lockDir, 'journal-unwritable', 'LOCK_DIR'));
  // Without Jira Align there is no connector that a run would hold.
  if (configuration.target.align !== null) tell(held(configuration, await findLocks(lockDir)));
  for (const each of await unfinished(configuration)) tell(each);
}

/** A folder that is not there yet is made by the first run: what counts is whether something can be written where it will lie. */
async function folder(name: string, path: string, code: ErrorCode, setting: string): Promise<Checked> {
  const there = await nearest(resolve(path));
  const probe = join(there, `.connector-swap-doctor-${pid}`);
  try {
    await writeFile(probe, 'May be deleted.\n', { mode: 0o600 });
    await rm(probe);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    const hint = `Set ${setting} to a folder that this user may write and that has room.`;
    return problem(name, { code, message: `${path} can’t be written (${why})`, hint });
  }
  return ok(name, there === resolve(path) ? `${path} can be written` : `${path} is made by the first run`);
}

async function nearest(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : await nearest(dirname(path));
}

/** A lock is named after the connector's id, which the site alone knows where the settings have its name: the holder says that too. */
function held({ lockDir, target: { align, connector } }: Configuration, locks: readonly FoundLock[]): Checked {
  const key = align === null || connector === null ? null : connectorKey(align.url, connector);
  const isOurs = ({ id, holder }: FoundLock): boolean =>
    id === key || holder?.connector.toLowerCase() === connector?.toLowerCase();
  const ours = locks.find(isOurs);
  const others = locks.length - (ours === undefined ? 0 : 1);
  const beside = others === 0 ? '' : ` (${others === 1 ? 'another connector is' : `${others} others are`} held)`;
  if (ours === undefined) return ok('lock', `no run holds this connector${beside}`);
  const holder = `${holderName(ours)} holds this connector`;
  if (ours.isDead) return ok('lock', `${holder}, but its process has died: the next run takes it over`);
  return warning(
    'lock',
    holder,
    `Wait until that run has ended: another is refused with 10. If it is gone for good: ${unlockCommandLine(lockDir, ours.id)}`,
  );
}

async function unfinished({ lockDir, target: { align, connector } }: Configuration): Promise<readonly Checked[]> {
  const all = await findUnfinished(lockDir);
  if (all.length === 0) return [ok('journal', 'no run was left unfinished')];
  const own = align === null || connector === null ? null : connectorKey(align.url, connector);
  return all.map(({ key, presses }) => {
    const [first] = presses;
    const pressed = presses.map(({ press }) => press).join(', ');
    const called = presses.findLast((each) => each.connector !== null)?.connector ?? null;
    const other = called === null ? 'a connector of this folder' : `connector “${called}”`;
    const whose = key === own ? 'this connector' : `${other} (its journal is ${key})`;
    return warning(
      'journal',
      `run ${first?.runId ?? ''} was left unfinished: it pressed ${pressed} on ${whose}, from ${first?.at ?? ''} on`,
      'Run `connector-swap swap` on it: it goes on from what the site shows.',
    );
  });
}
