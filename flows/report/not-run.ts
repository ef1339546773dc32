import type { FlowEnd } from './conclude.js';
import { exitCode } from './exit-codes.js';
import type { Result } from './result.js';

/** The result of a command that had nothing to do, or that could not even begin: its line or its configuration was at fault, or a signal came. */
export function notRun(
  runId: string,
  command: Result['command'],
  error: FlowEnd['error'],
  signalled: number | null = null,
): Result {
  return {
    schemaVersion: 1,
    runId,
    command,
    target: null,
    outcome: 'not-run',
    exitCode: error === null ? 0 : (signalled ?? exitCode(error.code, { pressed: false, authorised: false })),
    changed: false,
    connector: null,
    identity: null,
    connectivity: null,
    overrides: null,
    drift: [],
    steps: [],
    leftovers: [],
    artifacts: [],
    withheld: [],
    error: error === null ? null : { code: error.code, message: error.message, hint: error.hint },
  };
}
