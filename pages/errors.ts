/**
 * Every way in which a run can stop. One table (`flows/report/exit-codes.ts`) says which exit code each has,
 * so a new member does not compile until it has one.
 */
export type ErrorCode =
  // The command line or the settings.
  | 'usage'
  | 'configuration'
  // Signing in.
  | 'sign-in-refused'
  | 'account-unknown'
  | 'account-locked'
  | 'account-cannot-sign-in'
  | 'person-needed'
  | 'session-ended'
  | 'password-misplaced'
  | 'session-refused'
  // Whose session it is.
  | 'wrong-identity'
  | 'consent-mismatch'
  // The connector, before anything is pressed.
  | 'connector-not-found'
  | 'connector-ambiguous'
  | 'not-oauth'
  | 'wrong-links'
  | 'read-only'
  | 'service-light-grey'
  | 'plan-differs'
  // The authorisation itself.
  | 'request-token-missing'
  | 'consent-refused'
  | 'label-missing'
  // After the authorisation.
  | 'settings-changed'
  | 'save-unconfirmed'
  | 'test-failed'
  | 'test-no-answer'
  // A verification's verdict.
  | 'wrong-account'
  | 'unauthorised'
  | 'unknown-identity'
  | 'not-proven'
  // What is on the screen.
  | 'unknown-screen'
  | 'control-not-found'
  | 'control-ambiguous'
  | 'control-uncertain'
  | 'entry-uncertain'
  | 'control-disabled'
  // Around the run.
  | 'lock-held'
  | 'journal-unwritable'
  | 'unreachable'
  | 'proxy'
  | 'certificate'
  | 'no-browser'
  | 'no-encoder'
  | 'browser-closed'
  | 'deadline'
  | 'interrupted'
  | 'not-begun'
  | 'internal';

/** A reason to stop that a person can act on: a code, a sentence that says what was seen and where, and what to do next. */
export class SwapError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  /** `message` and `hint` hold no secret and no address with a query. */
  constructor(code: ErrorCode, message: string, hint: string) {
    super(message);
    this.name = 'SwapError';
    this.code = code;
    this.hint = hint;
  }
}
