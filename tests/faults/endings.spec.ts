import { expect, test } from '@playwright/test';

import { notFinished } from '../../fixtures/faulty-swap.js';
import { type Moment, STEPS, STEP_MOMENTS, momentName, reach } from '../../fixtures/moments.js';
import { once } from '../../fixtures/resume.js';
import { type SwapPlace, openSwapPlace } from '../../fixtures/swap-place.js';
import type { Ended } from '../../fixtures/tool.js';
import { watchTruth } from '../../fixtures/truth.js';
import { referenceRun, wholeRun } from './whole-run.js';

/** Seconds in which a run ends that was asked to. */
const BOUND = 15;

/** Milliseconds in which Node starts and the settings are read, before a run's deadline begins to count. */
const BEFORE = 1_500;

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
] as const) {
  for (const moment of STEP_MOMENTS) {
    const title = `${signal} ${momentName(moment)}`;

    test(title, async () => {
      const words = await once('endings', title, () => signalled(moment, signal, code));
      expect(words).toEqual([]);
    });
  }
}

for (const [index, step] of STEPS.entries()) {
  const title = `the deadline in the middle of “${step}”`;

  test(title, async () => {
    const words = await once('endings', title, () => pastDeadline(index));
    expect(words).toEqual([]);
  });
}

async function signalled(moment: Moment, signal: NodeJS.Signals, code: number): Promise<readonly string[]> {
  const whole = await wholeRun();
  const place = await openSwapPlace();
  try {
    const witness = watchTruth(place.sites, { mayBeLost: true });
    const going = place.swap();
    await Promise.race([reach(going, moment, whole), going.ended]);
    const asked = performance.now();
    going.signal(signal);
    const ended = await going.ended;
    return [
      ...witness.falseWords(ended),
      ...(await afterwards(place, ended, [code, 6, 0], (performance.now() - asked) / 1_000)),
    ];
  } finally {
    await place.close();
  }
}

async function pastDeadline(index: number): Promise<readonly string[]> {
  const { steps } = await referenceRun();
  const [first, step] = [steps[0], steps[index]];
  if (first === undefined || step === undefined) throw new TypeError('The run has too few steps.');
  const deadline = (Date.parse(step.startedAt) + step.durationMs / 2 - Date.parse(first.startedAt)) / 1_000;
  const place = await openSwapPlace();
  try {
    const witness = watchTruth(place.sites, { mayBeLost: true });
    const began = performance.now();
    const ended = await place.swap({ TIMEOUT_RUN: Math.max(0.05, deadline).toFixed(3) }).ended;
    const late = (performance.now() - began - BEFORE) / 1_000 - deadline;
    return [...witness.falseWords(ended), ...(await afterwards(place, ended, [11, 6, 7, 0], late))];
  } finally {
    await place.close();
  }
}

/** What is not as it should be of how a run ended, and after the next one. */
async function afterwards(
  place: SwapPlace,
  { exitCode, stderr }: Ended,
  codes: readonly number[],
  late: number,
): Promise<readonly string[]> {
  const left = await place.leftovers();
  return [
    ...(exitCode !== null && codes.includes(exitCode) ? [] : [`ends with ${exitCode}: ${stderr.slice(-300)}`]),
    ...(late <= BOUND ? [] : [`takes ${late.toFixed(1)} s to end`]),
    ...(left.length === 0 ? [] : [`leaves behind: ${left.join(', ')}`]),
    ...(await notFinished(place)),
  ];
}
