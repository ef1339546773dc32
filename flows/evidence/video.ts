import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright';

import { SwapError } from '../../pages/errors.js';
import { isClosed } from '../../pages/gone.js';
import { inTime } from '../../pages/until.js';
import { caption } from './caption.js';
import type { Chapter, Stream } from './recorder.js';

/** A raw video of one page, and from when on it names each step. */
export interface Video {
  readonly path: string;
  /** The site that it shows. */
  readonly title: string;
  readonly chapters: readonly { readonly name: string; /** Seconds. */ readonly at: number }[];
}

/** A page that is being filmed. */
interface Film {
  readonly page: Page;
  readonly path: string;
  /** By `performance.now()`. */
  readonly began: number;
  title: string;
  readonly chapters: { name: string; at: number }[];
  /** From when on its last caption could be seen, by `performance.now()`: a page that opened at the end of a step shows its name from then on. */
  since: number;
  /** Takes the caption away. */
  uncaption: (() => Promise<void>) | null;
}

/** What a page is filmed at where it has no size of its own. */
const SIZE = { width: 1280, height: 900 };

/** Milliseconds for the encoder to have begun its file, and between two looks for it. */
const ENCODER = { patience: 5_000, every: 20 };

/** Milliseconds for a caption to be shown or taken away: evidence must not hold up a swap. */
const CAPTIONED = 2_000;

/**
 * Tries whether pages can be filmed at all: that they can't is told before anybody signs in.
 * @throws SwapError `no-encoder`.
 */
export async function requireEncoder(browser: Browser, scratch: string): Promise<void> {
  const page = await browser.newPage();
  try {
    await page.screencast.start({ path: unused(scratch) });
    await page.screencast.stop();
  } catch (error) {
    if (isClosed(error)) throw error;
    throw new SwapError(
      'no-encoder',
      "Pages can't be filmed: Playwright's video encoder is not on this machine. Nobody was signed in.",
      'Run npx playwright install ffmpeg, or leave --record out.',
    );
  } finally {
    await page.close();
  }
}

/**
 * Films each page, with a line that names the step: one video a page, from the moment at which it may be seen. A line stays for
 * `slowMo` milliseconds at least, as what is pressed does: of two steps that need no page the first was in no frame.
 */
export function videoStream(
  scratch: string,
  slowMo: number,
  onMissing: (what: string, why: string) => void,
): Stream & { readonly videos: () => readonly Video[] } {
  const films: Film[] = [];
  const running = new Set<Film>();
  const listeners = new Map<BrowserContext, (page: Page) => void>();
  let current: Chapter | null = null;
  let isLost = false;
  // One after the other: which file is whose is told by which one is new.
  let queue = Promise.resolve();

  const film = async (page: Page): Promise<void> => {
    if (page.isClosed() || isLost) return;
    try {
      const before = await videosIn(scratch);
      const began = performance.now();
      await page.screencast.start({ path: unused(scratch), size: page.viewportSize() ?? SIZE });
      const path = await newVideo(scratch, before).catch(async (error: unknown) => {
        // A secret may be typed into it next; and a file that comes now would be taken for the next page's.
        isLost = true;
        await page.screencast.stop();
        throw error;
      });
      const one: Film = { page, path, began, title: titleOf(page), chapters: [], since: began, uncaption: null };
      films.push(one);
      running.add(one);
      if (current !== null) await show(one, current);
    } catch (error) {
      onMissing('video', error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : 'unknown reason');
    }
  };
  const enter = async (context: BrowserContext): Promise<void> => {
    const listener = (page: Page): void => {
      queue = queue.then(() => film(page));
    };
    listeners.set(context, listener);
    context.on('page', listener);
    for (const page of context.pages()) listener(page);
    await queue;
  };
  return {
    videos: () => films.map(({ path, title, chapters }) => ({ path, title, chapters })),
    start: async (contexts, chapter) => {
      current = chapter;
      for (const context of contexts) await enter(context);
    },
    join: async (context, chapter) => {
      current = chapter;
      await enter(context);
    },
    chapter: async (chapter) => {
      await queue;
      const since = Math.max(...[...running].map((one) => one.since));
      await pause(Math.max(0, since + slowMo - performance.now()));
      current = chapter;
      await queue;
      await Promise.all([...running].map((one) => show(one, chapter)));
    },
    chapterEnded: () => Promise.resolve(),
    stop: async () => {
      for (const [context, listener] of listeners) context.off('page', listener);
      listeners.clear();
      await queue;
      await Promise.all([...running].map(end));
      running.clear();
    },
  };
}

async function show(one: Film, { index, name }: Chapter): Promise<void> {
  const { page, began } = one;
  if (page.isClosed()) return;
  one.title = titleOf(page);
  const chapter = { name, at: 0 };
  const beginsAt = (moment: number): void => {
    one.since = moment;
    chapter.at = Math.max(0, Math.round((moment - began) / 100) / 10);
  };
  beginsAt(performance.now());
  one.chapters.push(chapter);
  const before = one.uncaption;
  try {
    const showing = page.screencast.showOverlay(caption({ index, name }, page.viewportSize() ?? SIZE));
    const shown = await inTime({}, CAPTIONED, showing);
    // A page that is on its way to another answers nothing; what it is told is done when it has come.
    one.uncaption = async () => (await showing).dispose();
    if (shown !== null) await before?.();
    // A page that closes meanwhile takes its caption with it.
    else if (before !== null) void showing.then(before).catch(() => undefined);
    const ago = shown === null ? null : await inTime({}, CAPTIONED, painted(page));
    beginsAt(performance.now() - (ago ?? 0));
  } catch (error) {
    if (!isClosed(error)) throw error;
  }
}

/**
 * Waits for what has been set into a page to be in a frame of its film, and says how many milliseconds ago that one was begun.
 * Seen on a busy machine: a page was painted so late that the name of a step had been replaced before any frame showed it.
 */
async function painted(page: Page): Promise<number> {
  try {
    // Each is called when a frame is begun: at the second one that of the first is done.
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          requestAnimationFrame((first) =>
            requestAnimationFrame((second) => {
              resolve(second - first);
            }),
          );
        }),
    );
  } catch {
    // It is the page's own function, and evidence is no reason to stop.
    return 0;
  }
}

async function end({ page, uncaption }: Film): Promise<void> {
  try {
    if (uncaption !== null) await inTime({}, CAPTIONED, uncaption());
    await page.screencast.stop();
  } catch (error) {
    // A page that was closed is no longer filmed either.
    if (!isClosed(error)) throw error;
  }
}

/** Playwright saves the video of a page that is still open alone; the file that the encoder writes is there for the others too. */
async function newVideo(scratch: string, before: readonly string[]): Promise<string> {
  const end = performance.now() + ENCODER.patience;
  for (;;) {
    const name = (await videosIn(scratch)).find((each) => !before.includes(each));
    if (name !== undefined) return join(scratch, name);
    if (performance.now() > end) throw new Error('The video encoder did not begin its file.');
    await pause(ENCODER.every);
  }
}

async function videosIn(scratch: string): Promise<readonly string[]> {
  return (await readdir(scratch)).filter((name) => name.endsWith('.webm'));
}

/** Playwright films only where it is told a path to copy the video to; the encoder's own file is what is used. */
function unused(scratch: string): string {
  return join(scratch, 'copies', 'unused.webm');
}

function titleOf(page: Page): string {
  return URL.canParse(page.url()) ? new URL(page.url()).host : '';
}
