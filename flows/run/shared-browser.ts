import type { Browser } from 'playwright';

/** One browser for many runs. */
export interface SharedBrowser {
  /** The browser; another one where it is not there any more, or is the one that a run has lost. */
  readonly open: (lost: Browser | null) => Promise<Browser>;
  readonly close: () => Promise<void>;
}

/** Shares what `launch` opens. */
export function sharedBrowser(launch: () => Promise<Browser>): SharedBrowser {
  const opened: Promise<Browser>[] = [];
  const openAnother = (): Promise<Browser> => {
    const next = launch();
    opened.push(next);
    return next;
  };
  return {
    open: async (lost) => {
      const known = opened.at(-1) ?? openAnother();
      // One that could not be opened is tried anew by whoever comes next.
      const browser = await known.catch(() => null);
      // A browser that is being lost still says for a moment that it is there: who has lost it knows better.
      if (browser?.isConnected() === true && browser !== lost) return browser;
      return await (opened.at(-1) === known ? openAnother() : (opened.at(-1) ?? openAnother()));
    },
    close: async () => {
      const browsers = await Promise.all(opened.map((each) => each.catch(() => null)));
      await Promise.all(browsers.filter((browser) => browser !== null).map((browser) => browser.close()));
    },
  };
}
