import type { BrowserContext, Page } from 'playwright';

import { isClosed } from '../../pages/gone.js';
import type { Recording } from '../../pages/tab.js';
import { inTime } from '../../pages/until.js';
import { coverSecrets } from './masks.js';
import { takePicture } from './pictures.js';
import { type Trace, traceStream } from './trace.js';
import { type Video, videoStream } from './video.js';

/** How much a run keeps of what it saw: result, log and report alone; a screenshot a step; a trace besides. */
export const EVIDENCE = ['none', 'screens', 'full'] as const;
/** One of the kinds of evidence. */
export type Evidence = (typeof EVIDENCE)[number];

/** What is to be kept. */
export interface RecordingOrder {
  readonly evidence: Evidence;
  /** Whether each page is filmed. */
  readonly video: boolean;
  /** Milliseconds between two actions, for whoever watches: the name of a step can be read as long. */
  readonly slowMo: number;
  /** Where raw recordings lie: a private folder, since they hold whatever the browser held. */
  readonly scratch: string;
  /** Told what evidence is missing, and why: that never fails a run. */
  readonly onMissing: (what: string, why: string) => void;
}

/** A step as recorders name it. */
export interface Chapter {
  readonly index: number;
  readonly name: string;
}

/** Something that records all that happens. */
export interface Stream {
  readonly start: (contexts: readonly BrowserContext[], chapter: Chapter | null) => Promise<void>;
  /** A context was opened while it records. */
  readonly join: (context: BrowserContext, chapter: Chapter | null) => Promise<void>;
  readonly chapter: (chapter: Chapter) => Promise<void>;
  readonly chapterEnded: () => Promise<void>;
  /** Stops, and fails where that is not certain: a secret may be typed next. */
  readonly stop: () => Promise<void>;
}

/** What recorded a run, and what may be recorded at this moment. */
export interface Recorder {
  readonly state: () => Recording;
  /** Told of each browser context, before anything is opened in it. */
  readonly watch: (context: BrowserContext) => Promise<void>;
  /** A step begins; one that only signs in starts no recorder that is not running. */
  readonly stepStarted: (chapter: Chapter, signsIn: boolean) => Promise<void>;
  readonly stepEnded: () => Promise<void>;
  /** What the page shows, where that may be kept. */
  readonly picture: (page: Page | null) => Promise<Buffer | null>;
  /**
   * Does work in which secrets are typed while nothing records. Where it fails the page may still show one: it is emptied
   * before anybody is told, and nothing is recorded any more.
   */
  readonly offRecord: <T>(page: Page, work: () => Promise<T>) => Promise<T>;
  readonly stop: () => Promise<void>;
  /** The raw recordings, once the browser is closed. */
  readonly raw: () => { readonly traces: readonly Trace[]; readonly videos: readonly Video[] };
}

/** Milliseconds for a page to be emptied. */
const EMPTYING = 5_000;

/** Makes the recorder of a run. It begins with the end of the first sign-in. */
export function makeRecorder({ evidence, video, slowMo, scratch, onMissing }: RecordingOrder): Recorder {
  const trace = evidence === 'full' ? traceStream(scratch, onMissing, !video) : null;
  const film = video ? videoStream(scratch, slowMo, onMissing) : null;
  const streams: readonly Stream[] = [trace, film].filter((stream) => stream !== null);
  const contexts = new Set<BrowserContext>();
  let isAllowed = false;
  let isRunning = false;
  let current: Chapter | null = null;

  const start = async (): Promise<void> => {
    isRunning = true;
    for (const stream of streams) await stream.start([...contexts], current);
  };
  const stop = async (): Promise<void> => {
    if (!isRunning) return;
    await Promise.all(streams.map((stream) => stream.stop()));
    isRunning = false;
  };
  const state = (): Recording => {
    if (isRunning) return 'full';
    return isAllowed && evidence !== 'none' ? 'screens' : 'off';
  };
  return {
    state,
    watch: async (context) => {
      if (evidence !== 'none' || video) await coverSecrets(context);
      contexts.add(context);
      // One that was closed can't be recorded any more: a flow may go on in another browser.
      context.once('close', () => contexts.delete(context));
      if (isRunning) for (const stream of streams) await stream.join(context, current);
    },
    stepStarted: async (chapter, signsIn) => {
      current = chapter;
      if (isRunning) for (const stream of streams) await stream.chapter(chapter);
      else if (isAllowed && !signsIn && streams.length > 0) await start();
    },
    stepEnded: async () => {
      if (isRunning) for (const stream of streams) await stream.chapterEnded();
    },
    picture: async (page) => {
      if (state() === 'off' || evidence === 'none' || page === null || page.isClosed()) return null;
      const picture = await takePicture(page);
      if (Buffer.isBuffer(picture)) return picture;
      onMissing('screenshot', picture.missing);
      return null;
    },
    offRecord: async (page, work) => {
      const wasRunning = isRunning;
      await stop();
      isAllowed = false;
      try {
        const result = await work();
        isAllowed = true;
        if (wasRunning) await start();
        return result;
      } catch (error) {
        await empty(page);
        throw error;
      }
    },
    stop: async () => {
      await stop();
      isAllowed = false;
    },
    raw: () => ({ traces: trace?.traces() ?? [], videos: film?.videos() ?? [] }),
  };
}

/** A form that was refused may show what was typed: Playwright's own report of a failed test would quote it. */
async function empty(page: Page): Promise<void> {
  try {
    await page.goto('about:blank', { timeout: EMPTYING });
  } catch (error) {
    // A page that can't be emptied is closed, as far as it is still there. Seen with Playwright 1.65: that may never answer, and
    // held the run until its deadline; the browser is closed soon in any case, and nothing records it any more.
    if (!isClosed(error)) await inTime({}, EMPTYING, page.close()).catch(() => undefined);
  }
}
