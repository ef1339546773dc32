import { SwapError } from '../../pages/errors.js';
import { readPrivateFile } from '../config/files.js';
import type { PressRecord } from '../run/journal.js';
import { leftBefore } from '../run/left-before.js';
import { type Plan, type PlanSubject, differences, planOf, planSchema } from './plan.js';

/** What to do where a swap was broken off that its plan does not let go on. */
const UNDER_WAY =
  'Since this plan was made a swap was broken off past its first press, so the connector may be down: `connector-swap swap`, without --plan, finishes it.';

/**
 * Reads a plan that was approved. Whoever can write it could change what is done, so it is refused where others than its owner
 * can.
 * @throws SwapError `configuration`, or `plan-differs` where it has expired.
 */
export async function readPlan(path: string, configuration: Parameters<typeof leftBefore>[0]): Promise<Plan> {
  const file = await readPrivateFile(path);
  const refused = (why: string): SwapError =>
    new SwapError(
      'configuration',
      `The plan ${path} can't be used: ${why}.`,
      'Give the plan.json that `connector-swap swap --dry-run` left. Nothing was opened.',
    );
  if (file.is === 'missing') throw refused('there is no such file');
  if (file.is === 'refused') throw refused(file.why);
  const read = planSchema.safeParse(parsed(file.bytes.toString()));
  if (!read.success) throw refused('it is not a plan of this version');
  const { runId, expiresAt } = read.data;
  if (Date.parse(expiresAt) <= Date.now()) {
    const pressed = (await leftBefore(configuration)).flatMap((left) => left.presses);
    throw new SwapError(
      'plan-differs',
      `The plan of ${runId} expired on ${expiresAt}. Nothing was opened.`,
      isUnderWay(read.data, pressed) ? UNDER_WAY : 'Make a new plan with --dry-run and have that one approved.',
    );
  }
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Requires that everything is as it was when the plan was made. Where a run of it was broken off past its first press, which
 * `pressed` tells, the state that the presses themselves have changed is left out: the same command finishes it.
 * @throws SwapError `plan-differs`, naming each difference.
 */
export function requireAsPlanned(plan: Plan, subject: PlanSubject, pressed: readonly Pick<PressRecord, 'at'>[]): void {
  const isGoingOn = isUnderWay(plan, pressed);
  const found = differences(plan, planOf(subject), isGoingOn);
  if (found.length === 0) return;
  throw new SwapError(
    'plan-differs',
    `It is not as planned in ${plan.runId}: ${found.join('; ')}. Nothing was pressed.`,
    isGoingOn
      ? `Look at what differs. ${UNDER_WAY}`
      : 'Look at what differs. If it is right as it is, make a new plan with --dry-run and have that one approved.',
  );
}

/** Whether a swap was broken off past its first press since the plan was made. */
function isUnderWay({ madeAt }: Plan, pressed: readonly Pick<PressRecord, 'at'>[]): boolean {
  return pressed.some(({ at }) => Date.parse(at) >= Date.parse(madeAt));
}
