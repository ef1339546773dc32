import { type TestInfo, expect, test } from '@playwright/test';

import { openFleetPlace, teamName } from '../../fixtures/fleet-place.js';
import { watchMemory } from '../../fixtures/memory.js';
import { inWords, note } from './figures.js';
import { inTurn, timed } from './rounds.js';

const ROUNDS = 15;

/** How many connectors of one site are verified by one command. */
const MANY = 10;

/** What one more may cost of the first, and how much more memory fifty may take than five. */
const LIMITS = { oneMore: 0.25, memory: 1.5 };

test('what one more connector of the same site costs, against the first', async ({}, testInfo) => {
  const place = await openFleetPlace({}, { companies: 1, teams: MANY });
  const verified = (count: number) => async (): Promise<number> =>
    await timed(async () => {
      const { exitCode, stderr } = await place.start(['verify', ...targets(count), '--json']).ended;
      expect(exitCode, stderr).toBe(0);
    });
  try {
    const { one, many } = await inTurn(ROUNDS, { one: verified(1), many: verified(MANY) });
    const more = (many.median - one.median) / (MANY - 1);
    note(testInfo, { what: 'verify of one connector', measured: inWords(one), ratio: null, limit: null });
    note(testInfo, { what: `verify of ${MANY}`, measured: inWords(many), ratio: null, limit: null });
    const ratio = more / one.median;
    const measured = `${more.toFixed(0)} ms`;
    note(testInfo, { what: 'one more connector of the same site', measured, ratio, limit: LIMITS.oneMore });
    expect(ratio).toBeLessThanOrEqual(LIMITS.oneMore);
  } finally {
    await place.close();
  }
});

test('how much memory fifty connectors of one site take, against five', async ({}, testInfo) => {
  const place = await openFleetPlace({ connectors: 'fifty' }, { companies: 1, teams: 50 });
  const peakOf = async (count: number): Promise<number> => {
    const going = place.start(['verify', ...targets(count), '--json']);
    const memory = watchMemory(going.pid ?? 0);
    const { exitCode, stderr } = await going.ended;
    expect(exitCode, stderr).toBe(0);
    return memory.peak();
  };
  try {
    const five = await told(testInfo, 5, peakOf);
    const fifty = await told(testInfo, 50, peakOf);
    const ratio = fifty / five;
    note(testInfo, { what: 'memory of 50, against 5', measured: '', ratio, limit: LIMITS.memory });
    expect(ratio).toBeLessThanOrEqual(LIMITS.memory);
  } finally {
    await place.close();
  }
});

async function told(testInfo: TestInfo, count: number, peakOf: (count: number) => Promise<number>): Promise<number> {
  const bytes = await peakOf(count);
  const measured = `${(bytes / 2 ** 20).toFixed(0)} MiB (PSS)`;
  note(testInfo, { what: `memory of Node and browser for ${count}`, measured, ratio: null, limit: null });
  return bytes;
}

function targets(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => ['--target', teamName(1, index + 1)]).flat();
}
