import { join } from 'node:path';
import type { BrowserContext } from 'playwright';

import { isClosed } from '../../pages/gone.js';
import type { Chapter, Stream } from './recorder.js';

/** A raw trace, as Playwright wrote it. */
export interface Trace {
  readonly path: string;
}

/**
 * Traces what Playwright does, a group a step. Each start is a trace of its own: one that was only interrupted would carry
 * the requests of the sign-in in its network log (measured with Playwright 1.65). Beside a film it has no pictures of its own: they
 * would shrink the film's into a corner (seen with 1.65).
 */
export function traceStream(
  scratch: string,
  onMissing: (what: string, why: string) => void,
  withPictures: boolean,
): Stream & { readonly traces: () => readonly Trace[] } {
  const traces: Trace[] = [];
  const running = new Set<BrowserContext>();
  const inEach = async (what: string, work: (context: BrowserContext) => Promise<unknown>): Promise<void> => {
    for (const context of running) {
      try {
        await work(context);
      } catch (error) {
        onMissing(what, error instanceof Error ? error.name : 'unknown reason');
      }
    }
  };
  const group = async (context: BrowserContext, { name }: Chapter): Promise<void> => {
    await context.tracing.group(name);
  };
  const enter = async (context: BrowserContext, chapter: Chapter | null): Promise<void> => {
    // Pictures of the screen, never the document: that would hold every field's value, cookies and tokens.
    await context.tracing.start({ snapshots: false, screenshots: withPictures, sources: false });
    running.add(context);
    if (chapter !== null) await group(context, chapter);
  };
  return {
    traces: () => traces,
    start: async (contexts, chapter) => {
      for (const context of contexts) await enter(context, chapter);
    },
    join: enter,
    chapter: (chapter) => inEach('trace group', (context) => group(context, chapter)),
    chapterEnded: () => inEach('trace group', (context) => context.tracing.groupEnd()),
    stop: async () => {
      for (const context of running) {
        const path = join(scratch, `trace-${traces.length + 1}.zip`);
        try {
          await context.tracing.stop({ path });
          traces.push({ path });
        } catch (error) {
          if (!isClosed(error)) throw error;
          onMissing('trace', 'the browser was closed');
        }
        running.delete(context);
      }
    },
  };
}
