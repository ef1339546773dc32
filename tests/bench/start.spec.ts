import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { env, execPath } from 'node:process';

import { CLI } from '../../fixtures/tool.js';
import { inWords, note } from './figures.js';
import { inTurn, timed } from './rounds.js';

const ROUNDS = 30;

/** How much longer than Node's own start a command may take that opens nothing. */
const LIMITS = { '--help': 2, '--version': 2, 'a configuration error': 4 } as const;

test('how long commands take that open no browser, against node -e 0', async ({}, testInfo) => {
  const directory = testInfo.outputPath('empty');
  await mkdir(directory, { recursive: true });
  const node =
    (...args: readonly string[]) =>
    async (): Promise<number> =>
      await timed(async () => {
        const child = spawn(execPath, args, { cwd: directory, env: { PATH: env['PATH'] ?? '' }, stdio: 'ignore' });
        await once(child, 'close');
      });
  const { 'node -e 0': own, ...commands } = await inTurn(ROUNDS, {
    'node -e 0': node('-e', '0'),
    '--help': node('--', CLI, '--help'),
    '--version': node('--', CLI, '--version'),
    'a configuration error': node('--', CLI, 'verify'),
  });
  note(testInfo, { what: 'node -e 0', measured: inWords(own), ratio: null, limit: null });
  for (const [what, limit] of Object.entries(LIMITS)) {
    const took = commands[what as keyof typeof LIMITS]; // One of the keys of the same record.
    const ratio = took.median / own.median;
    note(testInfo, { what, measured: inWords(took), ratio, limit });
    expect.soft(ratio, what).toBeLessThanOrEqual(limit);
  }
});
