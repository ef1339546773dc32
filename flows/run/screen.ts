import { platform } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import type { Environment } from './find-browser.js';

/** What to do where a window was asked for and can't be shown. */
export const WITHOUT_SCREEN =
  'Leave out --headed, or run it on a machine with a screen; `xvfb-run` gives it one that nobody sees.';

/**
 * Told before the browser is, whose own words do not say what is missing. `why` says what a window is needed for.
 * @throws SwapError `no-browser` where no window can be shown.
 */
export function requireScreen(environment: Environment, why: string, hint: string): void {
  if (platform !== 'linux' || environment['DISPLAY'] || environment['WAYLAND_DISPLAY']) return;
  throw new SwapError(
    'no-browser',
    `${why}, and this machine has no screen: neither DISPLAY nor WAYLAND_DISPLAY is set.`,
    hint,
  );
}
