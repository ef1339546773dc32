import { isGone } from './gone.js';
import type { Tab } from './tab.js';

/**
 * Every line of text that can be seen now, in every frame; what stands in fields is not text. `null` where a frame was replaced
 * under the look: what is missing then would be taken for new by the next.
 */
export async function visibleLines(tab: Tab): Promise<readonly string[] | null> {
  const lines: string[] = [];
  for (const frame of tab.page.frames()) {
    try {
      const text = await frame.evaluate(() => (document.body as HTMLElement | null)?.innerText ?? '');
      lines.push(...text.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')));
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }
  return lines.filter((line) => line !== '');
}

/** The lines that were not there before: the texts of answers are unknown, but that they are new is not. */
export function newLines(before: readonly string[], now: readonly string[]): readonly string[] {
  const known = new Set(before);
  return now.filter((line) => !known.has(line));
}
