import { type FileHandle, mkdir, open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { SwapError } from '../../pages/errors.js';
import type { Press } from '../findings.js';
import type { Account } from '../report/result.js';
import * as z from '../zod.js';

const PRESSES = ['Reauthorize', 'Authorize', 'Request', 'Allow', 'Save'] as const satisfies readonly Press[];

/** Whose the connector was before; records of earlier versions do not say. */
const former = z.object({ id: z.string(), name: z.string() }).nullable().default(null);

const recordSchema = z.discriminatedUnion('record', [
  z.object({
    record: z.literal('press'),
    runId: z.string(),
    at: z.string(),
    press: z.enum(PRESSES),
    former,
    /** As whom Allow was pressed; other presses, and records of earlier versions, do not say. */
    account: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
    /** What the connector is called, for people; records of earlier versions do not say. */
    connector: z.string().nullable().default(null),
    /** The Jira Align that it is in; records of earlier versions do not say. */
    site: z.string().nullable().default(null),
    /** Earlier versions did not write down that a Save was confirmed: of theirs the press must do. */
    tellsSaved: z.boolean().default(false),
  }),
  z.object({
    record: z.literal('end'),
    runId: z.string(),
    at: z.string(),
    authorisation: z.string(),
  }),
  z.object({ record: z.literal('saved'), runId: z.string(), at: z.string() }),
  z.object({ record: z.literal('not-made'), runId: z.string(), at: z.string(), press: z.enum(PRESSES) }),
]);
type JournalRecord = z.infer<typeof recordSchema>;
/** A press that was about to be made, and when. */
export type PressRecord = Extract<JournalRecord, { record: 'press' }>;

/** What earlier runs left undone. */
export interface Unfinished {
  /** The presses since the connector was last left authorised, and an Allow that no Save is known to have followed. */
  readonly presses: readonly PressRecord[];
  /** Those of them that can have cost the connector its authorisation since. */
  readonly costly: readonly PressRecord[];
  /** An approval is not known to be saved: the procedure ends with Save, whatever the label says before. */
  readonly isUnsaved: boolean;
}

/** One connector's journal: what was pressed, written before the press. The site is believed; this only says what to look for. */
export interface Journal {
  readonly unfinished: Unfinished;
  /** Writes down a press that is about to be made, and as whom where that is Allow; it is on the disk when this returns. */
  readonly willPress: (press: Press, former: Account, account?: Account) => Promise<void>;
  /** Writes down that the last press of this kind was not made after all, as far as it can. */
  readonly notMade: (press: Press) => Promise<void>;
  /** Writes down that a Save was confirmed, as far as it can. */
  readonly saved: () => Promise<void>;
  /**
   * For how many milliseconds more the last press may still be on its way, where that was Reauthorize or Authorize and such a press
   * takes up to `most`: as long as that the label says nothing of it yet.
   */
  readonly onItsWay: (most: number) => number;
  /** Writes down how the run ended, as far as it can: what was done is done. */
  readonly end: (authorisation: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Who writes into a journal, and of which connector. */
export interface Writer {
  readonly runId: string;
  readonly connector: string;
  readonly site: string;
}

/**
 * Opens a connector's journal and checks that it can be written; `onUnwritten` hears why what was done could not be written down.
 * @throws SwapError `journal-unwritable`.
 */
export async function openJournal(
  folder: string,
  key: string,
  { runId, connector, site }: Writer,
  onUnwritten: (why: string) => void,
): Promise<Journal> {
  const path = join(folder, `${key}.journal`);
  let file: FileHandle;
  let unfinished: Unfinished;
  let isCut: boolean;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    file = await open(path, 'a', 0o600);
    await file.sync();
    const text = await readFile(path, 'utf8');
    unfinished = unfinishedIn(text);
    isCut = text !== '' && !text.endsWith('\n');
  } catch (error) {
    throw unwritable(error);
  }
  const write = async (record: JournalRecord): Promise<void> => {
    try {
      // A line that a crash or a full disk cut short would take the next one with it. And on a full disk `write` may write less
      // than it is given, and say nothing: `appendFile` goes on until all is written, or fails.
      const line = `${isCut ? '\n' : ''}${JSON.stringify(record)}\n`;
      isCut = true;
      await file.appendFile(line);
      await file.sync();
      isCut = false;
    } catch (error) {
      throw unwritable(error);
    }
  };
  const afterwards = (record: JournalRecord): Promise<void> =>
    write(record).catch((error: unknown) => {
      onUnwritten(error instanceof Error ? error.message : String(error));
    });
  const now = (): string => new Date().toISOString();
  let made: readonly Pick<PressRecord, 'press' | 'at'>[] = unfinished.costly;
  return {
    unfinished,
    willPress: async (press, owner, account = null) => {
      const at = now();
      await write({ record: 'press', runId, at, press, former: owner, account, connector, site, tellsSaved: true });
      made = [...made, { press, at }];
    },
    notMade: async (press) => {
      const last = made.findLast((each) => each.press === press);
      made = made.filter((each) => each !== last);
      await afterwards({ record: 'not-made', runId, at: now(), press });
    },
    onItsWay: (most) => {
      const last = made.findLast(({ press }) => press !== 'Save');
      if (last === undefined || !['Reauthorize', 'Authorize'].includes(last.press)) return 0;
      return Math.min(Math.max(Date.parse(last.at) + most - Date.now(), 0), most);
    },
    saved: () => afterwards({ record: 'saved', runId, at: now() }),
    end: (authorisation) => afterwards({ record: 'end', runId, at: now(), authorisation }),
    close: () => file.close(),
  };
}

/** The last Allow that runs have pressed on a connector, however they ended; `null` where there is no record of one. */
export async function lastAllow(folder: string, key: string): Promise<PressRecord | null> {
  const text = await readFile(join(folder, `${key}.journal`), 'utf8').catch(() => '');
  return (
    recordsIn(text)
      .filter((record) => record.record === 'press')
      .findLast(({ press }) => press === 'Allow') ?? null
  );
}

/** Each journal in the folder that tells of something undone, by its connector's key. */
export async function findUnfinished(folder: string): Promise<readonly (Unfinished & { readonly key: string })[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.journal'));
  const all = await Promise.all(
    names.map(async (name) => ({
      key: name.slice(0, -'.journal'.length),
      ...unfinishedIn(await readFile(join(folder, name), 'utf8').catch(() => '')),
    })),
  );
  return all.filter(({ presses }) => presses.length > 0);
}

/** What presses without an end mean for their connector; `null` where there are none that can have cost it anything. */
export function mayBeDown({ costly }: Pick<Unfinished, 'costly'>): string | null {
  const [first] = costly;
  if (first === undefined) return null;
  const pressed = costly.map(({ press }) => press).join(', ');
  const name = costly.findLast(({ connector }) => connector !== null)?.connector ?? null;
  return `Run ${first.runId} pressed ${pressed} on ${name === null ? 'it' : `connector “${name}”`}, from ${first.at} on, and no swap has seen what came of it: it may be down.`;
}

/** What the records say was left undone. A line that was cut short is passed over. */
function unfinishedIn(text: string): Unfinished {
  let presses: PressRecord[] = [];
  let unsaved: PressRecord[] = [];
  for (const record of recordsIn(text)) {
    switch (record.record) {
      case 'press':
        presses.push(record);
        if (record.press === 'Allow') unsaved.push(record);
        if (record.press === 'Save' && !record.tellsSaved) unsaved = [];
        break;
      case 'saved':
        unsaved = [];
        break;
      case 'end':
        if (record.authorisation === 'authorised') presses = [];
    }
  }
  const costly = presses.filter(({ press }) => press !== 'Save');
  const kept = unsaved.slice(-1).filter((each) => !presses.includes(each));
  return { presses: [...kept, ...presses], costly, isUnsaved: unsaved.length > 0 };
}

/** The records of a journal, without the presses that were not made after all. */
function recordsIn(text: string): Exclude<JournalRecord, { record: 'not-made' }>[] {
  const records: Exclude<JournalRecord, { record: 'not-made' }>[] = [];
  for (const line of text.split('\n')) {
    const record = parseRecord(line);
    if (record === null) continue;
    if (record.record !== 'not-made') records.push(record);
    else {
      const { runId, press } = record;
      const last = records.findLastIndex(
        (each) => each.record === 'press' && each.runId === runId && each.press === press,
      );
      if (last >= 0) records.splice(last, 1);
    }
  }
  return records;
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
