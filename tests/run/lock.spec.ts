import { expect, test } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';

import { type Writer, findUnfinished, lastAllow, openJournal } from '../../flows/run/journal.js';
import { connectorKey, takeLock } from '../../flows/run/lock.js';

const folder = (): string => test.info().outputPath('locks');

test('the same connector has the same key however its site is written; others have others', () => {
  const key = connectorKey(new URL('https://acme.jiraalign.com/'), 'Acme Jira');
  expect(connectorKey(new URL('https://acme.jiraalign.com'), 'acme jira')).toBe(key);
  expect(connectorKey(new URL('https://acme.jiraalign.com'), 'Acme Jira 2')).not.toBe(key);
  expect(connectorKey(new URL('https://other.jiraalign.com'), 'Acme Jira')).not.toBe(key);
});

test('a held lock refuses the next run and names its holder; a released one does not', async () => {
  const lock = await takeLock(folder(), 'k', 'first', 'Acme Jira');
  await expect(takeLock(folder(), 'k', 'second', 'Acme Jira')).rejects.toThrow(/Run first .*holds this connector/);
  await lock.release();
  const next = await takeLock(folder(), 'k', 'second', 'Acme Jira');
  await next.release();
  expect(await readdir(folder())).toEqual([]);
});

test('of many runs at once one gets the lock', async () => {
  const taken = await Promise.allSettled(
    Array.from({ length: 20 }, (_, run) => takeLock(folder(), 'k', `run-${run}`, 'Acme Jira')),
  );
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = taken.flatMap((each) => (each.status === 'rejected' ? [each.reason as { code: string }] : []));
  expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['lock-held']));
  expect(await readdir(folder())).toEqual(['k.lock']);
});

test('the lock of a process that is no longer alive is taken over; that of another machine is not', async () => {
  await (await takeLock(folder(), 'k', 'run', 'Acme Jira')).release();
  const dead = {
    runId: 'dead',
    pid: 2 ** 22 + 1,
    host: hostname(),
    since: new Date().toISOString(),
    connector: 'Acme Jira',
  };
  await writeFile(`${folder()}/k.lock`, JSON.stringify(dead));
  const lock = await takeLock(folder(), 'k', 'alive', 'Acme Jira');
  expect(await readFile(`${folder()}/k.lock`, 'utf8')).toContain('alive');
  await lock.release();
  await writeFile(`${folder()}/k.lock`, JSON.stringify({ ...dead, host: 'another-machine' }));
  await expect(takeLock(folder(), 'k', 'alive', 'Acme Jira')).rejects.toThrow('another-machine');
});

test('a process id that another process had before is not its holder; what has the same id in another container may be alive', async () => {
  await takeLock(folder(), 'k', 'earlier', 'Acme Jira');
  const path = `${folder()}/k.lock`;
  const lock = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(path, 'utf8')));
  const next = (): ReturnType<typeof takeLock> => takeLock(folder(), 'k', 'next', 'Acme Jira');
  await expect(next()).rejects.toThrow('Run earlier');
  await writeFile(path, JSON.stringify({ ...lock, process: 'another', processes: 'pid:[1]' }));
  await expect(next()).rejects.toThrow('Run earlier');
  await writeFile(path, JSON.stringify({ ...lock, pid: 2 ** 22 + 1, processes: 'pid:[1]' }));
  await expect(next()).rejects.toThrow('Run earlier');
  await writeFile(path, JSON.stringify({ ...lock, process: 'another' }));
  await (await next()).release();
});

test('what a run wrote aside that was killed before it had its lock is gone after the next; that of a living one is not', async () => {
  await (await takeLock(folder(), 'k', 'run', 'Acme Jira')).release();
  const aside = { runId: 'aside', host: hostname(), since: new Date().toISOString(), connector: 'Acme Jira' };
  await writeFile(`${folder()}/k.lock.dead.new`, JSON.stringify({ ...aside, pid: 2 ** 22 + 1 }));
  await writeFile(`${folder()}/k.lock.alive.new`, JSON.stringify({ ...aside, pid: 1 }));
  await writeFile(`${folder()}/k.lock.killed-while-it-wrote.new`, '');
  await (await takeLock(folder(), 'k', 'next', 'Acme Jira')).release();
  expect(await readdir(folder())).toEqual(['k.lock.alive.new']);
});

