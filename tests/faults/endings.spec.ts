import { expect, test } from '@playwright/test';

import { notFinished } from '../../fixtures/faulty-swap.js';
import { type Moment, STEPS, STEP_MOMENTS, momentName, reach } from '../../fixtures/moments.js';
import { once } from '../../fixtures/resume.js';
import type { ChangeKind } from '../../fixtures/sites/index.js';
import { type SwapPlace, openSwapPlace } from '../../fixtures/swap-place.js';
import { type Ended, resultOf } from '../../fixtures/tool.js';
import { watchTruth } from '../../fixtures/truth.js';
import type { Result } from '../../flows/report/result.js';
import { referenceRun, wholeRun } from './whole-run.js';

/** Seconds in which a run ends that was asked to. */
const BOUND = 15;

/** The first step that can cost the connector its authorisation, and the first at whose beginning it has it back. */
const FIRST_PRESS = STEPS.indexOf('Reauthorize the Jira OAuth access and wait for the request token');
const HOME = STEPS.indexOf('Save the connector');

/** What a run may press that is ended at this step, or in it: what it says it has pressed then need not have reached the sites. */
function lostFrom(index: number): readonly ChangeKind[] {
  return index < FIRST_PRESS ? [] : ['reauthorize', 'request', 'allow', 'save'];
}

/** The step that a moment comes before, or stands at the beginning of. */
function indexOf(moment: Moment): number {
  if (moment.is === 'thousandth') throw new TypeError('The signals come at the steps.');
  return STEPS.indexOf(moment.step) + (moment.is === 'end' ? 1 : 0);
}

/** With what a run may end that a signal came to at a moment: a connector that is down is brought home, if that can be done in time. */
function codesAt(moment: Moment, code: number): readonly number[] {
  const index = indexOf(moment);
  if (index < FIRST_PRESS) return [code];
  // The last step takes a moment, and once it is done a signal ends nothing.
  return index < HOME ? [code, 6] : index < STEPS.length - 1 ? [code] : [code, 0];
}

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
    const witness = watchTruth(place.sites, { mayBeLost: lostFrom(indexOf(moment)) });
    const going = place.swap();
    await Promise.race([reach(place, going, moment, whole), going.ended]);
    const asked = performance.now();
    going.signal(signal);
    const ended = await going.ended;
    return [
      ...witness.falseWords(ended),
      ...(await afterwards(place, ended, codesAt(moment, code), (performance.now() - asked) / 1_000)),
    ];
  } finally {
    await place.close();
  }
}

/** How often a run that ended before its deadline is done once more, by what its own steps took. */
const TRIES = 4;

async function pastDeadline(index: number, known?: Result, tries = 1): Promise<readonly string[]> {
  const { steps } = known ?? (await referenceRun());
  const [first, step] = [steps[0], steps[index]];
  if (first === undefined || step === undefined) throw new TypeError('The run has too few steps.');
  const deadline = (Date.parse(step.startedAt) + step.durationMs / 2 - Date.parse(first.startedAt)) / 1_000;
  let faster: Result;
  const place = await openSwapPlace();
  try {
    // A faster run meets its deadline later on.
    const witness = watchTruth(place.sites, { mayBeLost: lostFrom(FIRST_PRESS) });
    const began = performance.now();
    const ended = await place.swap({ TIMEOUT_RUN: Math.max(0.05, deadline).toFixed(3) }).ended;
    const late = (performance.now() - began - BEFORE) / 1_000 - deadline;
    const words = witness.falseWords(ended);
    if (ended.exitCode !== 0) {
      const codes = resultOf(ended).changed ? [6, 7] : [11];
      return [...words, ...(await afterwards(place, ended, codes, late))];
    }
    if (words.length > 0) return words;
    faster = resultOf(ended);
  } finally {
    await place.close();
  }
  return tries === TRIES ? ['ended each time before its deadline'] : await pastDeadline(index, faster, tries + 1);
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
