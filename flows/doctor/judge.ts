import type { Locator } from 'playwright';

import { type Candidate, candidateAround, candidateOf, probe } from '../../pages/controls/candidates.js';
import { everyControl } from '../../pages/controls/catalogue.js';
import type { Control } from '../../pages/controls/control.js';
import { type Sighting, look } from '../../pages/controls/look.js';
import { effectiveLadder } from '../../pages/controls/overrides.js';
import { SwapError } from '../../pages/errors.js';
import type { Tab } from '../../pages/tab.js';
import type { ControlsDraft } from '../config/add-to-controls-file.js';
import { labelsAtFault } from '../config/controls-labels.js';
import type { WindowPlace } from '../../pages/window-place.js';
import { isInPlace } from './certainty.js';
import { isOfKind } from './likeness.js';
import { type Entry, entryOf, rungsLeadingTo } from './proposal.js';
import { type Kind, kindOf } from './words.js';

/** What is to be learnt, and the file that is to say it. */
export interface Lesson {
  readonly control: Control;
  /** The file with this entry for the control; what would not be right is said in `problems`. */
  readonly draft: (entry: Entry, problems: string[]) => ControlsDraft | null;
  /** Whether a text holds neither a secret nor what was typed. */
  readonly isHarmless: (text: string) => boolean;
}

/** What was learnt from somebody who has pointed. */
export interface Learnt {
  readonly candidate: Candidate;
  readonly entry: Entry;
  readonly draft: ControlsDraft;
}

const KINDS: Readonly<Record<Kind, string>> = {
  press: 'a button or link',
  field: 'a field',
  password: 'a field for a password',
  heading: 'a heading',
  none: 'nothing of these',
};

/** Whether what was pointed at can be the control, and what the file is to say then; or why it is not taken. */
export async function judge(
  tab: Tab,
  lesson: Lesson,
  pointed: Locator,
  place: WindowPlace | null,
): Promise<Learnt | { readonly refused: string }> {
  const { control } = lesson;
  const candidate = await candidateAround(pointed);
  if (candidate === null) return { refused: 'it is not there any more' };
  const wrong = (await whatIsWrong(tab, control, candidate)) ?? null;
  if (wrong !== null) return { refused: wrong };
  const rungs = await rungsLeadingTo(tab, control, candidate, place);
  if (rungs.length === 0) {
    const where = place === null ? '' : ` in ${control.screen}`;
    return { refused: `nothing that lasts leads to it alone${where} and goes with its label` };
  }
  const entry = entryOf(control, candidate, rungs);
  const written = [...rungs.flatMap((rung) => Object.values(rung)), ...('labels' in entry ? [entry.labels] : [])];
  if (!written.every(lesson.isHarmless))
    return { refused: 'what is written there may be a secret, or is what was typed: it would stand in the file' };
  const problems: string[] = [];
  const draft = lesson.draft(entry, problems);
  if (draft === null) return { refused: problems.join(' ').replace(/\.$/, '') };
  const fault = await faultOf(tab, control, candidate, draft, place);
  return fault === null ? { candidate, entry, draft } : { refused: fault };
}

/** What the element is instead, as far as its kind, its words and the other controls tell. */
async function whatIsWrong(tab: Tab, control: Control, candidate: Candidate): Promise<string | null> {
  const { role, name } = candidate;
  if (!isOfKind(control.name, candidate))
    return `the ${role} “${name}” is not ${KINDS[kindOf(control.name)]}, which ${control.name} is`;
  const said = { before: [], keepsKnown: true, after: [], labels: [name] };
  const [fault] = name === '' ? [] : labelsAtFault(control, said);
  if (fault !== undefined) return fault;
  const owner = await ownerOf(tab, control, candidate);
  return owner === null ? null : `that is ${owner}`;
}

/** Which other control of the same screen the element is. */
async function ownerOf(tab: Tab, control: Control, { path }: Candidate): Promise<string | null> {
  // What sends a password and what sends a code are often written alike.
  const sends = /submit$/i;
  const others = everyControl.filter(
    ({ name, screen }) =>
      name !== control.name &&
      screen === control.screen &&
      kindOf(name) !== 'none' &&
      !(sends.test(name) && sends.test(control.name)),
  );
  for (const { name, ladder } of others) {
    const rungs = effectiveLadder(tab.overrides, { name, ladder }).rungs;
    if (await isAt(await probe(tab, { name, ladder: rungs }), path)) return name;
  }
  return null;
}

/** Looks as a swap with that file will; says what keeps it from the element. */
async function faultOf(
  tab: Tab,
  control: Control,
  { path, name }: Candidate,
  { file }: ControlsDraft,
  place: WindowPlace | null,
): Promise<string | null> {
  try {
    const sighting = await look({ ...tab, overrides: file.overrides, onControl: () => undefined }, control, place);
    if (!(await isAt(sighting, path))) return `a swap would not take “${name}” for ${control.name} by that`;
    const isThere =
      place === null || sighting.kind !== 'found' || (await isInPlace(place, control, sighting.found.locator));
    return isThere ? null : 'it lies in another form or part of the screen than the fields of the connector';
  } catch (error) {
    if (error instanceof SwapError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

async function isAt(sighting: Sighting, path: string): Promise<boolean> {
  return sighting.kind === 'found' && (await candidateOf(sighting.found.locator))?.path === path;
}
