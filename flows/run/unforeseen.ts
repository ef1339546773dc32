import { errors } from 'playwright';

import { SwapError } from '../../pages/errors.js';
import { isClosed } from '../../pages/gone.js';
import { forbiddenByPolicy } from './policies.js';

/** Every stop has a code and a hint; what nobody foresaw is said to be a bug. */
export function asSwapError(error: unknown, signal: AbortSignal): SwapError {
  if (signal.aborted && signal.reason instanceof SwapError) return signal.reason;
  if (error instanceof SwapError) return error;
  const forbidden = forbiddenByPolicy(error);
  if (forbidden !== null) return forbidden;
  if (isClosed(error)) {
    return new SwapError(
      'browser-closed',
      'The browser, or the tab in use, was closed while the run went on.',
      'Leave the window open; where the browser is a remote one, see that its pool is up. Then run the same command again.',
    );
  }
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  if (error instanceof errors.TimeoutError) {
    return new SwapError(
      'unknown-screen',
      `Something on the screen did not let itself be used in time: ${said}`,
      'Look at the last screenshot: a notice may lie over the control, or the page may hang. TIMEOUT_ACTION sets the time.',
    );
  }
  return new SwapError(
    'internal',
    `Unexpected: ${said}`,
    'This is a bug. The log in the run’s folder has the details.',
  );
}
