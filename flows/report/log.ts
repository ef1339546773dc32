import { closeSync, openSync, writeSync } from 'node:fs';
import { pino } from 'pino';

import * as z from '../zod.js';
import type { Reporter } from './reporter.js';
import { resultSchema } from './result.js';
import type { SecretRegistry } from './secret-registry.js';

/** The levels of the run's log. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
/** One of the levels of the run's log. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const { outcome, connector, error, steps } = resultSchema.shape;

/** What the log takes from results, in their words. All other fields are free text. */
const words = z.object({ outcome, connector, error, status: steps.element.shape.status });

/** Writes the run's NDJSON log, each line cleaned of secrets before it reaches the disk, and flushed, so that a crash leaves it. */
export function logWriter(
  path: string,
  runId: string,
  level: LogLevel,
  registry: SecretRegistry,
): Reporter & { close: () => void } {
  const file = openSync(path, 'a', 0o600);
  const log = pino(
    {
      level,
      base: { run: runId },
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        // Whatever is logged passes here, before the log's own keys, level and time are around it.
        logMethod: function (input, method) {
          method.apply(this, registry.cleanData(input, z.tuple([words], z.string())));
        },
      },
    },
    { write: (line: string) => void writeSync(file, line) },
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
