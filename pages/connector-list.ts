import type { Frame, Locator } from 'playwright';

import { alignNavigation as controls } from './controls/align.js';
import { PRESSABLE, type Rung, wholeText } from './controls/control.js';
import { look, now, seen } from './controls/look.js';
import { FORBIDDEN } from './controls/written.js';
import type { Tab } from './tab.js';
import type { WindowIdentity } from './window-fields.js';

/** Where the wanted connector stands on the screen now. */
export type ListSighting =
  /** In the chooser; `chosen` where it is the chosen one already. */
  | {
      readonly is: 'choice';
      readonly value: string;
      /** Its text, `null` where another choice has the same. */
      readonly text: string | null;
      readonly chosen: boolean;
      readonly chooser: Locator;
    }
  /** Perhaps in a list that a script draws, whose choices show once it is opened; and what is seen without that. */
  | { readonly is: 'closed'; readonly listBox: Locator; readonly otherwise: Opened }
  /** In a list of names. `sure` where it is something to press by that name or id; a mere text may also be a title. */
  | { readonly is: 'entry'; readonly press: Locator; readonly sure: boolean }
  /** More than one has this name or id. */
  | { readonly is: 'several'; readonly count: number; readonly ids: readonly string[]; readonly sure: boolean }
  /** A chooser is there and does not offer it. */
  | { readonly is: 'not-offered'; readonly offered: readonly string[] }
  | { readonly is: 'nothing' };

/** Looks once for a connector by its id or its exact name, case ignored, in the chooser and in lists of names. */
export async function lookForConnector(tab: Tab, wanted: string): Promise<ListSighting> {
  const chooser = await seen(tab, {
    ...controls.chooser,
    ladder: [...controls.chooser.ladder, offering(wanted)],
  });
  const choice = chooser === null ? null : await lookInChooser(chooser.locator, wanted);
  if (choice !== null && choice !== 'closed') return choice;
  const entry = await lookForEntry(tab, (frame) => entriesIn(frame, wanted), true);
  if (entry.is !== 'nothing') return entry;
  const text = await lookForEntry(tab, (frame) => textsIn(frame, wanted), false);
  return chooser !== null && choice === 'closed' ? { is: 'closed', listBox: chooser.locator, otherwise: text } : text;
}

/** The window that is open is the wanted connector's: by its id, or by the name it shows. */
export async function isWindowOf(tab: Tab, { id, name }: WindowIdentity, wanted: string): Promise<boolean> {
  if (id === wanted) return true;
  if (name !== null && wholeText([wanted]).test(name)) return true;
  const chosen = await now(() => lookForConnector(tab, wanted), { is: 'nothing' });
  // A choice by its id has the name that the window shows.
  if (chosen.is === 'choice') {
    if (!chosen.chosen || (id !== null && chosen.value === wanted)) return false;
    return name === null || (chosen.text !== null && wholeText([name]).test(chosen.text));
  }
  if (name !== null) return false;
  return (
    (
      await look(tab, {
        name: 'connector.heading',
        ladder: [{ by: 'role', roles: ['heading'], names: [wanted] }],
      })
    ).kind !== 'absent'
  );
}

type Opened = Exclude<ListSighting, { is: 'closed' }>;

async function lookForEntry(tab: Tab, waysIn: (frame: Frame) => Locator[], sure: boolean): Promise<Opened> {
  const entries: Locator[] = [];
  let count = 0;
  for (const frame of tab.page.frames()) {
    const ways = waysIn(frame);
    // Most frames have none: one question tells that of all ways.
    const [first, ...others] = ways;
    if (first === undefined || (await now(() => others.reduce((all, each) => all.or(each), first).count(), 0)) === 0)
      continue;
    for (const press of ways) {
      const matches = await now(() => press.count(), 0);
      if (matches === 0) continue;
      count += matches;
      entries.push(press);
      break;
    }
  }
  const [entry] = entries;
  if (entry === undefined) return { is: 'nothing' };
  return count === 1 ? { is: 'entry', press: entry, sure } : { is: 'several', count, ids: [], sure };
}

/** The last rung for the chooser, whatever it is called: the choice that offers the wanted name. */
function offering(wanted: string): Rung {
  return { by: 'css', selector: `select:has(option:text-is(${JSON.stringify(wanted)}))` };
}

/**
 * `null` where what is called like the chooser is none, as a dialog or a field to search in may be, or a list that a script draws
 * and that is open, or has the wanted name chosen: its choices are looked for like all that is to be pressed.
 */
