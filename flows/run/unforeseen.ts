import { SwapError } from '../../pages/errors.js';
import { browserClosed, isClosed, isGone } from '../../pages/gone.js';
import { errors } from '../../pages/playwright.js';
import { forbiddenByPolicy } from './policies.js';

/** Every stop has a code and a hint; what nobody foresaw is said to be a bug. */
export function asSwapError(error: unknown, signal: AbortSignal): SwapError {
  if (signal.aborted && signal.reason instanceof SwapError) return signal.reason;
  if (error instanceof SwapError) return error;
  const forbidden = forbiddenByPolicy(error);
  if (forbidden !== null) return forbidden;
  if (isClosed(error)) return browserClosed();
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  if (isGone(error)) {
    return new SwapError(
      'unknown-screen',
      `${error instanceof errors.TimeoutError ? 'Something on the screen did not let itself be used in time' : 'The page changed while it was being used'}: ${said}`,
      'Look at the last screenshot: a notice may lie over the control, or the page may hang. TIMEOUT_ACTION sets the time.',
    );
  }
  return new SwapError(
    'internal',
    `Unexpected: ${said}`,
    'This is a bug. The log in the run’s folder has the details.',
  );
}
