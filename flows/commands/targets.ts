import { stderr, stdout } from 'node:process';

import type { RunOptions, Surroundings } from './options.js';
import { SwapError } from '../../pages/errors.js';
import { agreementOf } from './agree-controls.js';
import { requireReportFiles } from './report-files.js';
import { loadConfiguration } from '../config/load.js';
import type { Configuration } from '../config/target.js';
import { paintFor } from '../report/paint.js';
import { printable, printableJson } from '../report/printable.js';
import type { Result } from '../report/result.js';
import type { ReportOrder, writeReports } from '../report/write-reports.js';
import { WITHOUT_SCREEN, requireScreen } from '../run/screen.js';
import { toldFailure } from './failure.js';

// Loaded before the settings are known to be right: nothing of Playwright, which takes longer than all of this.

/** The commands that work on a configured connector. */
export type TargetCommand = 'swap' | 'verify';

/** `connector-swap swap` and `connector-swap verify`: gives the exit code. */
export async function targetCommand(
  command: TargetCommand,
  options: RunOptions,
  surroundings: Surroundings,
): Promise<number> {
  const warn = warner(surroundings);
  let reports: ReportOrder | null = null;
  let result: Result;
  let write: typeof writeReports | null = null;
  try {
    const files = await requireReportFiles(options, surroundings.directory);
    reports = { files, lockDir: null, notify: null, warn };
    requireWindow(options, surroundings);
    const [configuration, ...others] = await configurationsOf(command, options, surroundings);
    if (configuration === undefined || others.length > 0 || options.all === true) {
      const { fleetCommand } = await import('./fleet.js');
      const fleet = configuration === undefined ? [] : [configuration, ...others];
      return await fleetCommand(command, fleet, options, surroundings, reports);
    }
    reports = { files, lockDir: configuration.lockDir, notify: configuration.notify, warn };
    const { runTarget } = await import('./carry-out.js');
    // With the run, not after it: while a module is loaded nobody hears a signal, and one would take the place of the result.
    ({ writeReports: write } = await import('../report/write-reports.js'));
    result = await runTarget(command, configuration, options, surroundings);
    if (options.json) stdout.write(`${printableJson(result)}\n`);
  } catch (error) {
    result = toldFailure(error, options.json ?? false, command);
  }
  if (reports !== null && isWanted(reports)) {
    write ??= (await import('../report/write-reports.js')).writeReports;
    await write([result], reports);
  }
  return result.exitCode;
}

/** Whether there is anything to be written or posted, or a folder in which the last success is remembered. */
function isWanted({ files, lockDir, notify }: ReportOrder): boolean {
  return [files.junit, files.metrics, lockDir, notify].some((each) => each !== null);
}

/** Tells a person of what went wrong beside a run; its words hold no secret. */
export function warner({ environment }: Surroundings): ReportOrder['warn'] {
  const paint = paintFor(isLive(environment));
  return (text) => void stderr.write(`${paint.yellow(`! ${printable(text)}`)}\n`);
}

/** Whether somebody watches who sees colours and lines that change. */
export function isLive(environment: Surroundings['environment']): boolean {
  return stderr.isTTY && environment['CI'] === undefined;
}

/** The one target of the environment, or those of the targets file that were chosen and fall to this shard. */
async function configurationsOf(
  command: TargetCommand,
  options: RunOptions,
  { environment, directory }: Surroundings,
): Promise<readonly Configuration[]> {
  const { all, target: names, shard, artifacts } = options;
  const envFile = options.envFile ?? null;
  const given = artifacts === undefined ? {} : { artifacts };
  const agreement = agreementOf(options);
  const sources = { command, environment, envFile, directory, agreement, ...asked(options), ...given };
  const isChosen = all === true || names !== undefined;
  if (!isChosen && shard !== undefined)
    throw new SwapError('usage', '--shard is a part of several targets.', 'Add --all.');
  if (!isChosen) return [await loadConfiguration(sources)];
  if (all === true && names !== undefined)
    throw new SwapError('usage', '--all and --target are both given.', 'Choose all, or those that are named.');
  const { loadFleet } = await import('../config/fleet.js');
  const { isInShard, readShard } = await import('../fleet/shard.js');
  const part = shard === undefined ? null : readShard(shard, environment['JOB_COMPLETION_INDEX']);
  const choice = names === undefined ? ({ is: 'all' } as const) : ({ is: 'named', names } as const);
  return await loadFleet(sources, choice, (name) => part === null || isInShard(name, part));
}

/** What a command line asks of the browser. */
export function asked({ headed, record }: RunOptions): { headed: boolean; record: boolean } {
  return { headed: headed ?? false, record: record ?? false };
}

/** @throws SwapError `no-browser` where the window that was asked for can't be shown. */
export function requireWindow({ headed }: Pick<RunOptions, 'headed'>, { environment }: Surroundings): void {
  if (headed === true) requireScreen(environment, '--headed shows a window', WITHOUT_SCREEN);
}
