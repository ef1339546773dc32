import type { Page } from 'playwright';

import { isClosed, isGone } from './gone.js';
import { inTime } from './until.js';

/** The element's name, of the kind that no site's own markup uses. */
const TAG = 'connector-swap-notice';

/** Milliseconds for the page to take it. */
const PATIENCE = 2_000;

/** Shows a line over the page for whoever sits before the window. It lies beside the site's own content and takes no press. */
export async function showNotice(page: Page, text: string): Promise<void> {
  await quietly(() =>
    page.evaluate(
      ({ tag, words }) => {
        const shown = document.querySelector(tag);
        if (shown?.textContent === words) return;
        shown?.remove();
        const notice = document.createElement(tag);
        // Property by property: a style sheet or attribute would be subject to the site's content policy.
        Object.assign(notice.style, {
          position: 'fixed',
          inset: 'auto 0 0 0',
          zIndex: '2147483647',
          padding: '14px 20px',
          background: '#172b4d',
          color: '#fff',
          font: '15px/1.4 system-ui, sans-serif',
          textAlign: 'center',
          pointerEvents: 'none',
        });
        notice.textContent = words;
        document.documentElement.append(notice);
      },
      { tag: TAG, words: text },
    ),
  );
}

/** Takes the line away again. */
export async function hideNotice(page: Page): Promise<void> {
  await quietly(() => page.evaluate((tag) => document.querySelector(tag)?.remove(), TAG));
}

/** A page that goes away takes its notice with it, and one that is on its way to another answers nothing. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await inTime({}, PATIENCE, work());
  } catch (error) {
    if (!isGone(error) && !isClosed(error)) throw error;
  }
}
