#!/usr/bin/env -S node --
// Without the two dashes Node takes --env-file for itself, wherever it stands, and obeys the file before it has been checked.
import { argv, cwd, env, exit, stderr, stdout } from 'node:process';
import { readFileSync } from 'node:fs';

import { SwapError } from '../pages/errors.js';
import { Command, CommanderError, Option } from './commander.js';
import { takeEnvironment } from './config/own-environment.js';
import { onSignalAtLast, onUnheardSignal } from './run/signals.js';
import type {
  InitOptions,
  DoctorOptions,
  LoginOptions,
  MergeOptions,
  RunOptions,
  Surroundings,
  UnlockOptions,
} from './commands/options.js';

// Loaded before a command is known: nothing heavy. Each command brings what it needs by itself.

const isJson = argv.includes('--json');
const surroundings: Surroundings = { environment: takeEnvironment(env), directory: cwd() };

function runOptions(command: Command): Command {
  return shownOptions(command).option(
    '--record',
    'film each page, with the steps as chapters; never while somebody signs in',
  );
}

function shownOptions(command: Command): Command {
  return commonOptions(command)
    .option('--headed', 'show the browser window')
    .addOption(
      new Option('--evidence <kind>', 'what to keep besides result, log and report: a screenshot a step, a trace')
        .choices(['none', 'screens', 'full'])
        .default('screens'),
    );
}

function targetOptions(command: Command): Command {
  return runOptions(command)
    .option('--env-file <file>', 'settings to read (default: .env here, where there is one)')
    .option('--target <name>', 'a target of TARGETS_FILE (repeatable)', collected)
    .option('--all', 'every target of TARGETS_FILE')
    .option('--concurrency <count>', 'how many targets at a time (verify 4, swap 1)')
    .option('--shard <i/n>', 'the i-th of n parts of the targets; index/n by JOB_COMPLETION_INDEX')
    .option('--accept-controls <hash>', 'agree to the controls file with this hash (repeatable)', collected)
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--metrics <file.prom>', 'write the results as metrics, for the textfile collector of Prometheus');
}

function doctorOptions(command: Command): Command {
  return shownOptions(command)
    .option('--ui', 'sign in, walk to every screen that is reached without a change, and look at each control')
    .option(
      '--save <folder>',
      'do so, and keep an outline of each screen, without what is typed and with names masked, to be sent on',
    )
    .option('--teach <control>', 'let somebody point at a control, and write where it is into the controls file')
    .option('--env-file <file>', 'settings to read (default: .env here, where there is one)')
    .option('--target <name>', 'a target of TARGETS_FILE')
    .option('--accept-controls <hash>', 'agree to the controls file with this hash (repeatable)', collected);
}

/** An option that may be given several times. */
function collected(value: string, all: readonly string[] = []): readonly string[] {
  return [...all, value];
}

function commonOptions(command: Command): Command {
  return command
    .option('--json', 'print the result, alone, as JSON on standard output, also when it fails')
    .option('--artifacts <folder>', 'where to put the folder of this run (default: ARTIFACTS_DIR, or artifacts/ here)')
    .addOption(
      new Option('--log-level <level>', 'how much the log of the run holds')
        .choices(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
        .default('info'),
    );
}

function program(done: (exitCode: number) => void): Command {
  const root = new Command('connector-swap')
    .description(
      'Changes the Jira account behind a Jira Align connector through the real web screens, and proves that it did.',
    )
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: told })
    .showHelpAfterError('(see --help)')
    .addHelpText('after', EXAMPLES);

  targetOptions(root.command('swap').description('re-authorise the connector as the service account, and prove it'))
    .option('--yes', 'swap several connectors without being asked')
    .option('--dry-run', 'do everything up to, not including, the first press; leaves a plan')
    .option('--plan <file>', 'swap only where everything is as in this plan, the plan.json of a dry run')
    .action(async (options: RunOptions) => {
      done(await (await import('./commands/targets.js')).targetCommand('swap', options, surroundings));
    });

  targetOptions(
    root
      .command('verify')
      .description('look whether the connector is authorised, connects, and is the service account’s'),
  )
    .addOption(
      new Option('--require <verdict>', 'what is good enough: that nothing contradicts it, or a proof')
        .choices(['consistent', 'proven'])
        .default('consistent'),
    )
    .action(async (options: RunOptions) => {
      done(await (await import('./commands/targets.js')).targetCommand('verify', options, surroundings));
    });

  runOptions(
    root
      .command('demo')
      .description('swap, then verify, against stand-in sites that are started for it; needs no settings'),
  ).action(async (options: RunOptions) => {
    done(await (await import('./commands/demo.js')).demoCommand(options, surroundings));
  });

  commonOptions(
    root.command('login').description('sign in by hand in a window, and keep the session for runs without one'),
  )
    .addOption(
      new Option('--account <account>', 'who signs in: the service account at Jira, or the Super Admin at Jira Align')
        .choices(['service', 'admin'])
        .makeOptionMandatory(),
    )
    .option('--forget', 'end the kept session, as far as the site lets it, and delete it')
    .option('--env-file <file>', 'settings to read (default: .env here, where there is one)')
    .option('--target <name>', 'a target of TARGETS_FILE, whose account it is')
    .action(async (options: LoginOptions) => {
      done(await (await import('./commands/login.js')).loginCommand(options, surroundings));
    });

  doctorOptions(
    root
      .command('doctor')
      .description('look at everything that a run needs: settings, machine, browser, sites, clocks'),
  ).action(async (options: DoctorOptions) => {
    done(await (await import('./commands/doctor.js')).doctorCommand(options, surroundings));
  });

  withoutBrowser(root, done);
  return root;
}

