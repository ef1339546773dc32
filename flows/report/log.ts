import { closeSync, openSync, writeSync } from 'node:fs';
import { pino } from 'pino';

import type { Reporter } from './reporter.js';
import type { SecretRegistry } from './secret-registry.js';

/** The levels of the run's log. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
/** One of the levels of the run's log. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes the run's NDJSON log, each line cleaned of secrets before it reaches the disk, and flushed, so that a crash leaves it. */
export function logWriter(
  path: string,
  runId: string,
  level: LogLevel,
  registry: SecretRegistry,
): Reporter & { close: () => void } {
  const file = openSync(path, 'a', 0o600);
  const log = pino(
    { level, base: { run: runId }, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => void writeSync(file, registry.clean(line)) },
  );
  return {
    stepStarted: (name) => {
      log.debug({ step: name }, 'step started');
    },
    stepEnded: (step) => {
      log[step.status === 'failed' ? 'error' : 'info'](
        { step: step.name, status: step.status, durationMs: step.durationMs, controls: step.controls },
        'step ended',
      );
    },
    noted: (text, level) => {
      log[level](text);
    },
    traced: (text, data) => {
      log.debug(data, text);
    },
    ended: (result) => {
      log[result.exitCode === 0 ? 'info' : 'error'](
        {
          exitCode: result.exitCode,
          outcome: result.outcome,
          connector: result.connector,
          error: result.error,
        },
        'run ended',
      );
    },
    close: () => {
      closeSync(file);
    },
  };
}
