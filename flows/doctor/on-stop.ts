import { SwapError } from '../../pages/errors.js';
import { inTime } from '../../pages/until.js';
import type { Run } from '../run/run.js';
import type { ControlSeen } from './report.js';
import type { Survey } from './survey.js';
import { type LookAtStop, hasDrifted, watching } from './watch.js';

/** Milliseconds for it: the connector may be down meanwhile. */
const PATIENCE = 5_000;

/**
 * Does the work of a run. Where it stops at a screen that is not as it should be, that screen is looked at, for what could be the
 * control that it lacks: `doctor --ui` does not reach the consent screen, nor what is shown only while a token waits. The error
 * then says what would mend it.
 */
export async function withProposal<T>(run: Run, work: (run: Run) => Promise<T>): Promise<T> {
  // A screen may be met again, and be right then: what counts is the one that the run stopped for.
  const surveys = new WeakMap<SwapError, Survey>();
  const look: LookAtStop = async (tab, used, error) => {
    const looking = async (): Promise<void> => {
      // Few runs stop like this: the others do not load what writes proposals.
      const { beginSurvey } = await import('./survey.js');
      const survey = beginSurvey(run.target);
      surveys.set(error, survey);
      await survey.lookWhereItStopped(tab, used);
    };
    await inTime(tab, PATIENCE, looking());
  };
  try {
    return await work(watching(run, look));
  } catch (error) {
    if (!hasDrifted(error) || run.signal.aborted) throw error;
    const proposals = surveys.get(error)?.controls().flatMap(inWords) ?? [];
    if (proposals.length === 0) throw error;
    throw new SwapError(error.code, error.message, [error.hint, ...proposals].join('\n'));
  }
}

function inWords({ name, status, candidates, override }: ControlSeen): readonly string[] {
  const [likeliest] = candidates;
  if (status === 'found' || status === 'not-reached' || likeliest === undefined) return [];
  const id = likeliest.id === '' ? '' : ` (${likeliest.id})`;
  const could = `${name} could be the ${likeliest.role} “${likeliest.name}”${id}.`;
  return [
    override === null
      ? `${could} CONTROLS_FILE may not say so: finish by hand, and tell whoever maintains this tool.`
      : `${could} If that is right, put this into the file that CONTROLS_FILE names, in place of what that says of the same control:\n\n${override}`,
  ];
}
