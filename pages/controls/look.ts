import type { Frame, Locator } from 'playwright';

import { isGone } from '../gone.js';
import { inTime, until } from '../until.js';
import { SwapError } from '../errors.js';
import { describeScreen } from '../describe-screen.js';
import type { Tab } from '../tab.js';
import { type Rung, type Sought, rungName } from './control.js';
import { locate } from './locate.js';
import { effectiveLadder } from './overrides.js';
import { harmIn, readHints } from './hints.js';
import { isLabelled, isPressControl, isStep, readWritten, takesCode, wrongFor } from './written.js';

/** A control that was found: exactly one visible element, and the rung that led to it. */
export interface Found {
  readonly control: Sought;
  readonly locator: Locator;
  readonly frame: Frame;
  readonly rung: string;
}

/** A part of the screen, and the frame that it lies in. */
export interface Part {
  readonly frame: Frame;
  readonly container: Locator;
}

/** Where a look looks, and the frame that this is in. */
interface Area {
  readonly frame: Frame;
  readonly place: Frame | Locator;
}

/** What one look at the screen for a control gives. */
export type Sighting =
  | { readonly kind: 'found'; readonly found: Found }
  /** A rung matched several elements, and no other rung matched one: choosing between them would be a guess. */
  | { readonly kind: 'ambiguous'; readonly rung: string; readonly count: number }
  | { readonly kind: 'absent' };

/** Looks once for a control, in every frame, or within the given part of the screen alone. */
export async function look(tab: Tab, control: Sought, within: Frame | Part | null = null): Promise<Sighting> {
  const areas = within === null ? tab.page.frames().map(areaOf) : [areaOf(within)];
  let several: Sighting = { kind: 'absent' };
  const { rungs, isOperators } = effectiveLadder(tab.overrides, control);
  for (const [index, rung] of rungs.entries()) {
    const matches = (await Promise.all(areas.map((area) => matchesIn(area, rung)))).filter(({ count }) => count > 0);
    const [match] = matches;
    const count = matches.reduce((sum, each) => sum + each.count, 0);
    if (match !== undefined && count === 1) {
      const isIt = !isOperators(rung) || (await isRight(tab, control, match.locator, rungName(rung)));
      if (isIt) return found(tab, control, match.locator, rung, match.frame);
    }
    if (count > 1 && several.kind === 'absent') several = { kind: 'ambiguous', rung: rungName(rung), count };
    // Most looks are for what is not there: one question tells that of all other rungs. An operator's may be one that no browser
    // understands, and would spoil it for the others.
    const others = rungs.slice(1);
    if (index === 0 && count === 0 && !others.some(isOperators) && !(await isAnywhere(areas, others))) return several;
  }
  return several;
}

function areaOf(within: Frame | Part): Area {
  return 'container' in within ? { frame: within.frame, place: within.container } : { frame: within, place: within };
}

async function matchesIn(
  { frame, place }: Area,
  rung: Rung,
): Promise<{ readonly locator: Locator; readonly frame: Frame; readonly count: number }> {
  const all = locate(place, rung);
  const count = await now(() => all.count(), 0);
  if (count < 2 || rung.by === 'text') return { locator: all, frame, count };
  // Only several matches are worth the dearer question which of them lie innermost; those of a text do, and hold themselves.
  const locator = innermost(all);
  return { locator, frame, count: await now(() => locator.count(), 0) };
}

async function isAnywhere(areas: readonly Area[], rungs: readonly Rung[]): Promise<boolean> {
  if (rungs.length === 0) return false;
  const counts = areas.map(({ place }) => now(() => anyOf(place, rungs).count(), 0));
  return (await Promise.all(counts)).some((count) => count > 0);
}

/** The control if it can be seen now, else `null`. */
export async function seen(tab: Tab, control: Sought, within: Frame | Part | null = null): Promise<Found | null> {
  const sighting = await look(tab, control, within);
  return sighting.kind === 'found' ? sighting.found : null;
}

/**
 * Whether any of these controls may be there: one question for all, where they seldom are. An operator's rung may be one that
 * no browser understands, and would spoil it for the others.
 */
export async function mayBeSeen(tab: Tab, controls: readonly Sought[]): Promise<boolean> {
  const ladders = controls.map((control) => effectiveLadder(tab.overrides, control));
  if (ladders.some(({ rungs, isOperators }) => rungs.some(isOperators))) return true;
  return await isAnywhere(tab.page.frames().map(areaOf), merged(ladders.flatMap(({ rungs }) => rungs)));
}

