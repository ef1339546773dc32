import type { Browser } from 'playwright';

import { inTime } from '../../pages/until.js';

/** One browser for many runs. */
export interface SharedBrowser {
  /** The browser; another one where it is not there any more, or does not answer a run that has lost it. */
  readonly open: (lost: Browser | null) => Promise<Browser>;
  /** Nobody is given this browser any more: it says that it is there, and answers nothing. */
  readonly giveUp: (browser: Browser) => void;
  readonly close: () => Promise<void>;
}

/** Milliseconds for a browser to show that it is well, and for all to be closed, one that is still being opened included. */
const ANSWER = 2_000;
const CLOSING = 1_500;

/** Shares what `launch` opens; `end` ends what does not let itself be closed. */
export function sharedBrowser(launch: () => Promise<Browser>, end: () => Promise<void>): SharedBrowser {
  const opened: Promise<Browser>[] = [];
  const givenUp = new Set<Browser>();
  const openAnother = (): Promise<Browser> => {
    const next = launch();
    opened.push(next);
    return next;
  };
  const isWell = async (browser: Browser, lost: Browser | null): Promise<boolean> => {
    if (!browser.isConnected() || givenUp.has(browser)) return false;
    // A browser that is being lost still says for a moment that it is there; a run may also have lost one tab alone.
    if (browser !== lost || (await answers(browser))) return true;
    givenUp.add(browser);
    return false;
  };
  return {
    open: async (lost) => {
      const known = opened.at(-1) ?? openAnother();
      // One that could not be opened is tried anew by whoever comes next.
      const browser = await known.catch(() => null);
      if (browser !== null && (await isWell(browser, lost))) return browser;
      return await (opened.at(-1) === known ? openAnother() : (opened.at(-1) ?? openAnother()));
    },
    giveUp: (browser) => void givenUp.add(browser),
    close: async () => {
      const closing = Promise.allSettled(opened.map(async (each) => (await each).close()));
      if ((await inTime({}, CLOSING, closing)) === null) await end();
    },
  };
}

async function answers(browser: Browser): Promise<boolean> {
  const answering = browser.newContext().then(async (context) => {
    await context.close();
    return true;
  });
  return (await inTime({}, ANSWER, answering).catch(() => null)) ?? false;
}