/** The commands that open no browser. */
function withoutBrowser(root: Command, done: (exitCode: number) => void): void {
  root
    .command('init')
    .description('ask for what is needed, check it, and write it into .env, for you alone')
    .option('--env-file <file>', 'write this file instead')
    .option('--targets <file>', 'write a file of targets instead, for several connectors')
    .action(async (options: InitOptions) => {
      done(await (await import('./commands/init.js')).initCommand(options, surroundings));
    });

  root
    .command('unlock')
    .argument('<id>', 'the id of the lock, which the run that was refused has named')
    .description('take away the lock of a run that is gone for good')
    .option('--yes', 'also where that run may be going on: you have made sure that it is not')
    .option('--json', 'print the result, alone, as JSON on standard output, also when it fails')
    .option('--env-file <file>', 'settings to read, for LOCK_DIR (default: .env here, where there is one)')
    .action(async (id: string, options: UnlockOptions) => {
      done(await (await import('./commands/unlock.js')).unlockCommand(id, options, surroundings));
    });

  root
    .command('merge')
    .argument('<results...>', 'files that hold what --json has printed')
    .description('join the results of several parts: the worst exit code counts')
    .option('--json', 'print the results, alone, as JSON on standard output, also when it fails')
    .action(async (files: readonly string[], options: MergeOptions) => {
      done(await (await import('./commands/merge.js')).mergeCommand(files, options, surroundings));
    });

  root
    .command('sites')
    .description(
      'serve the stand-in sites until stopped; each request that changes something is a line of JSON on standard output',
    )
    .option('--env <file>', 'write the environment that points the tool at them')
    .option('--variant <name=value>', 'set a switch of the sites (repeatable)', collected, [])
    .action(async (options: { env?: string; variant: string[] }) => {
      done(await (await import('./commands/sites.js')).sitesCommand(options));
    });
}

const EXAMPLES = `
Examples:
  connector-swap demo                       watch a swap against the stand-in sites
  connector-swap init                       answer questions, get an .env
  connector-swap swap --dry-run             check everything, change nothing, leave a plan
  connector-swap swap --plan plan.json      swap only where everything is as it was planned
  connector-swap swap --json > result.json  swap, for scripts
  connector-swap verify                     is it still the service account’s?
  connector-swap doctor                     is everything there that a run needs?
  connector-swap login --account service    sign in by hand once, where a person is needed

Exit codes: 0 done · 1 bug · 2 settings · 3 sign-in · 4 wrong identity · 5 precondition · 6 LEFT UNAUTHORISED
  7 authorised, not finished · 8 drifted (verify) · 9 unknown screen · 10 locked · 11 could not look · 129–143 a signal`;

/** What commander has to say. With `--json` a usage error is told like every other, and not twice. */
function told(text: string): void {
  if (!isJson) stderr.write(text);
}

function version(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version: own } = JSON.parse(file) as { version: string }; // Our own package file.
  return own;
}

/** Runs the command line and gives its exit code. Help and version are no failure; anything commander refuses is usage. */
async function main(): Promise<number> {
  let exitCode = 0;
  try {
    await program((code) => {
      exitCode = code;
    }).parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const usage =
      error instanceof CommanderError
        ? new SwapError('usage', error.message.replace(/^error: /, ''), 'See connector-swap --help.')
        : null;
    if (usage !== null && !isJson) return 2;
    const { reportFailure } = await import('./commands/failure.js');
    return reportFailure(usage ?? error, isJson);
  }
}

// While modules are loaded and settings are read there is nothing to close.
onUnheardSignal(async () => {
  const { reportFailure } = await import('./commands/failure.js');
  return (error, exitCode) => exit(reportFailure(error, isJson, null, exitCode));
});

// Whoever reads the output may have gone: a run that has pressed something goes on all the same.
for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
const exitCode = await main();
onSignalAtLast(() => exit(exitCode));
// What was written to a pipe may not have left yet: the results of a hundred targets were cut short.
stdout.write('', () => exit(exitCode));
