import { type FileHandle, mkdir, open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import { SwapError } from '../../pages/errors.js';
import type { Press } from '../findings.js';
import type { Account } from '../report/result.js';

const PRESSES = ['Reauthorize', 'Authorize', 'Request', 'Allow', 'Save'] as const satisfies readonly Press[];

/** Whose the connector was before; records of earlier versions do not say. */
const former = z.object({ id: z.string(), name: z.string() }).nullable().default(null);

const recordSchema = z.discriminatedUnion('record', [
  z.object({ record: z.literal('press'), runId: z.string(), at: z.string(), press: z.enum(PRESSES), former }),
  z.object({
    record: z.literal('end'),
    runId: z.string(),
    at: z.string(),
    authorisation: z.string(),
  }),
]);
type JournalRecord = z.infer<typeof recordSchema>;
/** A press that was about to be made, and when. */
export type PressRecord = Extract<JournalRecord, { record: 'press' }>;

/** One connector's journal: what was pressed, written before the press. The site is believed; this only says what to look for. */
export interface Journal {
  /** The presses of earlier runs since the connector was last left authorised; an Allow that no Save followed stays. */
  readonly unfinished: readonly PressRecord[];
  /** Writes down a press that is about to be made; it is on the disk when this returns. */
  readonly willPress: (press: Press, former: Account) => Promise<void>;
  /** Writes down how the run ended. */
  readonly end: (authorisation: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a connector's journal and checks that it can be written.
 * @throws SwapError `journal-unwritable`.
 */
export async function openJournal(folder: string, key: string, runId: string): Promise<Journal> {
  const path = join(folder, `${key}.journal`);
  let file: FileHandle;
  let unfinished: readonly PressRecord[];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    file = await open(path, 'a', 0o600);
    await file.sync();
    unfinished = unfinishedPresses(await readFile(path, 'utf8'));
  } catch (error) {
    throw unwritable(error);
  }
  const write = async (record: JournalRecord): Promise<void> => {
    try {
      await file.write(`${JSON.stringify(record)}\n`);
      await file.sync();
    } catch (error) {
      throw unwritable(error);
    }
  };
  const now = (): string => new Date().toISOString();
  return {
    unfinished,
    willPress: (press, owner) => write({ record: 'press', runId, at: now(), press, former: owner }),
    end: (authorisation) => write({ record: 'end', runId, at: now(), authorisation }),
    close: () => file.close(),
  };
}

/** What earlier runs left undone: of each journal in the folder, by its connector's key, the presses since the connector was last left authorised. */
export async function findUnfinished(
  folder: string,
): Promise<readonly { readonly key: string; readonly presses: readonly PressRecord[] }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.journal'));
  const all = await Promise.all(
    names.map(async (name) => ({
      key: name.slice(0, -'.journal'.length),
      presses: unfinishedPresses(await readFile(join(folder, name), 'utf8').catch(() => '')),
    })),
  );
  return all.filter(({ presses }) => presses.length > 0);
}

/** Whether an approval was never saved: the procedure ends with Save, whatever the label says before. */
export function isUnsaved(records: readonly PressRecord[]): boolean {
  const presses = records.map(({ press }) => press);
  return presses.lastIndexOf('Allow') > presses.lastIndexOf('Save');
}

/** The presses after the last record that left the connector authorised. A line that a crash cut short is passed over. */
function unfinishedPresses(text: string): readonly PressRecord[] {
  let since: PressRecord[] = [];
  for (const line of text.split('\n')) {
    const record = parseRecord(line);
    if (record?.record === 'press') since.push(record);
    if (record?.record === 'end' && record.authorisation === 'authorised') {
      since = isUnsaved(since) ? since.filter(({ press }) => press === 'Allow') : [];
    }
  }
  return since;
}

function parseRecord(line: string): JournalRecord | null {
  try {
    return recordSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function unwritable(error: unknown): SwapError {
  return new SwapError(
    'journal-unwritable',
    `The journal could not be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}).`,
    'Set LOCK_DIR to a folder that this user may write and that has room. No press is made without a record of it.',
  );
}