/** Everything that any rung of these controls' ladders matches, to tell how near it lies: never to press. */
export function everyMatch(tab: Tab, controls: readonly Sought[], place: Frame | Locator): Locator {
  return anyOf(place, merged(controls.flatMap((control) => effectiveLadder(tab.overrides, control).rungs)));
}

/** The same rungs, with one for all names of the same roles, and one for all texts: each costs a walk through the screen. */
function merged(rungs: readonly Rung[]): readonly Rung[] {
  const ways = new Map<string, Rung>();
  for (const [index, rung] of rungs.entries()) {
    const way = rung.by === 'role' ? rung.roles.join() : rung.by === 'text' ? rung.by : String(index);
    const same = ways.get(way);
    if (rung.by === 'role' && same?.by === 'role') ways.set(way, { ...rung, names: [...same.names, ...rung.names] });
    else if (rung.by === 'text' && same?.by === 'text')
      ways.set(way, { ...rung, texts: [...same.texts, ...rung.texts] });
    else ways.set(way, rung);
  }
  return [...ways.values()];
}

function anyOf(place: Frame | Locator, rungs: readonly Rung[]): Locator {
  const [first, ...rest] = rungs.map((rung) => locate(place, rung));
  if (first === undefined) throw new TypeError('A control has an empty ladder.');
  return rest.reduce((all, each) => all.or(each), first);
}

/**
 * Waits until exactly one element of the control can be seen.
 * @throws SwapError `control-not-found` or `control-ambiguous`.
 */
export async function find(tab: Tab, control: Sought, within: Frame | Part | null = null): Promise<Found> {
  const found = await until(tab, tab.patience, () => seen(tab, control, within));
  if (found !== null) return found;
  const last = (await inTime(tab, tab.patience, look(tab, control, within))) ?? { kind: 'absent' };
  if (last.kind === 'found') return last.found;
  const screen = await describeScreen(tab.page);
  const isLed = tab.overrides.controls.has(control.name);
  const own = isLed ? 'The file that CONTROLS_FILE names says where it is: look at that first. ' : '';
  if (last.kind === 'ambiguous') {
    throw new SwapError(
      'control-ambiguous',
      `${last.count} elements could be the control ${control.name} (${last.rung}) on ${screen}.`,
      `${own}Nothing was chosen. The screen differs from the one this version knows: look at the screenshot of this step.`,
    );
  }
  throw new SwapError(
    'control-not-found',
    `The control ${control.name} (${effectiveLadder(tab.overrides, control).rungs.map(rungName).join(', then ')}) was not found on ${screen}.`,
    `${own}Look at the screenshot of this step: the screen differs from the one this version knows, or is in another language.`,
  );
}

/** A menu entry around a link with the same name is one control: what lies innermost is what a person presses. */
function innermost(locator: Locator): Locator {
  return locator.filter({ hasNot: locator });
}

function found(tab: Tab, control: Sought, locator: Locator, rung: Rung, frame: Frame): Sighting {
  const name = rungName(rung);
  tab.onControl(control.name, name);
  return { kind: 'found', found: { control, locator, frame, rung: name } };
}

/**
 * Whether what an operator's rung led to is the control, as far as what is written on it tells.
 * @throws SwapError `configuration` where it is another, or what is never pressed.
 */
async function isRight(tab: Tab, control: Sought, locator: Locator, rung: string): Promise<boolean> {
  const written = await now(() => readOnce(locator, readWritten), null);
  if (written === null) return false;
  const hints = isStep(control.name) ? await now(() => readOnce(locator, readHints), null) : null;
  const wrong = wrongFor(control.name, written.all) ?? (hints === null ? undefined : harmIn(hints));
  if (wrong !== undefined) {
    throw new SwapError(
      'configuration',
      `CONTROLS_FILE leads ${control.name} (${rung}) to “${wrong}”, which is another control. It was not used.`,
      'Say where the control itself is, or leave it out of the file.',
    );
  }
  if (takesCode(control)) return written.isCodeField;
  return !isPressControl(control) || isLabelled(tab.overrides, control, written);
}

/**
 * What a function, which runs in the page, says of what a locator matches now, or `null` where nothing is there. `evaluateAll`
 * would have Playwright's own script, 330 kB of it, loaded into the page a second time: the page's scripts and the looks have
 * a world each (Playwright 1.65).
 */
export async function readOnce<T>(locator: Locator, read: (element: Element) => T): Promise<T | null> {
  const [handle] = await locator.elementHandles();
  return handle === undefined ? null : await handle.evaluate(read);
}

/** What a look without waiting gives, or `gone` where the page was replaced under it. */
export async function now<T>(look: () => Promise<T>, gone: T): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (isGone(error)) return gone;
    throw error;
  }
}
