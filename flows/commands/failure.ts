import { stderr, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { bug } from '../report/bug.js';
import { notRun } from '../report/not-run.js';
import { printable, printableJson } from '../report/printable.js';
import type { Result } from '../report/result.js';
import { newRunId } from '../run/folder.js';

/** Tells of a command that could not even begin, and gives its exit code; a signal that ended it has one of its own. */
export function reportFailure(...failure: Parameters<typeof toldFailure>): number {
  return toldFailure(...failure).exitCode;
}

/** The same, and gives its result. Such an error's words hold no secret. */
export function toldFailure(
  error: unknown,
  json: boolean,
  command: Result['command'] = null,
  signalled: number | null = null,
): Result {
  const known = error instanceof SwapError ? error : bug(error);
  const result = notRun(newRunId(), command, known, signalled);
  stderr.write(`${printable(known.message)}\n${printable(known.hint)}\n`);
  if (json) stdout.write(`${printableJson(result)}\n`);
  return result;
}
