import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stderr, stdout } from 'node:process';

import type { RunOptions, Surroundings } from './options.js';
import { loadConfiguration } from '../config/load.js';
import type { Configuration } from '../config/target.js';
import { recordersIn } from '../config/own-environment.js';
import { targetIn } from '../report/conclude.js';
import { notRun } from '../report/not-run.js';
import { paintFor } from '../report/paint.js';
import { worstExitCode } from '../report/exit-codes.js';
import { printable, printableJson } from '../report/printable.js';
import type { Result, Results } from '../report/result.js';
import { newRunId } from '../run/folder.js';
import { noteSignals } from '../run/signals.js';
import { reportFailure } from './failure.js';
import { runTarget } from './carry-out.js';
import { asked, requireWindow } from './targets.js';

/** `connector-swap demo`: a swap and a verification against stand-in sites of its own; gives the exit code. */
export async function demoCommand(options: RunOptions, surroundings: Surroundings): Promise<number> {
  try {
    requireWindow(options, surroundings);
    return await againstStandIns(options, surroundings);
  } catch (error) {
    return reportFailure(error, options.json ?? false, 'demo');
  }
}

async function againstStandIns(options: RunOptions, surroundings: Surroundings): Promise<number> {
  const { environment, directory } = surroundings;
  const paint = paintFor(stderr.isTTY);
  const state = await mkdtemp(join(tmpdir(), 'connector-swap-demo-'));
  // The stand-ins and their web framework are loaded for this command and `sites` alone.
  const { startSites } = await import('../../fixtures/sites/index.js');
  const sites = await startSites();
  let signals: ReturnType<typeof noteSignals> | null = null;
  try {
    const isRead = (name: string): boolean => name.startsWith('BROWSER_') || recordersIn(environment).includes(name);
    const own = Object.fromEntries(Object.entries(environment).filter(([name]) => isRead(name)));
    const settings = { ...own, ...sites.environment, LOCK_DIR: state };
    const configuration = await loadConfiguration({
      command: 'swap',
      environment: settings,
      envFile: null,
      directory: state,
      ...asked(options),
      artifacts: options.artifacts ?? join(directory, 'artifacts'),
    });
    stderr.write(`The stand-in sites: Jira ${sites.origins.jira}, Jira Align ${sites.origins.align}\n\n`);
    // Heard to the very end: no signal is to take the place of what the runs have to say.
    signals = noteSignals();
    const results = await swapThenVerify(configuration, options, surroundings, signals.first);
    const exitCode = worstExitCode(results.map((result) => result.exitCode));
    const ending = exitCode === 0 ? whoWasAndIs(results, configuration.target.canary?.issue ?? '') : NOT_SHOWN;
    stderr.write(`${paint.bold(printable(ending))}\n`);
    const output: Results = { schemaVersion: 1, exitCode, results };
    if (options.json) stdout.write(`${printableJson(output)}\n`);
    return exitCode;
  } finally {
    await sites.stop();
    await rm(state, { recursive: true });
    signals?.stop();
  }
}

async function swapThenVerify(
  configuration: Configuration,
  options: RunOptions,
  surroundings: Surroundings,
  asked: ReturnType<typeof noteSignals>['first'],
): Promise<Result[]> {
  const paint = paintFor(stderr.isTTY);
  const results: Result[] = [];
  for (const command of ['swap', 'verify'] as const) {
    const signal = asked();
    if (signal !== null) {
      stderr.write(`${printable(signal.error.message)}\n\n`);
      const unbegun = notRun(newRunId(), command, signal.error, signal.exitCode);
      results.push({ ...unbegun, target: targetIn(configuration.target) });
      break;
    }
    stderr.write(`${paint.bold(command)}\n`);
    const result = await runTarget(command, configuration, options, surroundings);
    results.push(result);
    stderr.write('\n');
    // Where it could not begin there is nothing to verify.
    if (result.error?.code === 'interrupted' || result.exitCode === 2) break;
  }
  return results;
}

const NOT_SHOWN = 'The demo did not come to its end: what stopped it is said above.';

/** What a user cares about: whose name stood in Jira's history before, and whose stands there now. */
function whoWasAndIs([swapped, verified]: readonly Result[], issue: string): string {
  const before = swapped?.connector?.before.account?.name ?? 'nobody that could be seen';
  const after = verified?.connector?.after.account?.name ?? 'nobody that could be seen';
  return `Jira's history of ${issue} says: the connector wrote as ${before} before, and writes as ${after} now.`;
}
