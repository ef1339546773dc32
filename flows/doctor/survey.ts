import { type Candidate, candidatesIn } from '../../pages/controls/candidates.js';
import { type Control, rungName } from '../../pages/controls/control.js';
import type { Part } from '../../pages/controls/look.js';
import type { Tab } from '../../pages/tab.js';
import { inTime } from '../../pages/until.js';
import { type WindowPlace, lookForWindow } from '../../pages/window-place.js';
import type { Target } from '../config/target.js';
import { FIELDS, LABELS, PRESSES, SCREENS, type ScreenKind, WAY, siteOf } from './screens.js';
import { type Proposal, asYaml, propose } from './proposal.js';
import type { ControlSeen } from './report.js';
import { type Standing, standingsOn } from './standing.js';
import { kindOf } from './words.js';

/** Milliseconds for one look at all controls of a screen. */
const PATIENCE = 20_000;

/** The end of the consent screen's address. */
const AUTHORIZE = '/plugins/servlet/oauth/authorize';

/** What is missing on a screen, and what could be it. */
type Missing = ReadonlyMap<string, Proposal>;

/** Looks at the controls of every screen on a way, and presses nothing. */
export interface Survey {
  /** Looks at the screen that a tab shows. */
  readonly look: (tab: Tab) => Promise<void>;
  /** The same for the list of applications, which has an address of its own. */
  readonly lookAtApplications: (tab: Tab) => Promise<void>;
  /** Looks at the connector window, in which all that a swap needs must be. */
  readonly lookAtWindow: (tab: Tab) => Promise<void>;
  /** Looks at the screen at which a way has ended, for what could be the control that it lacks; `used` are those that it has used. */
  readonly lookWhereItStopped: (tab: Tab, used: ReadonlySet<string>) => Promise<void>;
  /** What the screen may lack at which a way has ended, by name. */
  readonly lacking: () => ReadonlySet<string>;
  /** Every control, as it was found. */
  readonly controls: () => readonly ControlSeen[];
}

/** Begins a survey. */
export function beginSurvey(target: Target): Survey {
  const standings = new Map<string, Standing>();
  const missing = new Map<string, Proposal>();
  const lacked = new Set<string>();
  const survey = async (
    tab: Tab,
    kinds: readonly ScreenKind[],
    place: WindowPlace | null = null,
  ): Promise<readonly Standing[]> => {
    const seen = await standingsOn(tab, kinds, place);
    for (const standing of seen) {
      const before = standings.get(standing.control.name);
      if (before === undefined || rank(standing) > rank(before)) standings.set(standing.control.name, standing);
    }
    return seen;
  };
  const note = (proposals: Missing): void => {
    for (const [name, proposal] of proposals) missing.set(name, proposal);
  };
  const bounded = async (tab: Tab, work: Promise<unknown>): Promise<void> => {
    await inTime(tab, PATIENCE, work);
  };
  const lookWhereItStopped = async (tab: Tab, used: ReadonlySet<string>): Promise<void> => {
    const seen = await survey(tab, kindsAt(tab, target));
    // Whether there is one at all: what counts of it is what lies in it.
    const isAlign = siteOf(tab.page.url(), target) === 'align';
    const windowSeen = isAlign ? await standingsOn(tab, [SCREENS.window], null) : [];
    if (windowSeen.filter(({ kind }) => kind === 'found').length >= 2) {
      for (const { name } of SCREENS.window.controls) lacked.add(name);
      await lookAtWindow(tab);
      return;
    }
    const isFound = ({ name }: Control): boolean => used.has(name) || standings.get(name)?.kind === 'found';
    const lacking = lackingAt(seen, isFound);
    for (const { name } of lacking) lacked.add(name);
    note(likelyOf(await proposeAll(tab, lacking, seen)));
  };
  const lookAtWindow = async (tab: Tab): Promise<void> => {
    const place = await lookForWindow(tab);
    const seen = await survey(tab, [SCREENS.window], place);
    const absent = ({ name }: Control): boolean => seen.find(({ control }) => control.name === name)?.kind !== 'found';
    const isLabelled = LABELS.some((control) => !absent(control));
    const lacking = [...FIELDS, ...PRESSES].filter(absent);
    note(await proposeAll(tab, lacking, seen, place));
    if (!isLabelled) note(likeliestOf(await proposeAll(tab, labelsIn(seen), seen, place)));
  };
  return {
    look: (tab) => bounded(tab, survey(tab, kindsAt(tab, target))),
    lookAtApplications: (tab) => bounded(tab, survey(tab, [SCREENS.applications])),
    lookAtWindow: (tab) => bounded(tab, lookAtWindow(tab)),
    lookWhereItStopped: (tab, used) => bounded(tab, lookWhereItStopped(tab, used)),
    lacking: () => lacked,
    controls: () =>
      Object.values<ScreenKind>(SCREENS).flatMap((screen) =>
        screen.controls.map((control) => reported(screen, control, standings.get(control.name), missing)),
      ),
  };
}

