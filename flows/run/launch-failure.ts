import { stripVTControlCharacters } from 'node:util';

import { SwapError } from '../../pages/errors.js';
import { type FoundBrowser, noBrowserHint } from './find-browser.js';
import { WITHOUT_SCREEN } from './screen.js';

/** The longest that a browser is quoted. */
const QUOTED = 300;

/** The browser itself says it in its first word only; its last is that “the platform failed to initialize”. */
const NO_SCREEN = /Missing X server|without having a XServer/;

const OTHERWISE = 'Where it is not set, the tool looks for one by itself.';

/** The error for a browser that did not start, in its own last words. */
export function launchFailure(found: FoundBrowser, error: unknown): SwapError {
  const said = stripVTControlCharacters(error instanceof Error ? error.message : '');
  return new SwapError('no-browser', `The browser did not start (${found.from}): ${why(said)}`, hint(found, said));
}

/** Playwright's message quotes the whole command line, and ends with what it did to clean up: neither helps. */
function why(said: string): string {
  if (NO_SCREEN.test(said)) return 'no screen answers where DISPLAY or WAYLAND_DISPLAY says.';
  const lines = said.split('\n');
  const own = lines
    .flatMap((line) => /\[pid=\d+\]\[err\] (.*)$/.exec(line)?.[1] ?? [])
    // The prefix says in which process and line of its source; most machines without a desktop have no D-Bus either.
    .map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
    .filter((line) => line !== '' && !/\bbus\b/i.test(line));
  const words =
    own.findLast((line) => /error|fail|missing|cannot|not supported|no usable|unknown/i.test(line)) ?? own[0];
  if (words !== undefined) return words.slice(0, QUOTED);
  const exit = /<process did exit: exitCode=(\d+)/.exec(said)?.[1];
  if (exit !== undefined) return `it ended at once with exit code ${exit}, and said nothing.`;
  return (lines[0] ?? '').replace(/^browserType\.launch: /, '').slice(0, QUOTED) || 'no reason given.';
}

function hint(found: FoundBrowser, said: string): string {
  if (NO_SCREEN.test(said)) return WITHOUT_SCREEN;
  switch (found.from) {
    case 'BROWSER_PATH':
      return `BROWSER_PATH must name a Chromium, Chrome or Edge that starts here: try it by hand. ${OTHERWISE}`;
    case 'BROWSER_CHANNEL':
      return `BROWSER_CHANNEL must name a browser that is installed here, as chrome or msedge. ${OTHERWISE}`;
    default:
      return noBrowserHint();
  }
}
