import { connector } from './controls/connector.js';
import { wholeText } from './controls/control.js';
import { type Found, now, seen } from './controls/look.js';
import type { Tab } from './tab.js';
import { type WindowPlace, fieldsOf } from './window-place.js';

/** What a field holds: what is typed, chosen or checked in it, else its text. */
export async function valueOf({ locator }: Found): Promise<string> {
  const value = await locator.evaluate(readValue);
  return value.trim().replace(/\s+/g, ' ');
}

/** Runs in the page. */
function readValue(element: Element): string {
  if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text ?? '';
  const labelOf = (field: HTMLInputElement | null | undefined): string | undefined => field?.labels?.[0]?.innerText;
  if (element instanceof HTMLInputElement && element.type === 'radio') {
    const choices = [...(element.form ?? document).querySelectorAll<HTMLInputElement>('input[type="radio"]')];
    const checked = choices.find(({ name, checked }) => checked && name === element.name);
    return labelOf(checked) ?? checked?.value ?? '';
  }
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value;
  return labelOf(element.querySelector<HTMLInputElement>('input:checked')) ?? (element as HTMLElement).innerText;
}

/** Which connector's window it is, as far as it says so itself. */
export interface WindowIdentity {
  readonly id: string | null;
  readonly name: string | null;
}

/** Whether two windows say that they are of different connectors; one that says nothing of itself contradicts nothing. */
export function isAnother(one: WindowIdentity, other: WindowIdentity): boolean {
  if (one.id !== null && other.id !== null) return one.id !== other.id;
  return one.name !== null && other.name !== null && !wholeText([one.name]).test(other.name);
}

/** Reads which connector's window it is. */
export async function identityIn(tab: Tab, place: WindowPlace): Promise<WindowIdentity> {
  const name = await seen(tab, connector.connectorName, place);
  // A name that is only shown leads to the next field, which is none of its own.
  const isOwn = name !== null && (await now(() => name.locator.and(fieldsOf(place)).count(), 1)) === 0;
  const value = isOwn ? await now(() => valueOf(name), '') : '';
  return { id: await connectorId(place), name: value === '' ? null : value };
}

/**
 * The connector's id: the number that the names of the fields end in, else `i` in the window's address (docs/facts.md, the form
 * of 2022). Names that a framework makes up end in numbers too, but not in the same.
 */
async function connectorId(place: WindowPlace): Promise<string | null> {
  const fields = await fieldsOf(place).elementHandles();
  const names = (await fields[0]?.evaluate(namesOf, fields)) ?? [];
  // The names of 2022 say it alone.
  const own = names.flat().map((name) => /^(?:txtURL|txtAPIURL|ddlAuthType)(\d+)$/.exec(name)?.[1]);
  const known = own.find((id) => id !== undefined);
  if (known !== undefined) return known;
  const numbers = names
    .map((both) => both.map((name) => /^[A-Za-z]+(\d+)$/.exec(name)?.[1]).find((id) => id !== undefined))
    .filter((id) => id !== undefined);
  const [first, ...others] = numbers;
  if (first !== undefined && others.length > 0 && others.every((each) => each === first)) return first;
  return new URL(place.frame.url(), 'http://localhost').searchParams.get('i');
}

/** Runs in the page. */
function namesOf(_field: Node, fields: Node[]): string[][] {
  return fields.filter((each) => each instanceof Element).map((each) => [each.getAttribute('name') ?? '', each.id]);
}
