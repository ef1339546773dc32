import { resolve } from 'node:path';
import { stderr, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { type Checked, type Tell, problem, tellInOwnWords, warning } from '../doctor/check.js';
import { controlsTable, overrideBlock, taughtBlock } from '../doctor/controls-table.js';
import { type ScreensExamined, examineScreens } from '../doctor/examine-screens.js';
import type { Configuration } from '../config/target.js';
import { examineMachine } from '../doctor/machine.js';
import { type DoctorReport, doctorSchema } from '../doctor/report.js';
import { examineSettings } from '../doctor/settings.js';
import { examineSites } from '../doctor/sites.js';
import { checkLines, totalLine } from '../doctor/table.js';
import { type Taught, teach } from '../doctor/teach.js';
import { teachable } from '../doctor/teachable.js';
import { bug } from '../report/bug.js';
import { meaningOf, worstExitCode } from '../report/exit-codes.js';
import { consoleWriter } from '../report/console.js';
import { sameSettings } from '../report/in-shell.js';
import { type Paint, paintFor } from '../report/paint.js';
import { printableJson } from '../report/printable.js';
import { SecretRegistry } from '../report/secret-registry.js';
import { requireScreen } from '../run/screen.js';
import { watchForEnding } from '../run/signals.js';
import { agreementOf } from './agree-controls.js';
import type { DoctorOptions, Surroundings } from './options.js';
import { requireWindow } from './targets.js';

/** `connector-swap doctor`: looks at everything that a run needs; gives the exit code. */
export async function doctorCommand(given: DoctorOptions, surroundings: Surroundings): Promise<number> {
  const options: DoctorOptions = given.teach === undefined ? given : { ...given, ui: true, headed: true };
  const registry = new SecretRegistry();
  const paint = paintFor(stderr.isTTY && surroundings.environment['CI'] === undefined);
  const all: Checked[] = [];
  const tell: Tell = (checked) => {
    const clean: Checked = { ...checked, check: registry.cleanData(checked.check) };
    all.push(clean);
    stderr.write(checkLines(clean.check, paint, stderr));
  };
  let screens: ScreensExamined | Taught | null = null;
  try {
    if (options.teach !== undefined) teachable(options.teach);
    if (options.teach !== undefined && options.save !== undefined)
      throw new SwapError('usage', '--teach and --save are both given.', 'Do one, then the other.');
    if (options.teach === undefined) requireWindow(options, surroundings);
    else requireScreen(surroundings.environment, '--teach shows a window', 'Run it on a machine with a screen.');
    screens = await examine(options, surroundings, registry, tell);
  } catch (error) {
    tell(problem('doctor', error instanceof SwapError ? error : bug(error)));
  }
  const checks = all.map(({ check }) => check);
  const exitCode = worstExitCode(all.map((each) => each.exitCode));
  if (screens !== null) tellScreens(screens, options, paint);
  stderr.write(`\n${totalLine(checks, exitCode, meaningOf(exitCode), paint)}\n`);
  const { controls = null, override = null, artifacts = [] } = screens ?? {};
  const report: DoctorReport = doctorSchema.parse({
    ...{ schemaVersion: 1, command: 'doctor', exitCode, checks },
    ...{ controls, override, artifacts },
  });
  if (options.json) stdout.write(`${printableJson(report)}\n`);
  return exitCode;
}

function tellScreens(screens: ScreensExamined | Taught, options: DoctorOptions, paint: Paint): void {
  const { controls, override, artifacts } = screens;
  if ('hash' in screens) {
    if (override !== null && screens.file !== null)
      stderr.write(
        `\n${taughtBlock(override, screens.file, screens.hash, sameSettings({ envFile: options.envFile ?? null, target: options.target ?? null }), paint)}`,
      );
    return;
  }
  if (controls !== null) stderr.write(`\n${controlsTable(controls, paint)}`);
  const file = artifacts.find((path) => path.endsWith('controls.yaml')) ?? null;
  if (override !== null) stderr.write(`\n${overrideBlock(override, file, paint)}`);
}

/** Gives what the walk through the screens has shown, where one was asked for and nothing stood in its way. */
async function examine(
  options: DoctorOptions,
  { environment, directory }: Surroundings,
  registry: SecretRegistry,
  given: Tell,
): Promise<ScreensExamined | Taught | null> {
  const made: Checked[] = [];
  const noting =
    (tell: Tell): Tell =>
    (checked) => {
      made.push(checked);
      tell(checked);
    };
  const configuration = await examineSettings(
    {
      ...{ command: 'doctor', environment, envFile: options.envFile ?? null, directory },
      agreement: agreementOf(options),
      ...(options.artifacts === undefined ? {} : { artifacts: options.artifacts }),
      headed: options.headed ?? false,
    },
    options.target ?? null,
    noting(given),
  );
  if (configuration === null) return null;
  const tell = tellInOwnWords(given, configuration);
  const note = noting(tell);
  for (const secret of configuration.secrets) registry.addSecret(secret);
  await examineMachine(configuration, note);
  const ending = watchForEnding({ deadline: configuration.timeouts.run, grace: () => 0, onHeld: () => undefined });
  try {
    await examineSites(configuration, { environment, registry, ending }, note);
  } catch (error) {
    if (!(error instanceof SwapError)) throw error;
    const signalled = ending.exitCode();
    note(signalled === null ? problem('browser', error) : { ...problem('doctor', error), exitCode: signalled });
  } finally {
    ending.stop();
  }
  if (options.ui !== true && options.save === undefined) return null;
  if (made.some((each) => each.exitCode !== 0)) {
    tell(warning('screens', 'were not looked at', 'Mend first what stands in the way.'));
    return null;
  }
  if (configuration.target.align === null) {
    const why = 'The screens are those of Jira Align, which these settings leave out.';
    const hint = 'Set ALIGN_URL with what belongs to it, and CONNECTOR, or leave --ui out.';
    tell(problem('screens', new SwapError('configuration', why, hint)));
    return null;
  }
  return await walkThrough(configuration, options, { environment, directory }, registry, tell);
}

async function walkThrough(
  configuration: Configuration,
  { headed, evidence, logLevel, save, teach: taught }: DoctorOptions,
  { environment, directory }: Surroundings,
  registry: SecretRegistry,
  tell: Tell,
): Promise<ScreensExamined | Taught> {
  const screen = consoleWriter(stderr, stderr.isTTY && environment['CI'] === undefined, registry);
  // What it came to is told by the checks.
  const reporters = [{ ...screen, ended: () => undefined }];
  const outlines = save === undefined ? null : resolve(directory, save);
  const order = { environment, registry, reporters, headed: headed ?? false, evidence, logLevel, outlines };
  if (taught === undefined) return await examineScreens(configuration, order, tell);
  const path = resolve(directory, configuration.controls?.path ?? 'controls.yaml');
  return await teach(teachable(taught), path, configuration, order, tell);
}
