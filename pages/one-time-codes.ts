import type { Secret } from './secret.js';
import type { Tab } from './tab.js';

/** Where the codes of an account's second factor come from. */
export interface OneTimeCodes {
  /**
   * A code that was not given before. `now` is the site's own clock, in milliseconds since 1970: codes are good for half a
   * minute of the site's time, not of this machine's. Waits for the next half minute where this one's code was given.
   */
  readonly next: (tab: Tab, now: () => number) => Promise<Secret>;
}