async function lookInChooser(chooser: Locator, wanted: string): Promise<Opened | 'closed' | null> {
  const seenIn = await chooser.evaluate(readChooser);
  if (seenIn.is === 'other') return null;
  if (seenIn.is === 'list-box') return seenIn.isOpen || wholeText([wanted]).test(seenIn.text) ? null : 'closed';
  const { options } = seenIn;
  const isWanted = wholeText([wanted]);
  const byId = options.filter(({ value }) => value === wanted);
  const matches = byId.length > 0 ? byId : options.filter(({ text }) => isWanted.test(text));
  const [match, ...others] = matches;
  if (match === undefined) return { is: 'not-offered', offered: options.filter(isConnector).map(named) };
  if (others.length > 0)
    return { is: 'several', count: matches.length, ids: matches.map(({ value }) => value), sure: true };
  const isOnly = options.filter(({ text }) => text === match.text).length === 1;
  return { is: 'choice', value: match.value, text: isOnly ? match.text : null, chosen: match.selected, chooser };
}

/** Runs in the page. */
function readChooser(
  element: Element,
):
  | { is: 'select'; options: { text: string; value: string; selected: boolean }[] }
  | { is: 'list-box'; text: string; isOpen: boolean }
  | { is: 'other' } {
  if (element instanceof HTMLSelectElement) {
    const options = [...element.options].map(({ text, value, selected }) => ({ text: text.trim(), value, selected }));
    return { is: 'select', options };
  }
  if (!element.matches('[role="combobox"]:not([type="search"]), [aria-haspopup="listbox"]')) return { is: 'other' };
  const text = element instanceof HTMLInputElement ? element.value : element.textContent;
  return { is: 'list-box', text: text.trim(), isOpen: element.getAttribute('aria-expanded') === 'true' };
}

/** A chooser's first choice may only ask to choose. */
function isConnector({ value }: { value: string }): boolean {
  return !['', '0', '-1'].includes(value);
}

/** A choice without a value of its own has its text for one. */
function named({ text, value }: { text: string; value: string }): string {
  return text === value ? text : `${text} (id ${value})`;
}

/** From the surest to the vaguest: something to press with that name, a link or a choice with that id, a row with that name or id. */
function entriesIn(frame: Frame, wanted: string): Locator[] {
  const name = wholeText([wanted]);
  const [button, ...others] = [...PRESSABLE, 'radio' as const, 'option' as const].map((role) =>
    frame.getByRole(role, { name }),
  );
  const named = others.reduce((all, each) => all.or(each), button ?? frame.locator(':not(*)'));
  const id = CSS_SAFE.test(wanted)
    ? frame.locator(
        `a[href$="?i=${wanted}"], a[href*="?i=${wanted}&"], [role="option"]:is([data-value="${wanted}"], [data-id="${wanted}"], [value="${wanted}"])`,
      )
    : frame.locator(':not(*)');
  const row = frame.locator('tr, [role="row"], li').filter({ has: frame.getByText(name) });
  // What a row offers beside its name may be anything.
  const harmless = { hasNotText: FORBIDDEN };
  const opens = opensIn(wanted).map((name) =>
    row.getByRole('link', { name }).or(row.getByRole('button', { name })).filter(harmless),
  );
  // One that says what it does, if only to those who can't see it, does that.
  const says = '[aria-label], [title], [alt]:not([alt=""]), title';
  const onlyPress = row.locator(`a[href]:not(${says}):not(:has(${says}))`).filter({ hasNotText: /\S/ });
  return [named, id, ...opens, onlyPress].map((each) => each.filter({ hasNot: each }).visible());
}

/** What is only written there: something that opens it, in the smallest part around the name that has anything to press; or the name. */
function textsIn(frame: Frame, wanted: string): Locator[] {
  const text = frame.getByText(wholeText([wanted])).visible();
  const card = text.locator(
    'xpath=ancestor::*[descendant::a or descendant::button or descendant::*[@role="button"]][1][not(self::main or self::body or self::form or @role="main")]',
  );
  const opens = opensIn(wanted).map((name) =>
    card.getByRole('link', { name }).or(card.getByRole('button', { name })).visible(),
  );
  return [...opens, text.and(frame.locator(`:not(${TITLES})`))];
}

/** What is written on something that opens the connector that it stands beside: a word alone, else one that says what it opens. */
function opensIn(wanted: string): readonly [RegExp, RegExp] {
  const verbs = ['Edit', 'Open', 'Select', 'Configure', 'View', 'Manage'];
  const objects = ['connector', 'details', 'settings', wanted];
  return [wholeText(verbs), wholeText(verbs.flatMap((verb) => objects.map((object) => `${verb} ${object}`)))];
}

/** Parts of a screen whose text names what is shown, and opens nothing. */
const TITLES =
  ':is(h1, h2, h3, h4, h5, h6, [role="heading"], legend, label, option, [role="combobox"], nav, title), :is(h1, h2, h3, h4, h5, h6, [role="heading"], legend, label, nav) *';

/** An id as it may stand in an attribute selector. */
const CSS_SAFE = /^[\w-]+$/;
