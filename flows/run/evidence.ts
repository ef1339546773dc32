import { join } from 'node:path';
import { chmod } from 'node:fs/promises';
import type { Page } from 'playwright';

import type { StepWitness } from './run.js';

/** How much a run keeps of what it saw: nothing but result and log, or a screenshot a step. */
export const EVIDENCE = ['none', 'screens'] as const;
/** One of the kinds of evidence. */
export type Evidence = (typeof EVIDENCE)[number];

/** What is covered in a screenshot: passwords, codes and keys, whatever the screen shows of them. */
const MASKED = [
  'input[type="password"]',
  'input[autocomplete="one-time-code"], input[name="otpCode"]',
  '[name^="txtOACK"], [name^="txtOAPuK"]',
].join(', ');

/** Milliseconds for one screenshot: evidence must not hold up a swap. */
const PATIENCE = 5_000;

/** Keeps a screenshot of the page in front at the end of each step; `files` are their paths, in order. */
export function screenshots(
  folder: string,
  onMissing: (why: string) => void,
): { witness: StepWitness; files: string[] } {
  const files: string[] = [];
  return {
    files,
    witness: async (step, index, page) => {
      if (page === null || page.isClosed()) return;
      const path = join(folder, `${String(index).padStart(2, '0')}-${fileName(step.name)}.png`);
      if (await shoot(page, path, onMissing)) files.push(path);
    },
  };
}

async function shoot(page: Page, path: string, onMissing: (why: string) => void): Promise<boolean> {
  try {
    await page.screenshot({
      path,
      timeout: PATIENCE,
      mask: [page.locator(MASKED), page.getByLabel(/consumer key|public key/i)],
      animations: 'disabled',
    });
    await chmod(path, 0o600);
    return true;
  } catch (error) {
    // Evidence never fails a run; that it is missing is said in the log.
    onMissing(error instanceof Error ? error.name : 'unknown reason');
    return false;
  }
}

function fileName(step: string): string {
  return step
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
}