/** A later look never takes back what an earlier one has found. */
function rank({ kind }: Standing): number {
  return ['absent', 'ambiguous', 'uncertain', 'found'].indexOf(kind);
}

function kindsAt(tab: Tab, target: Target): readonly ScreenKind[] {
  switch (siteOf(tab.page.url(), target)) {
    case 'jira':
      return [new URL(tab.page.url()).pathname.endsWith(AUTHORIZE) ? SCREENS.consent : SCREENS.jiraLogin];
    case 'atlassian-id':
      return [SCREENS.atlassianId];
    case 'align':
      return [SCREENS.alignSignIn, SCREENS.navigation];
    case 'elsewhere':
      return [SCREENS.provider];
  }
}

/** What a form that signs people in must have. */
const OF_A_FORM = /\.(?:username|password|submit|code)$/;

/** Where a form asks for a password or a user name it is the form that lacks something; else the next step of the way. */
function lackingAt(seen: readonly Standing[], isFound: (control: Control) => boolean): readonly Control[] {
  const onWay = (control: Control): boolean => SCREENS.navigation.controls.includes(control);
  const absent = seen.filter(({ kind, control }) => kind !== 'found' && kindOf(control.name) !== 'none');
  const signsIn = absent.map(({ control }) => control).filter((control) => !onWay(control));
  if (seen.some(({ control, kind }) => kind === 'found' && OF_A_FORM.test(control.name)))
    return signsIn.filter(({ name }) => OF_A_FORM.test(name));
  if (!seen.some(({ control }) => onWay(control))) return signsIn;
  const last = WAY.findLastIndex(isFound);
  const next = WAY[last + 1];
  // Nothing of Jira Align was seen yet: it may be its sign-in, or the page behind it.
  return [...(last < 0 ? signsIn : []), ...(next === undefined ? FIELDS : [next])];
}

async function proposeAll(
  tab: Tab,
  lacking: readonly Control[],
  seen: readonly Standing[],
  within: Part | null = null,
): Promise<Missing> {
  const all: readonly Candidate[] = await candidatesIn(tab, within);
  const known = new Set(seen.flatMap(({ kind, path }) => (path === null || kind === 'uncertain' ? [] : [path])));
  const proposals = new Map<string, Proposal>();
  for (const control of lacking) {
    // What a sure way led to is it, whatever else says now what it said: only its words have changed.
    const uncertain = seen.find(
      (each) => each.kind === 'uncertain' && !each.isAstray && each.control.name === control.name,
    );
    const among = uncertain === undefined ? all : all.filter(({ path }) => path === uncertain.path);
    proposals.set(control.name, await propose(tab, control, among, known, within));
  }
  return proposals;
}

/** Which of the three buttons may be lacking: where one was found that is labelled otherwise now, it is that one. */
function labelsIn(seen: readonly Standing[]): readonly Control[] {
  const relabelled = seen.filter(({ kind }) => kind === 'uncertain').map(({ control }) => control);
  const labels = LABELS.filter((control) => relabelled.includes(control));
  return labels.length > 0 ? labels : LABELS;
}

/** One button whose label is its state: it is the one that it is most like, and none where it is like two of them alike. */
function likeliestOf(proposals: Missing): Missing {
  const [first, second] = [...proposals].sort(([, a], [, b]) => b.likeness - a.likeness);
  if (first === undefined || first[1].entry === null) return proposals;
  if (second?.[1].likeness !== first[1].likeness) return new Map([first]);
  return new Map([...proposals].map(([name, proposal]) => [name, { ...proposal, entry: null }]));
}

/** Where a form lacks one thing, it does not lack everything that other forms of its kind have. */
function likelyOf(proposals: Missing): Missing {
  const likely = [...proposals].filter(([, { entry }]) => entry !== null);
  return likely.length > 0 ? new Map(likely) : proposals;
}

function reported(
  screen: ScreenKind,
  { name, ladder }: Control,
  standing: Standing | undefined,
  missing: Missing,
): ControlSeen {
  const proposal = missing.get(name);
  const isFound = standing?.kind === 'found';
  const lack = standing === undefined || standing.kind === 'absent' ? 'not-found' : standing.kind;
  return {
    name,
    screen: screen.name,
    status: isFound ? 'found' : proposal === undefined ? 'not-reached' : lack,
    rung: standing?.rung ?? null,
    rungs: [...(standing?.counts ?? ladder.map((rung) => ({ rung: rungName(rung), matches: 0 })))],
    signs: standing?.signs ?? null,
    candidates: (proposal?.candidates ?? []).map((each) => ({
      role: each.role,
      name: each.name,
      id: each.id || each.field,
    })),
    override: proposal?.entry === undefined || proposal.entry === null ? null : asYaml([proposal.entry]),
  };
}
