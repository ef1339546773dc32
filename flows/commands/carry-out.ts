import { stderr } from 'node:process';

import type { RunOptions, Surroundings } from './options.js';
import type { Configuration } from '../config/target.js';
import { alignNeeded, alignTarget } from '../connector.js';
import { withProposal } from '../doctor/on-stop.js';
import type { Findings } from '../findings.js';
import { readPlan, requireAsPlanned } from '../plan/approved.js';
import type { Plan } from '../plan/plan.js';
import type { FlowEnd } from '../report/conclude.js';
import { consoleWriter } from '../report/console.js';
import type { Result } from '../report/result.js';
import { inOwnWords } from '../report/own-words.js';
import { SecretRegistry } from '../report/secret-registry.js';
import { execute } from '../run/execute.js';
import type { Order } from '../run/order.js';
import type { PressRecord } from '../run/journal.js';
import type { Run } from '../run/run.js';
import { swap } from '../swap.js';
import { verdictError, verify } from '../verify.js';
import { type TargetCommand, isLive } from './targets.js';

/** Carries out one command on one connector, telling a person on stderr how it goes. */
export async function runTarget(
  command: TargetCommand,
  configuration: Configuration,
  options: RunOptions,
  { environment }: Surroundings,
): Promise<Result> {
  const plan = options.plan === undefined ? null : await readPlan(options.plan, configuration);
  const registry = registryOf(configuration);
  const reporters = [consoleWriter(stderr, isLive(environment), registry, (text) => inOwnWords(text, configuration))];
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
      const { controls } = configuration;
      return async (run) => {
        const requirePlanned = (findings: Findings, costly: readonly PressRecord[]): void => {
          if (plan !== null) requireAsPlanned(plan, { runId: run.id, target: run.target, controls, findings }, costly);
        };
        return {
          outcome: await withProposal(run, (watched) =>
            swap(watched, target, options.dryRun ?? false, plan === null ? null : requirePlanned),
          ),
          error: null,
        };
      };
    }
    case 'verify':
      return async (run) => {
        const verdict = await withProposal(run, verify);
        return {
          outcome: 'verified',
          verdict,
          error: verdictError(verdict, run.findings, options.require === 'proven'),
        };
      };
  }
}
