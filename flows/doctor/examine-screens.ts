import { dirname, join } from 'node:path';

import type { Configuration } from '../config/target.js';
import { alignNeeded, alignTarget } from '../connector.js';
import type { Evidence } from '../evidence/recorder.js';
import type { LogLevel } from '../report/log.js';
import type { Reporter } from '../report/reporter.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { execute } from '../run/execute.js';
import type { Environment } from '../run/find-browser.js';
import { writePrivately } from '../run/folder.js';
import { type Checked, type Tell, ok, problem, warning } from './check.js';
import type { ControlSeen } from './report.js';
import { makeOutlineFolder, saving } from './save.js';
import { beginSurvey } from './survey.js';
import { walk } from './walk.js';

/** How the walk is to be made. */
export interface WalkOrder {
  readonly environment: Environment;
  readonly registry: SecretRegistry;
  readonly reporters: readonly Reporter[];
  readonly headed: boolean;
  readonly evidence: Evidence;
  readonly logLevel: LogLevel;
  /** The folder for outlines of the screens, where they are to be kept. */
  readonly outlines: string | null;
}

/** What the walk has shown. */
export interface ScreensExamined {
  readonly controls: readonly ControlSeen[] | null;
  /** What is to be pasted into the controls file, where something is. */
  readonly override: string | null;
  readonly artifacts: readonly string[];
}

/** Walks through the screens as a run of its own, with a folder, and says how each control was found. */
export async function examineScreens(
  configuration: Configuration,
  order: WalkOrder,
  tell: Tell,
): Promise<ScreensExamined> {
  const target = alignTarget(configuration.target);
  if (target === null) throw alignNeeded();
  const { outlines, registry } = order;
  if (outlines !== null) makeOutlineFolder(outlines);
  const plain = beginSurvey(configuration.target);
  const kept = outlines === null ? null : saving(plain, outlines, configuration.target, registry);
  const survey = kept ?? plain;
  const told: Checked[] = [];
  const result = await execute({
    ...order,
    ...{ command: 'doctor', configuration, video: false, slowMo: 0, shared: null },
    around: (_name, work) => work(),
    flow: (run) =>
      walk(run, target, survey, (checked) => {
        told.push(checked);
        tell(checked);
      }),
  });
  // What ended the run from outside the walk tells nobody of itself.
  const { error, exitCode } = result;
  if (error !== null && told.every((each) => each.exitCode === 0))
    tell({ check: { name: 'screens', status: 'problem', detail: error.message, hint: error.hint }, exitCode });
  const controls = registry.cleanData(survey.controls());
  for (const each of controls) tellOf(each, tell);
  const overrides = controls.flatMap(({ override }) => override ?? []);
  const override = overrides.length === 0 ? null : overrides.join('');
  const [first] = result.artifacts;
  const artifacts = [...result.artifacts, ...(kept?.saved() ?? [])];
  if (override !== null && first !== undefined) {
    const path = join(dirname(first), 'controls.yaml');
    writePrivately(path, override);
    artifacts.push(path);
  }
  if (kept !== null)
    tell(
      ok(
        'outlines',
        `of ${kept.saved().length} screens lie in ${outlines ?? ''}: look through them before they are sent on`,
      ),
    );
  const found = controls.filter(({ status }) => status === 'found').length;
  if (controls.every(({ status }) => status === 'found' || status === 'not-reached') && result.error === null)
    tell(ok('controls', `${found} were found; the others were on no screen that was reached`));
  return { controls, override, artifacts };
}

/** What is wrong with a control that is not as it must be. */
const LACKS = {
  'not-found': 'was not found',
  uncertain: 'would not be used, since what is written there is not its label alone',
  ambiguous: 'could be several elements',
} as const;

function tellOf({ name, status, screen, candidates, override, signs, rung }: ControlSeen, tell: Tell): void {
  const likeliest = candidates.map((each) => `${each.role} “${each.name}”${each.id === '' ? '' : ` (${each.id})`}`);
  switch (status) {
    case 'not-found':
    case 'uncertain':
    case 'ambiguous': {
      const lack = LACKS[status];
      const like = likeliest.length === 0 ? 'Nothing there is like it.' : `Likeliest: ${likeliest.join(', ')}.`;
      const hint =
        override === null
          ? 'Look at the screen, and say where it is in CONTROLS_FILE as far as that may (docs/controls.md).'
          : 'Put the override below into the file that CONTROLS_FILE names, in place of what that says of it, then run this again.';
      tell(problem('controls', { code: 'control-not-found', message: `${name} ${lack} (${screen}). ${like}`, hint }));
      return;
    }
    case 'found':
      if (signs !== null && !signs.label && signs.place !== null)
        tell(
          warning(
            'controls',
            `${name} was found by ${rung ?? ''}, and the words that are known of it are not there`,
            'Look at the connector window by hand before the next swap.',
          ),
        );
      return;
    case 'not-reached':
  }
}
