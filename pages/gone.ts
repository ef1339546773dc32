import { SwapError } from './errors.js';
import { errors } from './playwright.js';

/**
 * True where an error only says that what was looked at has been replaced meanwhile: the page navigated, the frame went
 * away, the element did before its turn came, or a second one like it came. The next look sees the new screen.
 */
export function isGone(error: unknown): boolean {
  if (error instanceof errors.TimeoutError || isTwofold(error)) return true;
  return (
    error instanceof Error &&
    /context was destroyed|frame (was|has been|got) detached|navigating|element is not attached|cannot find context|navigation interrupted|unable to adopt element handle/i.test(
      error.message,
    )
  );
}

/** True where an error says that two were there instead of one: nothing was used. */
export function isTwofold(error: unknown): boolean {
  return error instanceof Error && error.message.includes('strict mode violation');
}

/** True where the page or the whole browser is no longer there. */
export function isClosed(error: unknown): boolean {
  return (
    error instanceof Error &&
    /(page|context|browser) has been closed|(target|page) (closed|crashed)|browser has disconnected/i.test(
      error.message,
    )
  );
}

/** What a run ends with whose browser, or tab, is no longer there. */
export function browserClosed(): SwapError {
  return new SwapError(
    'browser-closed',
    'The browser, or the tab in use, was closed while the run went on.',
    'Leave the window open; where the browser is a remote one, see that its pool is up. Then run the same command again.',
  );
}
