import type { ErrorCode } from '../../pages/errors.js';
import type { Result, Verdict } from './result.js';

/** The verdicts that nobody needs to be told of where they are the first. */
export function isGood(verdict: Verdict): boolean {
  return verdict === 'proven' || verdict === 'consistent';
}

/**
 * What a run says of its target, in the words of `verify`; `null` where it says nothing. A run that was interrupted has not
 * looked. A swap has a verdict only where it changed the connector or saw whose it is: after a success `proven` where the
 * connector's own writing shows it, else `consistent`; and the verdict of what went wrong after its first press.
 */
export function verdictOf(result: Result): Verdict | null {
  const { command, verdict, error, outcome } = result;
  if (command === 'verify') return error?.code === INTERRUPTED ? null : (verdict ?? null);
  if (command !== 'swap') return null;
  switch (outcome) {
    case 'swapped':
    case 'already-right':
      return result.identity?.proofs[2].status === 'proven' ? 'proven' : 'consistent';
    case 'stopped':
      return afterThePress(result);
    case 'planned':
    case 'verified':
    case 'kept':
    case 'forgotten':
    case 'not-run':
      return null;
  }
}

const INTERRUPTED: ErrorCode = 'interrupted';

/** Left unauthorised is so whatever else happened; other stops after a press tell of the connector only by these two codes. */
function afterThePress({ exitCode, changed, error }: Result): Verdict | null {
  if (exitCode === 6) return 'unauthorised';
  if (!changed) return null;
  if (exitCode === 4) return 'wrong-account';
  const untested: readonly ErrorCode[] = ['test-failed', 'test-no-answer'];
  return untested.some((code) => code === error?.code) ? 'not-connecting' : null;
}
