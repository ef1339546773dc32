import { stderr, stdin, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import type { Configuration } from '../config/target.js';
import { runFleet } from '../fleet/run-fleet.js';
import { worstExitCode } from '../report/exit-codes.js';
import { fleetConsole } from '../report/fleet-console.js';
import { inOwnWords } from '../report/own-words.js';
import { printableJson } from '../report/printable.js';
import type { Result, Results } from '../report/result.js';
import { type ReportOrder, writeReports } from '../report/write-reports.js';
import { openBrowser } from '../run/browser.js';
import { execute, sweep } from '../run/execute.js';
import { deletePrivateFolder, makePrivateFolder } from '../run/private-folder.js';
import { sharedBrowser } from '../run/shared-browser.js';
import { endBrowserOf } from '../run/leftover-browser.js';
import { noteSignals } from '../run/signals.js';
import { sharedSessions } from '../session/shared.js';
import { confirmed } from './confirm.js';
import type { RunOptions, Surroundings } from './options.js';
import { orderOf, registryOf } from './carry-out.js';
import { type TargetCommand, isLive } from './targets.js';

/** How many targets are verified at a time: more wait for each other on a small machine. */
const AT_A_TIME = 4;
const MOST_AT_A_TIME = 8;

/** `swap` or `verify` on several targets of the targets file, in one browser; gives the exit code. */
export async function fleetCommand(
  command: TargetCommand,
  targets: readonly Configuration[],
  options: RunOptions,
  surroundings: Surroundings,
  reports: ReportOrder,
): Promise<number> {
  requireFleetOptions(options);
  requireOneWayOut(targets);
  if (command === 'swap' && options.dryRun !== true) await requireDecision(targets, options);
  const began = performance.now();
  const screen = fleetConsole(stderr, isLive(surroundings.environment), targets.length);
  for (const warning of new Set(targets.flatMap(({ warnings }) => warnings))) stderr.write(`! ${warning}\n`);
  const results = await inOneBrowser(command, targets, options, surroundings, screen);
  screen.table(results, performance.now() - began);
  const exitCode = worstExitCode(results.map((result) => result.exitCode));
  const output: Results = { schemaVersion: 1, exitCode, results: [...results] };
  if (options.json) stdout.write(`${printableJson(output)}\n`);
  const [first] = targets;
  // These are settings of the command, and the same for all.
  const { lockDir, notify } = first ?? { lockDir: null, notify: null };
  await writeReports(results, { ...reports, lockDir, notify });
  return exitCode;
}

async function inOneBrowser(
  command: TargetCommand,
  targets: readonly Configuration[],
  options: RunOptions,
  { environment }: Surroundings,
  screen: ReturnType<typeof fleetConsole>,
): Promise<readonly Result[]> {
  const [first] = targets;
  if (first === undefined) return [];
  const scratch = makePrivateFolder();
  const signals = noteSignals();
  const opening = { headed: options.headed ?? false, environment, slowMo: 0, signal: signals.signal };
  const browser = sharedBrowser(
    () => openBrowser(first.browser, opening, scratch),
    () => endBrowserOf(scratch),
  );
  const shared = { browser, sessions: sharedSessions() };
  try {
    await sweep(scratch, (text) => stderr.write(`  ${text}\n`));
    return await runFleet({
      command,
      targets,
      concurrency: concurrencyOf(command, options),
      asked: signals.first,
      stopsAll: (result) => (command === 'swap' ? stopsSwapping(result) : null),
      carryOut: async (configuration) => {
        const registry = registryOf(configuration);
        const name = configuration.target.name ?? '';
        const reporter = screen.reporterOf(name, (text) => inOwnWords(registry.clean(text), configuration));
        // What is wrong with the settings of all was told once.
        const order = orderOf(command, { ...configuration, warnings: [] }, options, environment, registry);
        const result = await execute({ ...order, reporters: [reporter], shared });
        screen.ended(result);
        return result;
      },
    });
  } finally {
    await browser.close().catch(() => stderr.write('! The browser could not be closed.\n'));
    await deletePrivateFolder(scratch).catch(() => stderr.write(`! ${scratch} could not be deleted.\n`));
    signals.stop();
  }
}

/** A connector that is down, another's, or in a state that nobody knows, may be the first of many: somebody must look before the next is touched. */
function stopsSwapping({ exitCode, outcome, target }: Result): SwapError | null {
  if (![1, 4, 6].includes(exitCode) && outcome !== 'not-run') return null;
  return new SwapError(
    'not-begun',
    `Not begun, since ${target?.name ?? 'another target'} ended with ${exitCode}.`,
    'Mend that first, then run the same command again: what is proven to be the service account’s already is left alone.',
  );
}

function concurrencyOf(command: TargetCommand, { concurrency }: RunOptions): number {
  if (concurrency === undefined) return command === 'swap' ? 1 : AT_A_TIME;
  const count = Number(concurrency);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_AT_A_TIME) return count;
  throw new SwapError(
    'usage',
    `--concurrency ${concurrency} is not a number from 1 to ${MOST_AT_A_TIME}.`,
    'How many targets at a time.',
  );
}

function requireFleetOptions({ record, plan }: RunOptions): void {
  if (record === true)
    throw new SwapError('usage', '--record films one target at a time.', 'Choose one with --target.');
  if (plan !== undefined)
    throw new SwapError('usage', '--plan is the plan of one target.', 'Choose that one with --target.');
}

/** One browser has one way to the network, and stand-in sites have another than real ones. */
function requireOneWayOut(targets: readonly Configuration[]): void {
  const ways = new Set(targets.map(({ browser }) => `${browser.proxy?.server ?? ''} ${browser.proxy?.bypass ?? ''}`));
  if (ways.size <= 1) return;
  throw new SwapError(
    'usage',
    'Some of these targets are reached through the proxy and others are not: stand-in sites on this machine and real ones.',
    'Choose them apart, with --target.',
  );
}

/** @throws SwapError `usage` where nobody has decided to change several connectors, `interrupted` where the question is left. */
async function requireDecision(targets: readonly Configuration[], { yes, json }: RunOptions): Promise<void> {
  if (yes === true || targets.length < 2) return;
  const names = targets.map(({ target }) => target.name ?? '').join(', ');
  if (stdin.isTTY && stderr.isTTY && json !== true) {
    if (await confirmed(`Re-authorise ${targets.length} connectors (${names})?`)) return;
    throw new SwapError('usage', 'Nothing was begun.', 'Run it again when it is decided.');
  }
  throw new SwapError(
    'usage',
    `This would re-authorise ${targets.length} connectors (${names}), and nobody has said yes.`,
    'Add --yes where that is decided; --dry-run looks at all of them and changes nothing.',
  );
}
