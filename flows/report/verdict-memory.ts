import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { makeFolder, writePrivately } from '../run/folder.js';
import { connectorKey } from '../run/lock.js';
import * as z from '../zod.js';
import { type Result, resultSchema } from './result.js';

const memorySchema = z.object({
  /** The verdict that NOTIFY_URL was last told, or needed not to be told; `null` before the first. */
  told: resultSchema.shape.verdict.unwrap().nullable(),
  /** When a run last ended with 0 and a verdict. */
  lastSuccess: z.iso.datetime().nullable(),
});

/** What outlives the runs on a target. */
export type Memory = z.infer<typeof memorySchema>;

/** Nothing is known of a target that no run has been on. */
export const NO_MEMORY: Memory = { told: null, lastSuccess: null };

/** The file of a result's target, beside its lock and journal; `null` where the result is about none. */
export function memoryFile(folder: string, { target }: Result): string | null {
  const site = target?.align ?? target?.jira ?? '';
  // By the connector as it was asked for: a run that can't reach the site knows no other name of it.
  const name = target?.name ?? target?.connector ?? '';
  return URL.canParse(site) ? join(folder, `${connectorKey(new URL(site), name)}.verdict.json`) : null;
}

/** What is remembered of a target. A file that can't be read, or is none of ours, holds nothing. */
export async function recall(file: string): Promise<Memory> {
  try {
    return memorySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return NO_MEMORY;
  }
}

/** Remembers a target; the file is whole at every moment. */
export function remember(file: string, memory: Memory): void {
  makeFolder(dirname(file));
  writePrivately(file, `${JSON.stringify(memory)}\n`);
}
