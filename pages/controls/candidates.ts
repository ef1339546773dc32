import type { Frame, Locator } from 'playwright';

import type { Tab } from '../tab.js';
import type { Rung, Sought } from './control.js';
import { type Part, type Sighting, look, now } from './look.js';
import { NO_OVERRIDES } from './overrides.js';

/** Something on the screen that a person could press, fill in or read as a title, as it can be told from others. No value is in it. */
export interface Candidate {
  readonly role: 'button' | 'link' | 'textbox' | 'password' | 'combobox' | 'heading';
  /** What is written on it, or the label that it has. */
  readonly name: string;
  readonly tag: string;
  readonly id: string;
  readonly field: string;
  readonly testId: string;
  readonly isSubmit: boolean;
  /** Its place in its document, by which two readings of it are told to be one. */
  readonly path: string;
}

/** How many elements each rung of a ladder matches, in its order. */
export async function countRungs(
  tab: Tab,
  name: string,
  ladder: readonly Rung[],
  within: Frame | Part | null = null,
): Promise<readonly { readonly count: number; readonly sighting: Sighting }[]> {
  const counts = [];
  for (const rung of ladder) {
    const sighting = await probe(tab, { name, ladder: [rung] }, within);
    counts.push({
      sighting,
      count: sighting.kind === 'ambiguous' ? sighting.count : sighting.kind === 'found' ? 1 : 0,
    });
  }
  return counts;
}

/** Looks once by this very ladder, whatever an operator says; nobody is told that the control was used. */
export async function probe(tab: Tab, control: Sought, within: Frame | Part | null = null): Promise<Sighting> {
  return await look({ ...tab, overrides: NO_OVERRIDES, onControl: () => undefined }, control, within);
}

/** Everything on the screen, or in a part of it, that may be a control. */
export async function candidatesIn(tab: Tab, within: Part | null = null): Promise<readonly Candidate[]> {
  const all: Candidate[] = [];
  const places = within === null ? tab.page.frames() : [within.container];
  for (const place of places) all.push(...(await now(() => place.locator(ANY).evaluateAll(describe, null), [])));
  return all;
}

/** The element that was found, as a candidate. */
export async function candidateOf(locator: Locator): Promise<Candidate | null> {
  return (await now(() => locator.evaluateAll(describe, null), []))[0] ?? null;
}

/** What a press of an element would press or a click into it fill in, as a candidate: an icon belongs to its button, a label to its field. */
export async function candidateAround(locator: Locator): Promise<Candidate | null> {
  return (await now(() => locator.evaluateAll(describe, ANY), []))[0] ?? null;
}

const ANY =
  'button, a[href], input:not([type="hidden"]), select, textarea, summary, h1, h2, h3, [onclick], [aria-expanded], [aria-haspopup], [tabindex="0"], [role="button"], [role="link"], [role="menuitem"], [role="tab"], [role="textbox"], [role="combobox"], [role="heading"]';

/** Runs in the page: nothing outside of it can be used here. With `whole` it describes what such elements are a part of. */
function describe(elements: Element[], whole: string | null): Candidate[] {
  const short = (text: string | null | undefined): string => (text ?? '').trim().replace(/\s+/g, ' ').slice(0, 80);
  const pathOf = (element: Element): string => {
    const steps: number[] = [];
    for (let each: Element | null = element; each !== null; each = each.parentElement)
      steps.unshift(each.parentElement === null ? 0 : [...each.parentElement.children].indexOf(each));
    return `${document.location.pathname} ${steps.join('.')}`;
  };
  const roleOf = (element: Element): Candidate['role'] => {
    const own = element.getAttribute('role') ?? '';
    if (element instanceof HTMLInputElement) {
      if (element.type === 'password') return 'password';
      return /^(?:submit|button|image|reset)$/.test(element.type) ? 'button' : 'textbox';
    }
    if (element instanceof HTMLTextAreaElement || own === 'textbox') return 'textbox';
    // What stands in these was typed or chosen.
    if (element instanceof HTMLElement && element.isContentEditable) return 'textbox';
    if (element.getAttribute('aria-haspopup') === 'listbox') return 'combobox';
    if (element instanceof HTMLSelectElement || own === 'combobox') return 'combobox';
    if (/^H[1-3]$/.test(element.tagName) || own === 'heading') return 'heading';
    return element.tagName === 'A' && own === '' ? 'link' : 'button';
  };
  const nameOf = (element: Element, role: Candidate['role']): string => {
    const by = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '');
    const labelled = by.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0]?.innerText : undefined;
    const isPress = role === 'button' || role === 'link' || role === 'heading';
    const written = element instanceof HTMLInputElement ? element.value : (element as HTMLElement).innerText;
    const texts = [
      labelled,
      element.getAttribute('aria-label'),
      label,
      // What is in a field may be a secret: only on what is pressed is it a label.
      isPress ? written : null,
      element.getAttribute('title'),
      element.getAttribute('placeholder'),
    ];
    return texts.map(short).find((text) => text !== '') ?? '';
  };
  return elements
    .map((element) =>
      whole === null ? element : (element.closest(whole) ?? element.closest('label')?.control ?? element),
    )
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => {
      const role = roleOf(element);
      return {
        role,
        name: nameOf(element, role),
        tag: element.tagName.toLowerCase(),
        id: short(element.id),
        field: short(element.getAttribute('name')),
        testId: short(element.getAttribute('data-testid')),
        isSubmit: 'type' in element && element.type === 'submit',
        path: pathOf(element),
      };
    });
}
