import { SwapError } from './errors.js';
import type { Stray } from './stray-guard.js';

/** The error for a field that is not where its secret belongs. */
export function misplaced(kind: string, what: string, origins: readonly string[]): SwapError {
  return new SwapError(
    'password-misplaced',
    `The ${kind} field ${what}; the ${kind} belongs to ${origins.join(' and ')} alone. Nothing was typed.`,
    'If that origin is where this account really signs in, add it to JIRA_SIGN_IN_ORIGINS or ALIGN_SIGN_IN_ORIGINS.',
  );
}

/** The error for a page that sent a secret elsewhere, or tried to. */
export function sentElsewhere(kind: string, { origin, stopped }: Stray, origins: readonly string[]): SwapError {
  const what = kind === 'code' ? 'second factor' : 'password';
  return new SwapError(
    'password-misplaced',
    stopped
      ? `The page tried to send the ${kind} to ${origin}, which was prevented; it belongs to ${origins.join(' and ')} alone.`
      : `The page sent the ${kind} to ${origin} by a way that cannot be stopped; it belongs to ${origins.join(' and ')} alone.`,
    stopped
      ? `Find out what that page is before anything else: change the ${what} if you cannot explain it.`
      : `Change the ${what} now, then find out what that page is.`,
  );
}
