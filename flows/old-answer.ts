import type { ShownBefore, TestLook } from '../pages/connector-window.js';

/** Which lines on the screen are still those of before a connectivity test was pressed, while its answer is waited for. */
export interface OldAnswer {
  /** The lines that say nothing of this test: whatever else is on the screen does. */
  readonly lines: () => readonly string[];
  /** Takes in what was seen. */
  readonly saw: (look: TestLook) => void;
  /** Right before the page is refreshed. */
  readonly refresh: () => void;
}

/** A running test in words of its own; a page that is still being filled says that it loads, or asks for patience. */
const RUNNING = /test|check|connect|running|progress|queued/i;

/**
 * Follows the old lines. An answer may come in the very words of the one before: it is new where they were away meanwhile. What
 * the page of the press hides may be hidden by that page alone, and stands there again once it is loaded anew; what a page that
 * came after the press does not show all the while, the site has dropped.
 */
export function followOldAnswer(atPress: ShownBefore): OldAnswer {
  let old = atPress.lines;
  let known = old;
  let isRefreshed = false;
  let isNewer = false;
  const shown = new Set<string>();
  return {
    lines: () => known,
    saw: ({ sighting, still }) => {
      for (const line of still.lines) shown.add(line);
      isNewer = atPress.page !== null && still.page !== atPress.page;
      // A page that was loaded anew may show the old answer only after a while.
      if (!isRefreshed || (sighting.is === 'running' && RUNNING.test(sighting.text))) known = still.lines;
    },
    refresh: () => {
      if (isNewer) old = old.filter((line) => shown.has(line));
      known = old;
      isRefreshed = true;
      isNewer = false;
      shown.clear();
    },
  };
}
