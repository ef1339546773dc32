import { html } from 'hono/html';

import type { Html } from './ink.js';

/** A picture inside the report itself: small until it is opened, by mouse or keyboard. */
export function picture(image: Buffer, alt: string, isOpen: boolean): Html {
  const source = `data:${kindOf(image)};base64,${image.toString('base64')}`;
  const { width, height } = sizeOf(image) ?? { width: 1280, height: 900 };
  return html`<details class="picture" ${isOpen ? 'open' : ''}>
    <summary><img src="${source}" alt="${alt}" width="${width}" height="${height}" /></summary>
  </details>`;
}

function isPng(image: Buffer): boolean {
  return image.subarray(1, 4).toString('latin1') === 'PNG';
}

function kindOf(image: Buffer): string {
  return isPng(image) ? 'image/png' : 'image/jpeg';
}

/** A PNG says its size right at its beginning: with it the page does not jump while it loads. */
function sizeOf(image: Buffer): { width: number; height: number } | null {
  return isPng(image) && image.length > 24 ? { width: image.readUInt32BE(16), height: image.readUInt32BE(20) } : null;
}
