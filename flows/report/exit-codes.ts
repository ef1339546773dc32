import type { ErrorCode } from '../../pages/errors.js';

/** The exit code of each reason to stop, where the connector is not left unauthorised by it. */
const EXIT_CODES = {
  usage: 2,
  configuration: 2,
  'sign-in-refused': 3,
  'account-unknown': 3,
  'account-locked': 3,
  'account-cannot-sign-in': 3,
  'person-needed': 3,
  'session-ended': 3,
  'password-misplaced': 3,
  'session-refused': 3,
  'wrong-identity': 4,
  'consent-mismatch': 4,
  'connector-not-found': 5,
  'connector-ambiguous': 5,
  'not-oauth': 5,
  'wrong-links': 5,
  'read-only': 5,
  'service-light-grey': 5,
  'plan-differs': 5,
  'request-token-missing': 7,
  'consent-refused': 7,
  'label-missing': 7,
  'settings-changed': 7,
  'save-unconfirmed': 7,
  'test-failed': 7,
  'test-no-answer': 7,
  'wrong-account': 8,
  unauthorised: 8,
  'unknown-identity': 11,
  'not-proven': 8,
  'unknown-screen': 9,
  'control-not-found': 9,
  'control-ambiguous': 9,
  'control-uncertain': 9,
  'entry-uncertain': 9,
  'control-disabled': 5,
  'lock-held': 10,
  'journal-unwritable': 2,
  unreachable: 11,
  proxy: 11,
  certificate: 11,
  'no-browser': 2,
  'no-encoder': 2,
  'browser-closed': 11,
  deadline: 11,
  interrupted: 130,
  'not-begun': 11,
  internal: 1,
} as const satisfies Record<ErrorCode, number>;

/** What is known of the connector when a run stops. */
export interface Standing {
  /** The run pressed Save, or it or an unfinished one before it what can cost the old authorisation. */
  readonly pressed: boolean;
  /** The connector was last seen authorised. */
  readonly authorised: boolean;
}

/**
 * The exit code of a run that stopped for `code`. Left unauthorised is 6 whatever else happened; authorised but not
 * finished is 7, unless the identity is wrong or the code has a meaning of its own after the press.
 */
export function exitCode(code: ErrorCode, standing: Standing): number {
  const own = EXIT_CODES[code];
  if (!standing.pressed) return own;
  if (!standing.authorised) return 6;
  return [1, 4, 130].includes(own) ? own : 7;
}

/** From the worst to the best: over several runs the worst counts. */
const WORST_FIRST = [6, 129, 130, 131, 143, 4, 8, 7, 1, 9, 3, 5, 11, 10, 2, 0];

/** The exit code of several runs together. An unknown code is a failure. */
export function worstExitCode(codes: readonly number[]): number {
  const known = codes.map((code) => (WORST_FIRST.includes(code) ? code : 1));
  return WORST_FIRST.find((code) => known.includes(code)) ?? 0;
}

/** What each exit code says, for people. */
const MEANINGS: Readonly<Record<number, string>> = {
  0: 'done',
  1: 'unexpected: a bug',
  2: 'usage or settings at fault',
  3: 'sign-in refused',
  4: 'wrong identity',
  5: 'a precondition is not met',
  6: 'left unauthorised: needs a person now',
  7: 'authorised, but not finished',
  8: 'drifted: not what it should be',
  9: 'a screen or control was not recognised',
  10: 'another run holds the connector',
  11: 'could not look',
  129: 'ended by a signal',
  130: 'ended by a signal',
  131: 'ended by a signal',
  143: 'ended by a signal',
};

/** An exit code in words. */
export function meaningOf(code: number): string {
  return MEANINGS[code] ?? 'unknown';
}
