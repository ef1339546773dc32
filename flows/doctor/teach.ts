import type { Control } from '../../pages/controls/control.js';
import { SwapError } from '../../pages/errors.js';
import { readToAdd, withEntry, writeDraft } from '../config/add-to-controls-file.js';
import type { Configuration } from '../config/target.js';
import { type AlignTarget, alignNeeded, alignTarget } from '../connector.js';
import type { FlowEnd } from '../report/conclude.js';
import { execute } from '../run/execute.js';
import type { Run } from '../run/run.js';
import { type Checked, type Tell, ok, problem } from './check.js';
import type { ScreensExamined, WalkOrder } from './examine-screens.js';
import type { Learnt, Lesson } from './judge.js';
import { LessonOver, leavable, lessonOn } from './lesson.js';
import { asYaml } from './proposal.js';
import { type Survey, beginSurvey } from './survey.js';
import { walk } from './walk.js';

/** What somebody has taught, and where it was written. */
export interface Taught extends ScreensExamined {
  readonly file: string | null;
  /** What `--accept-controls` takes; `null` where nothing was learnt. */
  readonly hash: string | null;
}

/**
 * Walks to the first screen on which a control stands, or which lacks it; there somebody points at it, and what leads to it is
 * written into the controls file at `path`.
 */
export async function teach(
  control: Control,
  path: string,
  configuration: Configuration,
  order: WalkOrder,
  tell: Tell,
): Promise<Taught> {
  const target = alignTarget(configuration.target);
  if (target === null) throw alignNeeded();
  const text = await readToAdd(path);
  const lesson: Lesson = {
    control,
    draft: (entry, problems) => withEntry(path, text, control.name, entry, problems),
    isHarmless: harmless(configuration, order),
  };
  const { timeouts } = configuration;
  let learnt: Learnt | null = null;
  const told: Checked[] = [];
  const note: Tell = (checked) => {
    told.push(checked);
    tell(checked);
  };
  const result = await execute({
    ...order,
    // Somebody is given time beside the run's own.
    configuration: { ...configuration, timeouts: { ...timeouts, run: timeouts.run + timeouts.person } },
    ...{ command: 'doctor', video: false, slowMo: 0, shared: null },
    around: (_name, work) => work(),
    flow: async (run) => {
      const given = await give(run, target, lesson, note);
      if ('outcome' in given) return given;
      if ((await readToAdd(path)) !== text) throw changedMeanwhile(path);
      writeDraft(given.draft);
      learnt = given;
      note(ok('taught', inWords(control, given)));
      return { outcome: 'verified', error: null };
    },
  });
  // What ended the run from outside the walk tells nobody of itself, nor does a file that could not be written.
  const { error, exitCode } = result;
  if (error !== null && told.every((each) => each.exitCode === 0))
    tell({ check: { name: 'taught', status: 'problem', detail: error.message, hint: error.hint }, exitCode });
  return taught(control, learnt, result.artifacts);
}

/** Goes the way of `doctor --ui` up to the lesson; gives what was learnt, or how the way has ended without. */
async function give(run: Run, target: AlignTarget, lesson: Lesson, tell: Tell): Promise<Learnt | FlowEnd> {
  const survey = beginSurvey(run.target);
  const onWay = lessonOn(run, survey, lesson);
  const told: Checked[] = [];
  let way: FlowEnd | null = null;
  try {
    way = await walk(leavable(run), target, onWay.survey, (checked) => told.push(checked));
  } catch (error) {
    if (!(error instanceof LessonOver)) throw error;
  }
  const end = onWay.end();
  if (end?.is === 'learnt') return end.learnt;
  for (const checked of end === null ? told : []) tell(checked);
  if (end === null && way !== null && way.error !== null) return way;
  const error = end?.error ?? notReached(lesson.control, survey);
  tell(problem('taught', error));
  return { outcome: 'stopped', error };
}

function notReached({ name, screen }: Control, survey: Survey): SwapError {
  const lacking = [...survey.lacking()];
  return new SwapError(
    'control-not-found',
    `${name} (${screen}) stood on none of the screens that were reached without a press that changes something.`,
    lacking.length === 0
      ? 'Say in CONTROLS_FILE where it is (docs/controls.md), if it has moved at all.'
      : `Teach first what the way lacks: ${lacking.join(', ')}.`,
  );
}

function changedMeanwhile(path: string): SwapError {
  return new SwapError(
    'configuration',
    `${path} was changed while somebody pointed, and what was learnt is not written.`,
    'Run the same command again.',
  );
}

/** Neither a secret that is known, nor what looks like one, nor a name that is typed may stand in the file. */
function harmless({ target: { jira, align } }: Configuration, { registry }: WalkOrder): Lesson['isHarmless'] {
  const typed = [jira.username, ...(align === null ? [] : [align.username])].map((each) => each.toLowerCase());
  return (text) => {
    const lower = text.toLowerCase();
    // A user name may be a word that stands on many a button: only an e-mail is looked for within a text.
    return (
      registry.clean(text) === text &&
      !typed.some((each) => lower === each || (each.includes('@') && lower.includes(each)))
    );
  };
}

function inWords({ name }: Control, { candidate, draft }: Learnt): string {
  const instead = draft.replaces ? ', in place of what the file has said of it' : '';
  return `${name} is the ${candidate.role} “${candidate.name}”; written into ${draft.path}${instead}`;
}

function taught({ name }: Control, learnt: Learnt | null, artifacts: readonly string[]): Taught {
  if (learnt === null) return { controls: null, override: null, artifacts, file: null, hash: null };
  const { draft, entry } = learnt;
  return {
    controls: null,
    override: asYaml([{ [name]: entry }]),
    artifacts,
    file: draft.path,
    hash: draft.file.hash,
  };
}
