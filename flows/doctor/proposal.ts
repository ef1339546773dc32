import type { Frame } from 'playwright';
import { stringify } from 'yaml';

import { type Candidate, candidateOf, probe } from '../../pages/controls/candidates.js';
import { catalogue } from '../../pages/controls/catalogue.js';
import { type Control, PRESSABLE, type Rung, wholeText } from '../../pages/controls/control.js';
import type { Part } from '../../pages/controls/look.js';
import { forbiddenIn, isPressControl } from '../../pages/controls/written.js';
import { labelsAtFault } from '../config/controls-labels.js';
import type { Tab } from '../../pages/tab.js';
import { mayLeadTo } from './certainty.js';
import { LIKELY, likeness, likenessOfIds } from './likeness.js';

/** How many candidates are named. */
const NAMED = 3;

/** What could be a control that was not found, likeliest first, and the override that would mend it. */
export interface Proposal {
  readonly candidates: readonly Candidate[];
  /** An entry of the controls file; `null` where nothing is near enough, or the file may not say where this control is. */
  readonly entry: Readonly<Record<string, Entry>> | null;
  /** How like it is to what is known of the control, and which element it is. */
  readonly likeness: number;
  readonly path: string | null;
}

/** A rung as the controls file writes it. */
export type WrittenRung = Readonly<Partial<Record<'css' | 'button' | 'label' | 'text', string>>>;

/** What the controls file says of a control. */
export type Entry =
  | WrittenRung
  | readonly WrittenRung[]
  | { readonly before: WrittenRung | readonly WrittenRung[]; readonly labels: string };

/** Proposes where a control may be; `known` are the elements that other controls were found to be. */
export async function propose(
  tab: Tab,
  control: Control,
  all: readonly Candidate[],
  known: ReadonlySet<string>,
  within: Frame | Part | null = null,
): Promise<Proposal> {
  const isSettable = catalogue.some(({ name }) => name === control.name);
  const ranked = all
    .filter((each) => !known.has(each.path) && !(isSettable && isAnothers(control, each)))
    .map((candidate) => ({
      candidate,
      score: likeness(control, candidate),
      // What leads on sends no form.
      second: likenessOfIds(control, candidate) + (control.use === 'navigates' && !candidate.isSubmit ? 1 : 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.second - a.second);
  const named = ranked.slice(0, NAMED);
  const none = { candidates: named.map(({ candidate }) => candidate), entry: null, likeness: 0, path: null };
  if (!isSettable) return none;
  for (const [at, { candidate, score, second }] of named.entries()) {
    if (score < LIKELY) break;
    // Nothing tells them apart: their order on the screen does not say which is the right one.
    const others = ranked.slice(at + 1).filter(({ candidate: { path } }) => !path.startsWith(`${candidate.path}.`));
    if (others.some((each) => each.score === score && each.second === second)) break;
    const entries = await rungsLeadingTo(tab, control, candidate, within);
    if (entries.length === 0) continue;
    return {
      ...none,
      entry: { [control.name]: entryOf(control, candidate, entries) },
      likeness: score,
      path: candidate.path,
    };
  }
  return none;
}

/** What the controls file says of a control that these rungs lead to; of one that is pressed what is written on it, too. */
export function entryOf(control: Control, { name }: Candidate, rungs: readonly WrittenRung[]): Entry {
  const [only, ...others] = rungs;
  const ladder = only !== undefined && others.length === 0 ? only : rungs;
  const isWorded = rungs.some(({ css }) => css === undefined);
  if (isWorded || !isPressControl(control) || name === '' || wholeText(control.labels).test(name)) return ladder;
  return { before: ladder, labels: name };
}

/** Overrides as they are pasted into the controls file. */
export function asYaml(entries: readonly NonNullable<Proposal['entry']>[]): string {
  return stringify(Object.assign({}, ...entries));
}

/** What the controls file may not say of this control, and what is in its form by a name of what is never pressed. */
function isAnothers(control: Control, { name, id, field, testId }: Candidate): boolean {
  if (forbiddenIn([id, field, testId]) !== undefined) return true;
  return name !== '' && labelsAtFault(control, { before: [], keepsKnown: true, after: [], labels: [name] }).length > 0;
}

/** Rungs that lead to this candidate and to nothing else on the screen, each tried there: one by an attribute and one by what a person reads. */
export async function rungsLeadingTo(
  tab: Tab,
  control: Control,
  candidate: Candidate,
  within: Frame | Part | null = null,
): Promise<readonly WrittenRung[]> {
  const leading: WrittenRung[] = [];
  let isByAttribute = false;
  for (const { entry, rung } of waysTo(candidate)) {
    if (rung.by === 'css' && isByAttribute) continue;
    const sighting = await probe(tab, { name: control.name, ladder: [rung] }, within);
    if (sighting.kind !== 'found' || (await candidateOf(sighting.found.locator))?.path !== candidate.path) continue;
    if (!(await mayLeadTo(control, sighting.found.locator, candidate.name))) return [];
    leading.push(entry);
    if (rung.by !== 'css') break;
    isByAttribute = true;
  }
  return leading;
}

function waysTo({
  role,
  name,
  tag,
  id,
  field,
  testId,
  isSubmit,
}: Candidate): readonly { entry: WrittenRung; rung: Rung }[] {
  const css = (selector: string): { entry: WrittenRung; rung: Rung } => ({
    entry: { css: selector },
    rung: { by: 'css', selector },
  });
  const isPress = role === 'button' || role === 'link';
  return [
    ...(isLasting(testId) ? [css(`[data-testid=${JSON.stringify(testId)}]`)] : []),
    ...(isLasting(id) ? [css(/^[A-Za-z][\w-]*$/.test(id) ? `#${id}` : `[id=${JSON.stringify(id)}]`)] : []),
    ...(isLasting(field) ? [css(`${tag}[name=${JSON.stringify(field)}]`)] : []),
    ...(isPress && name !== '' ? pressed(name, tag === 'button' && !isSubmit) : []),
    ...(!isPress && name !== '' ? [read(role, name)] : []),
    ...(role === 'password' ? [css('input[type="password"]')] : []),
  ];
}

/** What can’t be told by its words alone sends no form as another does; what has no role has what those hear who can’t see it. */
function pressed(name: string, sendsNothing: boolean): readonly { entry: WrittenRung; rung: Rung }[] {
  const written = JSON.stringify(name);
  const attributes = [
    ...(sendsNothing ? [`button[type="button"]:text-is(${written})`] : []),
    ...['aria-label', 'title'].map((each) => `[${each}=${written}]`),
  ];
  return [
    { entry: { button: name }, rung: { by: 'role', roles: PRESSABLE, names: [name] } },
    { entry: { text: name }, rung: { by: 'text', texts: [name] } },
    ...attributes.map((selector) => ({ entry: { css: selector }, rung: { by: 'css' as const, selector } })),
  ];
}

function read(role: Candidate['role'], name: string): { entry: WrittenRung; rung: Rung } {
  return role === 'heading'
    ? { entry: { text: name }, rung: { by: 'text', texts: [name] } }
    : { entry: { label: name }, rung: { by: 'label', texts: [name] } };
}

/** An id that is made anew with each build or page would not lead there the next time. */
function isLasting(id: string): boolean {
  return id !== '' && !/\d{4}|[0-9a-f]{8}|^:|:$/i.test(id);
}
