import { stderr, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { type Checked, type Tell, problem } from '../doctor/check.js';
import { examineMachine } from '../doctor/machine.js';
import { type DoctorReport, doctorSchema } from '../doctor/report.js';
import { examineSettings } from '../doctor/settings.js';
import { examineSites } from '../doctor/sites.js';
import { checkLines, totalLine } from '../doctor/table.js';
import { bug } from '../report/bug.js';
import { meaningOf, worstExitCode } from '../report/exit-codes.js';
import { paintFor } from '../report/paint.js';
import { printableJson } from '../report/printable.js';
import { SecretRegistry } from '../report/secret-registry.js';
import { watchForEnding } from '../run/signals.js';
import type { DoctorOptions, Surroundings } from './options.js';

/** `connector-swap doctor`: looks at everything that a run needs; gives the exit code. */
export async function doctorCommand(options: DoctorOptions, surroundings: Surroundings): Promise<number> {
  const registry = new SecretRegistry();
  const paint = paintFor(stderr.isTTY && surroundings.environment['CI'] === undefined);
  const all: Checked[] = [];
  const tell: Tell = (checked) => {
    const clean: Checked = { ...checked, check: registry.cleanData(checked.check) };
    all.push(clean);
    stderr.write(checkLines(clean.check, paint, stderr));
  };
  try {
    await examine(options, surroundings, registry, tell);
  } catch (error) {
    tell(problem('doctor', error instanceof SwapError ? error : bug(error)));
  }
  const checks = all.map(({ check }) => check);
  const exitCode = worstExitCode(all.map((each) => each.exitCode));
  stderr.write(`\n${totalLine(checks, exitCode, meaningOf(exitCode), paint)}\n`);
  const report: DoctorReport = doctorSchema.parse({ schemaVersion: 1, command: 'doctor', exitCode, checks });
  if (options.json) stdout.write(`${printableJson(report)}\n`);
  return exitCode;
}

async function examine(
  options: DoctorOptions,
  { environment, directory }: Surroundings,
  registry: SecretRegistry,
  tell: Tell,
): Promise<void> {
  const configuration = await examineSettings(
    {
      ...{ command: 'swap', environment, envFile: options.envFile ?? null, directory },
      ...(options.artifacts === undefined ? {} : { artifacts: options.artifacts }),
    },
    options.target ?? null,
    tell,
  );
  if (configuration === null) return;
  for (const secret of configuration.secrets) registry.addSecret(secret);
  await examineMachine(configuration, tell);
  const ending = watchForEnding({ deadline: configuration.timeouts.run, grace: () => 0, onHeld: () => undefined });
  try {
    await examineSites(configuration, { environment, registry, ending }, tell);
  } catch (error) {
    if (!(error instanceof SwapError)) throw error;
    const signalled = ending.exitCode();
    tell(signalled === null ? problem('browser', error) : { ...problem('doctor', error), exitCode: signalled });
  } finally {
    ending.stop();
  }
}
