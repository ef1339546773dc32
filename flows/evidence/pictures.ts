import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';

/** Milliseconds for one screenshot: evidence must not hold up a swap. */
const PATIENCE = 5_000;

/**
 * A screenshot of a page as PNG, or the reason why there is none: evidence never fails a run. What must not be seen is
 * covered in the page itself (`masks.ts`).
 */
export async function takePicture(page: Page): Promise<Buffer | { readonly missing: string }> {
  try {
    const shot = page.screenshot({ timeout: PATIENCE, animations: 'disabled' });
    // A page that is being closed may never answer.
    return await Promise.race([shot, pause(PATIENCE, { missing: 'it took too long' })]);
  } catch (error) {
    return { missing: error instanceof Error ? error.name : 'unknown reason' };
  }
}

/** The file name of a step's picture. */
export function pictureName(index: number, step: string): string {
  const words = step
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${String(index).padStart(2, '0')}-${words}.png`;
}
