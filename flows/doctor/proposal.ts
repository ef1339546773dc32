import type { Frame, Locator } from 'playwright';
import { stringify } from 'yaml';

import { type Candidate, candidateOf, probe } from '../../pages/controls/candidates.js';
import { catalogue } from '../../pages/controls/catalogue.js';
import { type Control, PRESSABLE, type Rung } from '../../pages/controls/control.js';
import { labelsAtFault } from '../config/controls-labels.js';
import type { Tab } from '../../pages/tab.js';
import { LIKELY, likeness } from './likeness.js';

/** How many candidates are named, and how many rungs an override has: one by an attribute and one by what a person reads. */
const NAMED = 3;
const RUNGS = 2;

/** What could be a control that was not found, likeliest first, and the override that would mend it. */
export interface Proposal {
  readonly candidates: readonly Candidate[];
  /** An entry of the controls file; `null` where nothing is near enough, or the file may not say where this control is. */
  readonly entry: Readonly<Record<string, Entry | readonly Entry[]>> | null;
}

/** A rung as the controls file writes it. */
export type Entry = Readonly<Partial<Record<'css' | 'button' | 'label' | 'text', string>>>;

/** Proposes where a control may be; `known` are the elements that other controls were found to be. */
export async function propose(
  tab: Tab,
  control: Control,
  all: readonly Candidate[],
  known: ReadonlySet<string>,
  within?: Frame | Locator,
): Promise<Proposal> {
  const isSettable = catalogue.some(({ name }) => name === control.name);
  const ranked = all
    .filter((each) => !known.has(each.path) && !(isSettable && isAnothers(control, each.name)))
    .map((candidate) => ({ candidate, score: likeness(control, candidate) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const candidates = ranked.slice(0, NAMED).map(({ candidate }) => candidate);
  if (!isSettable) return { candidates, entry: null };
  for (const { candidate, score } of ranked.slice(0, NAMED)) {
    if (score < LIKELY) break;
    const entries = await rungsLeadingTo(tab, control, candidate, within);
    if (entries.length > 0) return { candidates, entry: { [control.name]: entryOf(entries) } };
  }
  return { candidates, entry: null };
}

/** What the controls file says of a control that these rungs lead to. */
export function entryOf(rungs: readonly Entry[]): Entry | readonly Entry[] {
  const [only, ...others] = rungs;
  return only !== undefined && others.length === 0 ? only : rungs;
}

/** Overrides as they are pasted into the controls file. */
export function asYaml(entries: readonly NonNullable<Proposal['entry']>[]): string {
  return stringify(Object.assign({}, ...entries));
}

/** What the controls file may not say of this control. */
function isAnothers(control: Control, name: string): boolean {
  return name !== '' && labelsAtFault(control, { before: [], keepsKnown: true, after: [], labels: [name] }).length > 0;
}

/** Rungs that lead to this candidate and to nothing else on the screen, each tried there. */
export async function rungsLeadingTo(
  tab: Tab,
  { name }: Control,
  candidate: Candidate,
  within?: Frame | Locator,
): Promise<readonly Entry[]> {
  const leading: Entry[] = [];
  let isByAttribute = false;
  for (const { entry, rung } of waysTo(candidate)) {
    if (rung.by === 'css' && isByAttribute) continue;
    const sighting = await probe(tab, { name, ladder: [rung] }, within);
    if (sighting.kind !== 'found' || (await candidateOf(sighting.found.locator))?.path !== candidate.path) continue;
    if (rung.by === 'css') isByAttribute = true;
    leading.push(entry);
    if (leading.length === RUNGS) break;
  }
  return leading;
}

function waysTo({ role, name, tag, id, field, testId }: Candidate): readonly { entry: Entry; rung: Rung }[] {
  const css = (selector: string): { entry: Entry; rung: Rung } => ({
    entry: { css: selector },
    rung: { by: 'css', selector },
  });
  const isPress = role === 'button' || role === 'link';
  return [
    ...(isLasting(testId) ? [css(`[data-testid=${JSON.stringify(testId)}]`)] : []),
    ...(isLasting(id) ? [css(/^[A-Za-z][\w-]*$/.test(id) ? `#${id}` : `[id=${JSON.stringify(id)}]`)] : []),
    ...(isLasting(field) ? [css(`${tag}[name=${JSON.stringify(field)}]`)] : []),
    ...(isPress && name !== ''
      ? [{ entry: { button: name }, rung: { by: 'role' as const, roles: PRESSABLE, names: [name] } }]
      : []),
    ...(!isPress && name !== '' ? [read(role, name)] : []),
    ...(role === 'password' ? [css('input[type="password"]')] : []),
  ];
}

function read(role: Candidate['role'], name: string): { entry: Entry; rung: Rung } {
  return role === 'heading'
    ? { entry: { text: name }, rung: { by: 'text', texts: [name] } }
    : { entry: { label: name }, rung: { by: 'label', texts: [name] } };
}

/** An id that is made anew with each build or page would not lead there the next time. */
function isLasting(id: string): boolean {
  return id !== '' && !/\d{4}|[0-9a-f]{8}|^:|:$/i.test(id);
}
