import { expect, test } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';

import { handOn } from '../../fixtures/network/faults.js';
import { listenBefore, receive } from '../../fixtures/network/front.js';
import { senderOf } from '../../fixtures/network/route.js';
import type { ChangeKind } from '../../fixtures/sites/index.js';
import type { Before } from '../../fixtures/sites/server.js';
import { paceOf, withDefaults } from '../../fixtures/sites/variants.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { resultOf } from '../../fixtures/tool.js';
import { inWords, note } from './figures.js';
import { spreadOf } from './rounds.js';

const ROUNDS = 15;

/** Milliseconds that each answer is on its way: what sites in a cloud take to make a page, and the way there and back. */
const ANSWER = 250;

/** What the tool may take for itself of the whole. */
const LIMIT = 0.1;

/** The step that waits until the connector writes something by itself. */
const PROOF = 'Prove whose connector it is';

/** What pages ask for again and again while they are open. */
const BY_ITSELF = /\/(News|ping|Telemetry)(\?|$)/;

/** A time in which the sites are waited for, in milliseconds of this process. */
interface Wait {
  readonly from: number;
  readonly to: number;
}

test('how much of a swap is the tool’s own, where sites take as long as real ones may', async ({}, testInfo) => {
  const rounds: { whole: number; own: number; proof: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await swapped());
  const whole = spreadOf(rounds.map((each) => each.whole));
  const own = spreadOf(rounds.map((each) => each.own));
  const proof = spreadOf(rounds.map((each) => each.proof));
  const ratio = spreadOf(rounds.map((each) => each.own / each.whole)).median;
  note(testInfo, { what: `swap, each answer ${ANSWER} ms late`, measured: inWords(whole), ratio: null, limit: null });
  note(testInfo, { what: 'the tool’s own share of it', measured: inWords(own), ratio, limit: LIMIT });
  note(testInfo, {
    what: 'beside it: until whose it is was proven',
    measured: inWords(proof),
    ratio: null,
    limit: null,
  });
  expect(ratio).toBeLessThanOrEqual(LIMIT);
});

/** A swap: how long it took but for the proof, for how much of that nothing of the sites was waited for, and the proof. */
async function swapped(): Promise<{ whole: number; own: number; proof: number }> {
  const waits: Wait[] = [];
  const place = await openSwapPlace(late(waits), { pace: 'demo' });
  const { requestToken, exchange, test: answer } = paceOf(withDefaults({ pace: 'demo' }));
  const delays: Partial<Record<ChangeKind, number>> = { reauthorize: requestToken, callback: exchange, test: answer };
  place.sites.onChange(({ what }) => {
    const now = performance.now();
    waits.push({ from: now, to: now + (delays[what] ?? 0) });
  });
  try {
    const from = performance.now();
    const ended = await place.swap().ended;
    const to = performance.now();
    expect(ended.exitCode, ended.stderr).toBe(0);
    const step = resultOf(ended).steps.find(({ name }) => name === PROOF);
    if (step === undefined) throw new Error(`The swap had no step “${PROOF}”.`);
    const began = Date.parse(step.startedAt) - performance.timeOrigin;
    const proof = { from: began, to: began + step.durationMs };
    const whole = to - from - step.durationMs;
    return { whole, own: to - from - covered([...waits, proof], { from, to }), proof: step.durationMs };
  } finally {
    await place.close();
  }
}

/** A network in which every answer to a browser comes late. */
function late(waits: Wait[]): Before {
  return {
    open: (_host, port) =>
      listenBefore(async (message, response) => {
        const from = performance.now();
        const received = await receive(message);
        const isBrowsers = senderOf(received) === 'browser';
        if (isBrowsers) await pause(ANSWER);
        await handOn(port, received, response);
        // What pages ask for by themselves, and the sites each other, is nothing that the tool waits for.
        if (isBrowsers && !BY_ITSELF.test(received.target)) waits.push({ from, to: performance.now() });
      }),
  };
}

/** How much of a time these others cover together. */
function covered(waits: readonly Wait[], { from, to }: Wait): number {
  let sum = 0;
  let end = from;
  for (const wait of [...waits].sort((a, b) => a.from - b.from)) {
    const until = Math.min(wait.to, to);
    sum += Math.max(0, until - Math.max(wait.from, end));
    end = Math.max(end, until);
  }
  return sum;
}
