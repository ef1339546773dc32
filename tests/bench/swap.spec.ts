import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

import { type Sites, startSites } from '../../fixtures/sites/index.js';
import { browserSettings } from '../../fixtures/test-browser.js';
import { startTool } from '../../fixtures/tool.js';
import { inWords, note } from './figures.js';
import { inTurn, timed } from './rounds.js';

const ROUNDS = 15;
const BARE = fileURLToPath(new URL('bare-swap.mjs', import.meta.url));

/** How long a swap may take that checks and proves everything, against a script that does neither. */
const LIMITS = { 'swap without evidence': 0.95, 'swap with a screenshot a step': 1.05 } as const;

test('how long a swap takes, against a script of the same clicks that checks nothing', async ({}, testInfo) => {
  const swap = (evidence: string) => async (): Promise<number> =>
    await onNewSites(async (sites, folder) => {
      const own = { LOCK_DIR: join(folder, 'locks'), ARTIFACTS_DIR: join(folder, 'artifacts') };
      const { exitCode, stderr } = await startTool(
        ['swap', '--evidence', evidence],
        { ...sites.environment, ...own },
        folder,
      ).ended;
      expect(exitCode, stderr).toBe(0);
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
    });
  const { 'a bare script': bare, ...swaps } = await inTurn(ROUNDS, {
    'a bare script': () => onNewSites(bareSwap),
    'swap without evidence': swap('none'),
    'swap with a screenshot a step': swap('screens'),
  });
  note(testInfo, { what: 'a bare script of the same clicks', measured: inWords(bare), ratio: null, limit: null });
  for (const [what, limit] of Object.entries(LIMITS)) {
    const took = swaps[what as keyof typeof LIMITS]; // One of the keys of the same record.
    const ratio = took.median / bare.median;
    note(testInfo, { what, measured: inWords(took), ratio, limit });
    expect.soft(ratio, what).toBeLessThanOrEqual(limit);
  }
});

/** Milliseconds that some work takes on sites at which nothing was done yet. */
async function onNewSites(work: (sites: Sites, folder: string) => Promise<void>): Promise<number> {
  const sites = await startSites({ pace: 'fast' });
  const folder = await mkdtemp(join(tmpdir(), 'b-'));
  try {
    return await timed(() => work(sites, folder));
  } finally {
    await sites.stop();
    await rm(folder, { recursive: true, maxRetries: 3 });
  }
}

async function bareSwap(sites: Sites, folder: string): Promise<void> {
  const child = spawn(execPath, [BARE], {
    cwd: folder,
    env: { PATH: env['PATH'] ?? '', ...browserSettings(), ...sites.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  await once(child, 'close');
  expect(child.exitCode, told).toBe(0);
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
}
