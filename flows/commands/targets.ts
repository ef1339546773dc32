import { stderr, stdout } from 'node:process';

import type { RunOptions, Surroundings } from './options.js';
import { loadConfiguration } from '../config/load.js';
import type { Configuration } from '../config/target.js';
import { alignNeeded, alignTarget } from '../connector.js';
import type { Findings } from '../findings.js';
import { readPlan, requireAsPlanned } from '../plan/approved.js';
import type { Plan } from '../plan/plan.js';
import type { FlowEnd } from '../report/conclude.js';
import { consoleWriter } from '../report/console.js';
import { printableJson } from '../report/printable.js';
import type { Result } from '../report/result.js';
import { SecretRegistry } from '../report/secret-registry.js';
import { execute } from '../run/execute.js';
import type { Run } from '../run/run.js';
import { WITHOUT_SCREEN, requireScreen } from '../run/screen.js';
import { swap } from '../swap.js';
import { verdictError, verify } from '../verify.js';
import { reportFailure } from './failure.js';

/** The commands that work on a configured connector. */
export type TargetCommand = 'swap' | 'verify';

/** `connector-swap swap` and `connector-swap verify`: gives the exit code. */
export async function targetCommand(
  command: TargetCommand,
  options: RunOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { environment, directory } = surroundings;
  try {
    const configuration = await loadConfiguration({
      command,
      environment,
      envFile: options.envFile ?? null,
      directory,
      ...asked(options),
      ...(options.artifacts === undefined ? {} : { artifacts: options.artifacts }),
    });
    requireWindow(options, surroundings);
    const plan = options.plan === undefined ? null : await readPlan(options.plan);
    const result = await runTarget(command, configuration, options, surroundings, plan);
    if (options.json) stdout.write(`${printableJson(result)}\n`);
    return result.exitCode;
  } catch (error) {
    return reportFailure(error, options.json ?? false, command);
  }
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
  const live = stderr.isTTY && environment['CI'] === undefined;
  return await execute({
    command,
    configuration,
    environment,
    registry,
    reporters: [consoleWriter(stderr, live, registry)],
    headed: options.headed ?? false,
    evidence: options.evidence,
    video: options.record ?? false,
    slowMo: 0,
    around: (_name, work) => work(),
    logLevel: options.logLevel,
    flow: flowOf(command, configuration, options, plan),
  });
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
  options: Pick<RunOptions, 'dryRun'>,
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
        return { outcome: 'verified', verdict, error: verdictError(verdict, run.findings) };
      };
  }
}
