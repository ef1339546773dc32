import type { Page } from 'playwright';

import type { Overrides } from './controls/overrides.js';

/** What is being kept of what the browser shows: nothing, single pictures, or everything that happens. */
export type Recording = 'off' | 'screens' | 'full';

/** What every page object is given: a browser tab, how long a person would wait for one action, and what ends the run. */
export interface Tab {
  readonly page: Page;
  /** Milliseconds that one action, a press and what it visibly does, may take. */
  readonly patience: number;
  /** Aborted when the run must end; its reason is the error to throw. */
  readonly signal: AbortSignal;
  /** Where the operator says that controls are to be found. */
  readonly overrides: Overrides;
  /** Told which rung of a control's ladder matched. */
  readonly onControl: (control: string, rung: string) => void;
  /** Called with each screen that was recognised on a way, before anything is done there; who looks at screens looks then. */
  readonly onScreen?: () => Promise<void>;
  /** What is being kept at this moment: no secret is typed unless that is nothing. */
  readonly recording: () => Recording;
}

/** The same run, looking at another page. */
export function onPage(tab: Tab, page: Page): Tab {
  return { ...tab, page };
}