/** Works while what is written aside is cleared away, each file once, as by the holder of a lock; gives how many files it were. */
async function whileSweeping(work: () => Promise<void>): Promise<number> {
  const swept = new Set<string>();
  const timer = setInterval(() => {
    for (const name of readdirSync(folder())) {
      if (!name.endsWith('.new') || swept.has(name)) continue;
      swept.add(name);
      void rm(`${folder()}/${name}`).catch(() => undefined);
    }
  }, 0);
  try {
    await work();
    return swept.size;
  } finally {
    clearInterval(timer);
  }
}

test('what another run clears away while it is written aside is written again', async () => {
  await (await takeLock(folder(), 'k', 'first', 'Acme Jira')).release();
  const swept = await whileSweeping(async () => {
    for (let run = 0; run < 30; run += 1) await (await takeLock(folder(), 'k', `run-${run}`, 'Acme Jira')).release();
  });
  expect(swept).toBeGreaterThan(0);
});

test('of many runs that find the lock of a dead process at once, one takes it over', async () => {
  await (await takeLock(folder(), 'k', 'run', 'Acme Jira')).release();
  const dead = { runId: 'dead', pid: 2 ** 22 + 1, host: hostname(), since: new Date().toISOString(), connector: 'k' };
  await writeFile(`${folder()}/k.lock`, JSON.stringify(dead));
  const taken = await Promise.allSettled(
    Array.from({ length: 20 }, (_, run) => takeLock(folder(), 'k', `run-${run}`, 'Acme Jira')),
  );
  const winners = taken.filter((each) => each.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  const refused = taken.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
  expect(refused.filter((why) => !why.includes('holds this connector'))).toEqual([]);
  await winners[0]?.value.release();
  expect(await readdir(folder())).toEqual([]);
});

/** A run that writes into the journal. */
function by(runId: string): Writer {
  return { runId, connector: 'Acme Jira', site: 'https://acme.jiraalign.localhost' };
}

/** Whoever must not hear of anything. */
function untold(why: string): void {
  throw new Error(why);
}

test('the journal remembers presses until the connector was left authorised', async () => {
  const first = await openJournal(folder(), 'k', by('first'), untold);
  expect(first.unfinished.presses).toEqual([]);
  await first.willPress('Reauthorize', null);
  await first.end('unauthorised');
  await first.close();
  const second = await openJournal(folder(), 'k', by('second'), untold);
  expect(second.unfinished.presses.map(({ press }) => press)).toEqual(['Reauthorize']);
  await second.willPress('Request', null);
  await second.end('authorised');
  await second.close();
  const third = await openJournal(folder(), 'k', by('third'), untold);
  expect(third.unfinished).toEqual({ presses: [], costly: [], isUnsaved: false });
  await third.close();
});

test('what cost an authorisation that came back does not count any more; that it was not saved does', async () => {
  const first = await openJournal(folder(), 'k', by('first'), untold);
  for (const press of ['Reauthorize', 'Request', 'Allow', 'Save'] as const) await first.willPress(press, null);
  await first.end('authorised');
  await first.close();
  const second = await openJournal(folder(), 'k', by('second'), untold);
  expect(second.unfinished).toMatchObject({ presses: [{ press: 'Allow' }], costly: [], isUnsaved: true });
  await second.willPress('Save', null);
  await second.saved();
  await second.end('authorised');
  await second.close();
  const third = await openJournal(folder(), 'k', by('third'), untold);
  expect(third.unfinished).toEqual({ presses: [], costly: [], isUnsaved: false });
  await third.close();
});

test('who is refused is told what the holder has pressed and not brought to its end', async () => {
  const lock = await takeLock(folder(), 'k', 'first', 'Acme Jira');
  const journal = await openJournal(folder(), 'k', by('first'), untold);
  await expect(takeLock(folder(), 'k', 'second', 'Acme Jira')).rejects.not.toThrow(/may be down/);
  await journal.willPress('Reauthorize', null);
  await expect(takeLock(folder(), 'k', 'second', 'Acme Jira')).rejects.toThrow(
    /Run first pressed Reauthorize on connector “Acme Jira”.*may be down/,
  );
  await journal.close();
  await lock.release();
});

test('a press that was not made after all leaves nothing undone', async () => {
  const first = await openJournal(folder(), 'k', by('first'), untold);
  for (const press of ['Reauthorize', 'Allow'] as const) await first.willPress(press, null);
  await first.notMade('Allow');
  expect(await findUnfinished(folder())).toMatchObject([{ costly: [{ press: 'Reauthorize' }], isUnsaved: false }]);
  await first.notMade('Reauthorize');
  expect(await findUnfinished(folder())).toEqual([]);
  await first.close();
});

test('a Reauthorize may be on its way for as long as a token may take, until something was pressed after it', async () => {
  const first = await openJournal(folder(), 'k', by('first'), untold);
  expect(first.onItsWay(60_000)).toBe(0);
  await first.willPress('Reauthorize', null);
  expect(first.onItsWay(60_000)).toBeGreaterThan(50_000);
  expect(first.onItsWay(0)).toBe(0);
  await first.end('unknown');
  await first.close();
  const second = await openJournal(folder(), 'k', by('second'), untold);
  expect(second.onItsWay(60_000)).toBeGreaterThan(50_000);
  await second.willPress('Request', null);
  expect(second.onItsWay(60_000)).toBe(0);
  await second.notMade('Request');
  expect(second.onItsWay(60_000)).toBeGreaterThan(50_000);
  await second.notMade('Reauthorize');
  expect(second.onItsWay(60_000)).toBe(0);
  await second.close();
});

test('as whom it was allowed last is remembered, however that run ended', async () => {
  expect(await lastAllow(folder(), 'k')).toBeNull();
  const [first, second] = [
    { id: '1', name: 'First' },
    { id: '2', name: 'Second' },
  ];
  const journal = await openJournal(folder(), 'k', by('first'), untold);
  await journal.willPress('Allow', null, first);
  await journal.willPress('Allow', first, second);
  await journal.end('authorised');
  expect(await lastAllow(folder(), 'k')).toMatchObject({ account: second });
  await journal.willPress('Allow', first, first);
  await journal.notMade('Allow');
  expect(await lastAllow(folder(), 'k')).toMatchObject({ account: second });
  await journal.close();
});

test('a Save that an earlier version pressed counts, since that did not write down more', async () => {
  await mkdir(folder(), { recursive: true });
  const press = (name: string): string =>
    `${JSON.stringify({ record: 'press', runId: 'old', at: '2026-01-01T00:00:00.000Z', press: name })}\n`;
  const end = `${JSON.stringify({ record: 'end', runId: 'old', at: '2026-01-01T00:01:00.000Z', authorisation: 'authorised' })}\n`;
  await writeFile(`${folder()}/k.journal`, `${['Reauthorize', 'Request', 'Allow', 'Save'].map(press).join('')}${end}`);
  const journal = await openJournal(folder(), 'k', by('new'), untold);
  expect(journal.unfinished).toEqual({ presses: [], costly: [], isUnsaved: false });
  await journal.close();
});

test('a record that was cut short does not take the next one with it', async () => {
  await mkdir(folder(), { recursive: true });
  await writeFile(`${folder()}/k.journal`, '{"record":"press","runId":"fir');
  const first = await openJournal(folder(), 'k', by('first'), untold);
  await first.willPress('Reauthorize', null);
  await first.close();
  const second = await openJournal(folder(), 'k', by('second'), untold);
  expect(second.unfinished.costly).toMatchObject([{ press: 'Reauthorize' }]);
  await second.close();
});

test('a journal that can’t be written is refused before anything is pressed', async () => {
  await writeFile(test.info().outputPath('a-file'), '');
  await expect(openJournal(test.info().outputPath('a-file', 'below'), 'k', by('run'), untold)).rejects.toThrow(
    'journal could not be written',
  );
});
