import type { Frame } from 'playwright';

import { isGone } from './gone.js';
import type { Tab } from './tab.js';

/** What text can be seen in a tab. */
export interface VisibleText {
  readonly lines: readonly string[];
  /** When each frame's page was loaded, which tells it from the next one there; `null` while it is loading. */
  readonly loadedAt: ReadonlyMap<Frame, number | null>;
}

/**
 * Every line of text that can be seen now, in every frame; what stands in fields is not text. `null` where a frame was replaced
 * under the look: what is missing then would be taken for new by the next.
 */
export async function visibleText({ page }: Tab): Promise<VisibleText | null> {
  const lines: string[] = [];
  const loadedAt = new Map<Frame, number | null>();
  for (const frame of page.frames()) {
    try {
      const { text, loaded } = await frame.evaluate(readText);
      lines.push(...text.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')));
      loadedAt.set(frame, loaded);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }
  return { lines: lines.filter((line) => line !== ''), loadedAt };
}

/** Its lines alone. */
export async function visibleLines(tab: Tab): Promise<readonly string[] | null> {
  return (await visibleText(tab))?.lines ?? null;
}

/** Runs in the page. */
function readText(): { text: string; loaded: number | null } {
  return {
    text: (document.body as HTMLElement | null)?.innerText ?? '',
    loaded: document.readyState === 'loading' ? null : performance.timeOrigin,
  };
}

/** The lines that were not there before: the texts of answers are unknown, but that they are new is not. */
export function newLines(before: readonly string[], now: readonly string[]): readonly string[] {
  const known = new Set(before);
  return now.filter((line) => !known.has(line));
}
