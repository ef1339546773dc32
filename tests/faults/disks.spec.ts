import { expect, test } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { notFinished } from '../../fixtures/faulty-swap.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import type { Going } from '../../fixtures/tool.js';
import { watchTruth } from '../../fixtures/truth.js';

/** Where something is that can't be written: which setting leads there. */
type Setting = 'ARTIFACTS_DIR' | 'LOCK_DIR' | 'TMPDIR';

/** What a run meets, and with what it may end. */
interface Case {
  readonly title: string;
  readonly setting: Setting | null;
  readonly disk: 'full' | 'read-only' | 'small' | null;
  /** Called once the run goes on, with the folder that the setting names. */
  readonly meanwhile?: (going: Going, folder: string) => Promise<void>;
  readonly more?: Readonly<Record<string, string>>;
  readonly codes: readonly number[];
  /** What the terminal says of it. */
  readonly says?: RegExp;
}

/** A module that sets the clock of the process back by a day, three seconds after its start. */
const CLOCK_SET_BACK = `data:text/javascript,${encodeURIComponent(
  'const now = Date.now; let back = 0; setTimeout(() => { back = 86400000; }, 3000).unref(); Date.now = () => now() - back; const D = Date; globalThis.Date = new Proxy(D, { construct: (t, a) => a.length === 0 ? new D(Date.now()) : new D(...a) });',
)}`;

const cases: readonly Case[] = [
  {
    title: 'results on a full disk',
    setting: 'ARTIFACTS_DIR',
    disk: 'full',
    codes: [0, 2],
    says: /disk full|could not be/,
  },
  {
    title: 'results on a read-only disk',
    setting: 'ARTIFACTS_DIR',
    disk: 'read-only',
    codes: [2],
    says: /could not be made/,
  },
  { title: 'locks on a full disk', setting: 'LOCK_DIR', disk: 'full', codes: [2], says: /could not be written/ },
  {
    title: 'locks on a read-only disk',
    setting: 'LOCK_DIR',
    disk: 'read-only',
    codes: [2],
    says: /could not be written/,
  },
  { title: 'the temporary folder on a full disk', setting: 'TMPDIR', disk: 'full', codes: [0, 2] },
  { title: 'the temporary folder on a read-only disk', setting: 'TMPDIR', disk: 'read-only', codes: [2] },
  {
    title: 'results deleted in the middle',
    setting: 'ARTIFACTS_DIR',
    disk: 'small',
    codes: [0],
    says: /could not be written/,
    meanwhile: async (going, folder) => {
      await going.said('✓ Open the connector');
      execFileSync('find', [folder, '-mindepth', '1', '-delete']);
    },
  },
  {
    title: 'the disk of the locks filled before the first press',
    setting: 'LOCK_DIR',
    disk: 'small',
    codes: [2],
    says: /could not be written/,
    meanwhile: async (going, folder) => {
      await going.said('✓ Hold the connector');
      fill(folder);
    },
  },
  {
    title: 'the disk of the locks filled past the first press',
    setting: 'LOCK_DIR',
    disk: 'small',
    codes: [6, 7],
    says: /could not be written/,
    meanwhile: async (going, folder) => {
      await going.said('✓ Reauthorize the Jira OAuth access');
      fill(folder);
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.journal'))) padOut(join(folder, name));
    },
  },
  {
    title: 'locks deleted in the middle',
    setting: 'LOCK_DIR',
    disk: 'small',
    codes: [0],
    meanwhile: async (going, folder) => {
      await going.said('✓ Reauthorize the Jira OAuth access');
      execFileSync('find', [folder, '-mindepth', '1', '-delete']);
    },
  },
  {
    title: 'a lock that can’t be deleted at the end',
    setting: 'LOCK_DIR',
    disk: 'small',
    codes: [0],
    says: /lock could not be deleted; `LOCK_DIR=.* connector-swap unlock/,
    meanwhile: async (going, folder) => {
      await going.said('✓ Save the connector');
      for (const name of locksIn(folder)) execFileSync('mount', ['--bind', join(folder, name), join(folder, name)]);
    },
  },
  {
    title: 'the clock set back by a day',
    setting: null,
    disk: null,
    more: { NODE_OPTIONS: `--import=${CLOCK_SET_BACK}` },
    codes: [0],
  },
];

for (const each of cases) {
  test(`${each.title}: a clear error before the first press, or a truthful result`, async () => {
    expect(await met(each)).toEqual([]);
  });
}

/** Carries a case out; gives what is not as it should be. */
async function met({ setting, disk: kind, meanwhile, more, codes, says }: Case): Promise<readonly string[]> {
  const place = await openSwapPlace();
  const disk = kind === null ? null : mount(kind);
  try {
    const witness = watchTruth(place.sites);
    const settings = setting === null || disk === null ? {} : { [setting]: disk.folder };
    const going = place.swap({ ...settings, ...more });
    await meanwhile?.(going, disk?.folder ?? '');
    const ended = await going.ended;
    const { exitCode, stderr } = ended;
    disk?.free();
    return [
      ...witness.falseWords(ended),
      ...(exitCode !== null && codes.includes(exitCode) ? [] : [`ends with ${exitCode}: ${stderr}`]),
      ...(says === undefined || says.test(stderr) ? [] : [`does not say what is wrong: ${stderr}`]),
      ...(await notFinished(place, settings)),
      ...(disk === null ? [] : leftIn(disk.folder)),
    ];
  } finally {
    disk?.unmount();
    await place.close();
  }
}

/** A disk, and how it is given room and may be written again. */
interface Disk {
  readonly folder: string;
  readonly free: () => void;
  readonly unmount: () => void;
}

function locksIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.lock'));
}

/** What two runs left on the disk that should be gone. */
function leftIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.lock|\.after-|^connector-swap-raw-/.test(name))
    .map((name) => `leaves ${name} on the disk`);
}

/** Mounts a disk of its own, which takes root: modes alone mean nothing to it. */
function mount(kind: 'full' | 'read-only' | 'small'): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
  chmodSync(folder, 0o700);
  if (kind === 'full') fill(folder);
  if (kind === 'read-only') execFileSync('mount', ['-o', 'remount,ro', folder]);
  return {
    folder,
    free: () => {
      // One that is no mount says so, and is left as it is.
      for (const name of locksIn(folder)) spawnSync('umount', [join(folder, name)]);
      execFileSync('mount', ['-o', 'remount,rw', folder]);
      execFileSync('find', [folder, '-name', 'filling-*', '-delete']);
    },
    unmount: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    },
  };
}

/** Fills the rest of a file's last page with blank lines: there was still room in it for the next record. */
function padOut(file: string): void {
  writeFileSync(file, '\n'.repeat(PAGE - (statSync(file).size % PAGE)), { flag: 'a' });
}

/** Bytes that such a disk gives to a file at once. */
const PAGE = 4_096;

/** Writes until nothing more goes in. */
function fill(folder: string): void {
  for (let file = 0; ; file += 1) {
    try {
      writeFileSync(join(folder, `filling-${file}`), Buffer.alloc(PAGE));
    } catch {
      return;
    }
  }
}
