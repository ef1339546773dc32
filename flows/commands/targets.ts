import { stderr, stdout } from 'node:process';

import type { RunOptions, Surroundings } from './options.js';
import { SwapError } from '../../pages/errors.js';
import { loadFleet } from '../config/fleet.js';
import { requireReportFiles } from './report-files.js';
import { loadConfiguration } from '../config/load.js';
import type { Configuration } from '../config/target.js';
import { alignNeeded, alignTarget } from '../connector.js';
import type { Findings } from '../findings.js';
import { isInShard, readShard } from '../fleet/shard.js';
import { readPlan, requireAsPlanned } from '../plan/approved.js';
import type { Plan } from '../plan/plan.js';
import type { FlowEnd } from '../report/conclude.js';
import { consoleWriter } from '../report/console.js';
import { paintFor } from '../report/paint.js';
import { printable, printableJson } from '../report/printable.js';
import type { Result } from '../report/result.js';
import { SecretRegistry } from '../report/secret-registry.js';
import { type ReportOrder, writeReports } from '../report/write-reports.js';
import { execute } from '../run/execute.js';
import type { Order } from '../run/order.js';
import type { Run } from '../run/run.js';
import { WITHOUT_SCREEN, requireScreen } from '../run/screen.js';
import { swap } from '../swap.js';
import { verdictError, verify } from '../verify.js';
import { toldFailure } from './failure.js';

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
    const plan = options.plan === undefined ? null : await readPlan(options.plan);
    reports = { files, lockDir: configuration.lockDir, notify: configuration.notify, warn };
    result = await runTarget(command, configuration, options, surroundings, plan);
    if (options.json) stdout.write(`${printableJson(result)}\n`);
  } catch (error) {
    result = toldFailure(error, options.json ?? false, command);
  }
  if (reports !== null) await writeReports([result], reports);
  return result.exitCode;
}

/** Tells a person of what went wrong beside a run; its words hold no secret. */
export function warner({ environment }: Surroundings): ReportOrder['warn'] {
  const paint = paintFor(isLive(environment));
  return (text) => void stderr.write(`${paint.yellow(`! ${printable(text)}`)}\n`);
}

/** Whether somebody watches who sees colours and lines that change. */
function isLive(environment: Surroundings['environment']): boolean {
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
  const sources = { command, environment, envFile, directory, ...asked(options), ...given };
  const isChosen = all === true || names !== undefined;
  if (!isChosen && shard !== undefined)
    throw new SwapError('usage', '--shard is a part of several targets.', 'Add --all.');
  if (!isChosen) return [await loadConfiguration(sources)];
  if (all === true && names !== undefined)
    throw new SwapError('usage', '--all and --target are both given.', 'Choose all, or those that are named.');
  const part = shard === undefined ? null : readShard(shard, environment['JOB_COMPLETION_INDEX']);
  const choice = names === undefined ? ({ is: 'all' } as const) : ({ is: 'named', names } as const);
  return await loadFleet(sources, choice, (name) => part === null || isInShard(name, part));
}

/** What a command line asks of the browser. */
export function asked({ headed, record }: RunOptions): { headed: boolean; record: boolean } {
  return { headed: headed ?? false, record: record ?? false };
}

/** @throws SwapError `no-browser` where the window that was asked for can't be shown. */
export function requireWindow({ headed }: RunOptions, { environment }: Surroundings): void {
  if (headed === true) requireScreen(environment, '--headed shows a window', WITHOUT_SCREEN);
}

/** Carries out one command on one connector, telling a person on stderr how it goes. */
export async function runTarget(
  command: TargetCommand,
  configuration: Configuration,
  options: RunOptions,
  { environment }: Surroundings,
  plan: Plan | null = null,
): Promise<Result> {
  const registry = registryOf(configuration);
  const reporters = [consoleWriter(stderr, isLive(environment), registry)];
  return await execute({ ...orderOf(command, configuration, options, environment, registry, plan), reporters });
}

/** What a command line orders for one target, with nobody told of it yet. */
export function orderOf(
  command: TargetCommand,
  configuration: Configuration,
  options: RunOptions,
  environment: Surroundings['environment'],
  registry: SecretRegistry,
  plan: Plan | null = null,
): Order {
  return {
    ...{ command, configuration, environment, registry },
    reporters: [],
    headed: options.headed ?? false,
    evidence: options.evidence,
    video: options.record ?? false,
    slowMo: 0,
    around: (_name, work) => work(),
    logLevel: options.logLevel,
    shared: null,
    flow: flowOf(command, configuration, options, plan),
  };
}

/** A registry that knows every secret of a configuration; `onLearn` hears of each, and of those that it learns later. */
export function registryOf({ secrets }: Configuration, onLearn?: (secret: string) => void): SecretRegistry {
  const registry = new SecretRegistry(onLearn);
  for (const secret of secrets) registry.addSecret(secret);
  return registry;
}

/** The flow of a command on its target. */
export function flowOf(
  command: TargetCommand,
  configuration: Configuration,
  options: Pick<RunOptions, 'dryRun' | 'require'>,
  plan: Plan | null = null,
): (run: Run) => Promise<FlowEnd> {
  switch (command) {
    case 'swap': {
      const target = alignTarget(configuration.target);
      if (target === null) throw alignNeeded();
      const { ladders } = configuration;
      return async (run) => {
        const requirePlanned = (findings: Findings): void => {
          if (plan !== null) requireAsPlanned(plan, { runId: run.id, target: run.target, ladders, findings });
        };
        return {
          outcome: await swap(run, target, options.dryRun ?? false, plan === null ? null : requirePlanned),
          error: null,
        };
      };
    }
    case 'verify':
      return async (run) => {
        const verdict = await verify(run);
        return {
          outcome: 'verified',
          verdict,
          error: verdictError(verdict, run.findings, options.require === 'proven'),
        };
      };
  }
}
