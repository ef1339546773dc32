import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';

import { expect, test } from '@playwright/test';

import { once } from '../../fixtures/resume.js';
import type { Result } from '../../flows/report/result.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { resultOf } from '../../fixtures/tool.js';
import { watchTruth } from '../../fixtures/truth.js';

/** Milliseconds by which the second of two runs starts later: the same in every run of the suite. */
const LATER = fc.sample(fc.integer({ min: 0, max: 2_500 }), { numRuns: 100, seed: 4 });

/** What one run presses, in its order. */
const ONE_SWAP = 'reauthorize request allow save';

for (const [round, later] of LATER.entries()) {
  const title = `round ${round + 1}: two swaps on one connector, the second ${later} ms later`;

  test(title, async () => {
    const words = await once('pairs', title, () => together(later));
    expect(words).toEqual([]);
  });
}

/** Whether two runs that were both let in held the connector at the same time: from the step of that name to their last one. */
function heldAtOnce(results: readonly Result[]): boolean {
  const [one, another] = results.map(({ steps }) => {
    const held = steps.find(({ name }) => name === 'Hold the connector');
    const last = steps.at(-1);
    return {
      from: Date.parse(held?.startedAt ?? '') + (held?.durationMs ?? 0),
      until: Date.parse(last?.startedAt ?? '') + (last?.durationMs ?? 0),
    };
  });
  return one === undefined || another === undefined || (one.from < another.until && another.from < one.until);
}

/** How often two runs that did not meet are started once more, and how much closer then. */
const TRIES = 3;
const CLOSER = 0.5;

/** Starts two swaps until they meet; gives what is not as it should be. */
async function together(later: number, tries = 1): Promise<readonly string[]> {
  const { words, haveMet } = await startedTogether(later);
  if (words.length > 0 || haveMet) return words;
  return tries === TRIES ? ['did not meet'] : await together(later * CLOSER, tries + 1);
}

/** Starts two swaps; gives what is not as it should be, and whether one of them was refused for the other. */
async function startedTogether(later: number): Promise<{ words: readonly string[]; haveMet: boolean }> {
  const place = await openSwapPlace();
  const { sites } = place;
  try {
    const witnesses = [watchTruth(sites), watchTruth(sites)];
    const before = sites.changes.length;
    const first = place.swap();
    await pause(later);
    const both = await Promise.all([first.ended, place.swap().ended]);
    const results = both.map(resultOf);
    const codes = both.map(({ exitCode }) => exitCode);
    const presses = sites.changes
      .slice(before)
      .filter(({ from, what }) => from === 'browser' && ONE_SWAP.split(' ').includes(what))
      .map(({ what }) => what)
      .join(' ');
    const refused = codes.indexOf(10);
    const holder = results[refused === 0 ? 1 : 0];
    const left = await place.leftovers();
    // One that was refused has pressed nothing: what reached the sites is the other's. Where none was, nobody knows whose it was.
    const isOneOfTwo = (index: number): boolean => refused === -1 || index === refused;
    const words = [
      ...both.flatMap((ended, index) => witnesses[index]?.falseWords(ended, isOneOfTwo(index)) ?? []),
      ...(refused === -1 || results[refused]?.changed === false ? [] : ['are refused, and changed something']),
      ...(codes.includes(0) && codes.every((code) => code === 0 || code === 10)
        ? []
        : both.map(({ exitCode, stderr }) => `ends with ${exitCode}: ${stderr.slice(-600)}`)),
      ...(refused === -1 && heldAtOnce(results) ? ['hold the connector at the same time'] : []),
      ...(presses === ONE_SWAP ? [] : [`press ${presses}`]),
      ...(refused === -1 || both[refused]?.stderr.includes(holder?.runId ?? '?') === true
        ? []
        : ['do not say who holds the connector']),
      ...(sites.owner() === sites.accounts.service.fullName ? [] : [`leave it with ${sites.owner() ?? 'nobody'}`]),
      ...(left.length === 0 ? [] : [`leave behind: ${left.join(', ')}`]),
    ];
    return { words, haveMet: refused !== -1 };
  } finally {
    await place.close();
  }
}
