import type { Carrier } from './secret-carrier.js';

/**
 * What a form did with a code; `unanswered` where it left, and nothing came that says something of the code; `put-off` where the site
 * asked to be left alone for a while, which a person is to read.
 */
export type CodeOutcome = 'refused' | 'sent' | 'unanswered' | 'put-off';

/** What became of a code, by its answer, and by whether a field stands there, and another one than it was typed in; `null` for not yet. */
export function codeOutcome(carrier: Carrier, isNext: boolean, isThere: boolean): CodeOutcome | null {
  if (carrier.stray() !== null) return 'sent';
  switch (carrier.answer()) {
    case 'refused':
      return 'refused';
    case 'too-many':
      return 'put-off';
    case 'out-of-order':
      return 'unanswered';
    case 'broken':
      return isThere ? 'unanswered' : 'sent';
    case 'none':
      // A form may make way for a spinner, and come again where the code was refused.
      return carrier.hasLeft() || isThere ? null : 'sent';
    case 'other':
      return isThere ? (isNext ? 'refused' : null) : 'sent';
  }
}
