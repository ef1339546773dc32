import type { Chapter } from './recorder.js';

/** Pixels of a caption's height, and its colours: a test looks for them in the frames of a video. */
export const CAPTION = { height: 40, background: '#172b4d', text: '#ffffff' } as const;

/**
 * The line at the foot of a filmed page that says which step is being done. Tables of the old kind: their attributes, unlike
 * styles, are not subject to a site's content policy, which leaves Playwright's own chapter cards without any looks; and an
 * SVG picture is hidden by Playwright's own style sheet (1.65).
 */
export function caption({ index, name }: Chapter, { width, height }: { width: number; height: number }): string {
  const text = `<font color="${CAPTION.text}" face="sans-serif" size="4">${index} · ${escape(name)}</font>`;
  const line = `<table width="${width}" height="${CAPTION.height}" bgcolor="${CAPTION.background}" cellspacing="0" cellpadding="0"><tr><td width="20"></td><td>${text}</td></tr></table>`;
  return `<table width="${width}" height="${height}" cellspacing="0" cellpadding="0"><tr><td valign="bottom">${line}</td></tr></table>`;
}

/** Step names are ours and hold no secret; they are escaped all the same. */
function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
