import { html } from 'hono/html';

import type { Html } from './ink.js';

/** How something stands. A sign and a word say it; the colour only repeats it. */
export type Tone = 'good' | 'wait' | 'bad' | 'quiet';

const SIGNS = { good: '✓', wait: '!', bad: '✗', quiet: '–' } as const satisfies Record<Tone, string>;

/** A word that says how something stands. */
export function badge(tone: Tone, word: string): Html {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${SIGNS[tone]}</span> ${word}</span>`;
}
