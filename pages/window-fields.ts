import { connector } from './controls/connector.js';
import { type Found, now, seen } from './controls/look.js';
import type { Tab } from './tab.js';
import type { WindowPlace } from './window-place.js';

/** What a field holds: what is typed, chosen or checked in it, else its text. */
export async function valueOf({ locator }: Found): Promise<string> {
  const value = await locator.evaluate((element) => {
    if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text ?? '';
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value;
    const checked = element.querySelector<HTMLInputElement>('input:checked');
    return checked?.labels?.[0]?.innerText ?? (element as HTMLElement).innerText;
  });
  return value.trim().replace(/\s+/g, ' ');
}

/** Which connector's window it is, as far as it says so itself. */
export async function identityIn(tab: Tab, place: WindowPlace): Promise<{ id: string | null; name: string | null }> {
  const name = await seen(tab, connector.connectorName, place);
  const values =
    name === null
      ? []
      : await now(
          () => name.locator.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
          [],
        );
  return { id: await connectorId(place), name: values[0]?.trim() ?? null };
}

/** The connector's id: the number behind the field names, else `i` in the window's address (docs/facts.md, the form of 2022). */
async function connectorId({ frame, jiraLink }: WindowPlace): Promise<string | null> {
  const names = await jiraLink.locator.evaluate((element) => [element.getAttribute('name') ?? '', element.id]);
  const numbered = names.map((name) => /^[A-Za-z]+(\d+)$/.exec(name)?.[1]).find((id) => id !== undefined);
  return numbered ?? new URL(frame.url(), 'http://localhost').searchParams.get('i');
}
