import type { Frame, Locator } from 'playwright';

import { isGone } from '../gone.js';
import { inTime, until } from '../until.js';
import { SwapError } from '../errors.js';
import { describeScreen } from '../describe-screen.js';
import type { Tab } from '../tab.js';
import { isLedAstray } from './catalogue.js';
import { type Control, type Rung, rungName, wholeText } from './control.js';

/** A control that was found: exactly one visible element, and the rung that led to it. */
export interface Found {
  readonly control: Control;
  readonly locator: Locator;
  readonly frame: Frame;
  readonly rung: string;
}

/** What one look at the screen for a control gives. */
export type Sighting =
  | { readonly kind: 'found'; readonly found: Found }
  /** A rung matched several elements, and no other rung matched one: choosing between them would be a guess. */
  | { readonly kind: 'ambiguous'; readonly rung: string; readonly count: number }
  | { readonly kind: 'absent' };

/** Looks once for a control, in every frame, or within the given part of the screen alone. */
export async function look(tab: Tab, control: Control, within?: Frame | Locator): Promise<Sighting> {
  const places = within === undefined ? tab.page.frames() : [within];
  let several: Sighting = { kind: 'absent' };
  for (const rung of ladderOf(tab, control)) {
    const matches: { locator: Locator; place: Frame | Locator; count: number }[] = [];
    for (const place of places) {
      const all = locate(place, rung);
      const some = await now(() => all.count(), 0);
      // Only several matches are worth the dearer question which of them lie innermost.
      const locator = some > 1 ? innermost(all) : all;
      const count = some > 1 ? await now(() => locator.count(), 0) : some;
      if (count > 0) matches.push({ locator, place, count });
    }
    const [match] = matches;
    const count = matches.reduce((sum, each) => sum + each.count, 0);
    if (match !== undefined && count === 1) return await found(tab, control, match.locator, rung, match.place);
    if (count > 1 && several.kind === 'absent') several = { kind: 'ambiguous', rung: rungName(rung), count };
  }
  return several;
}

/** The control if it can be seen now, else `null`. */
export async function seen(tab: Tab, control: Control, within?: Frame | Locator): Promise<Found | null> {
  const sighting = await look(tab, control, within);
  return sighting.kind === 'found' ? sighting.found : null;
}

/** Everything that any rung of a control's ladder matches, to tell how near it lies: never to press. */
export function everyMatch(tab: Tab, control: Control, place: Frame | Locator): Locator {
  const [first, ...rest] = ladderOf(tab, control).map((rung) => locate(place, rung));
  if (first === undefined) throw new TypeError('A control has an empty ladder.');
  return rest.reduce((all, each) => all.or(each), first);
}

/**
 * Waits until exactly one element of the control can be seen.
 * @throws SwapError `control-not-found` or `control-ambiguous`.
 */
export async function find(tab: Tab, control: Control, within?: Frame | Locator): Promise<Found> {
  const found = await until(tab, tab.patience, () => seen(tab, control, within));
  if (found !== null) return found;
  const last = (await inTime(tab, tab.patience, look(tab, control, within))) ?? { kind: 'absent' };
  if (last.kind === 'found') return last.found;
  const screen = await describeScreen(tab.page);
  if (last.kind === 'ambiguous') {
    throw new SwapError(
      'control-ambiguous',
      `${last.count} elements could be the control ${control.name} (${last.rung}) on ${screen}.`,
      'Nothing was chosen. The screen differs from the one this version knows: look at the screenshot of this step.',
    );
  }
  throw new SwapError(
    'control-not-found',
    `The control ${control.name} (${ladderOf(tab, control).map(rungName).join(', then ')}) was not found on ${screen}.`,
    'Look at the screenshot of this step: the screen differs from the one this version knows, or is in another language.',
  );
}

function ladderOf(tab: Tab, { name, ladder }: Control): readonly Rung[] {
  return tab.ladders.get(name) ?? ladder;
}

function locate(place: Frame | Locator, rung: Rung): Locator {
  switch (rung.by) {
    case 'css':
      return place.locator(`css=${rung.selector}`).visible();
    case 'numbered-name':
      return place.locator(numberedName(rung.prefix)).visible();
    case 'role': {
      const name = wholeText(rung.names);
      const [first, ...rest] = rung.roles.map((role) => place.getByRole(role, { name }));
      if (first === undefined) throw new TypeError('A rung by role names no role.');
      return rest.reduce((all, each) => all.or(each), first).visible();
    }
    case 'label':
      return place.getByLabel(wholeText(rung.texts)).visible();
    case 'beside':
      return place.locator(besideText(rung.texts)).visible();
    case 'text':
      return place.getByText(wholeText(rung.texts)).visible();
  }
}

/** XPath 1.0 has no pattern for "ends in digits only": what is left of the digits after the prefix must be nothing. */
function numberedName(prefix: string): string {
  const numbered = (attribute: string): string =>
    `(starts-with(@${attribute},'${prefix}') and string-length(@${attribute}) > ${prefix.length} and translate(substring-after(@${attribute},'${prefix}'),'0123456789','') = '')`;
  return `xpath=.//*[(self::input or self::select or self::textarea or self::button) and (${numbered('name')} or ${numbered('id')})]`;
}

function besideText(texts: readonly string[]): string {
  const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const own = (text: string): string =>
    `translate(normalize-space(translate(string(.),':*','')),'${upper}','${upper.toLowerCase()}') = '${text.toLowerCase()}'`;
  const label = `.//*[not(self::option) and (${texts.map(own).join(' or ')})]`;
  return `xpath=${label}/following::*[self::input[not(@type='hidden')] or self::select or self::textarea][1]`;
}

/** A menu entry around a link with the same name is one control: what lies innermost is what a person presses. */
function innermost(locator: Locator): Locator {
  return locator.filter({ hasNot: locator });
}

async function found(
  tab: Tab,
  control: Control,
  locator: Locator,
  rung: Rung,
  place: Frame | Locator,
): Promise<Sighting> {
  const frame = 'parentFrame' in place ? place : await frameOf(locator);
  if (frame === null) return { kind: 'absent' };
  const name = rungName(rung);
  if (tab.ladders.has(control.name)) await requireNotAstray(control, locator, name);
  tab.onControl(control.name, name);
  return { kind: 'found', found: { control, locator, frame, rung: name } };
}

async function requireNotAstray({ name }: Control, locator: Locator, rung: string): Promise<void> {
  const written = await now(() => locator.evaluateAll(writtenOn), []);
  const wrong = written.find((text) => isLedAstray(name, text));
  if (wrong === undefined) return;
  throw new SwapError(
    'configuration',
    `CONTROLS_FILE leads ${name} (${rung}) to “${wrong.trim()}”, which is another control. It was not used.`,
    'Say where the control itself is, or leave it out of the file.',
  );
}

/** What a person reads on an element. Runs in the page. */
function writtenOn(elements: Element[]): string[] {
  return elements.flatMap((element) => [
    element instanceof HTMLInputElement && /^(?:submit|button)$/.test(element.type) ? element.value : '',
    element.getAttribute('aria-label') ?? '',
    element.getAttribute('title') ?? '',
    /^(?:BUTTON|A)$/.test(element.tagName) || element.hasAttribute('role') ? element.textContent : '',
  ]);
}

/** Asks for what is there now: to wait for an element that has just gone would stall every look during a navigation. */
async function frameOf(locator: Locator): Promise<Frame | null> {
  const [handle] = await now(() => locator.elementHandles(), []);
  return handle === undefined ? null : await now(() => handle.ownerFrame(), null);
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
