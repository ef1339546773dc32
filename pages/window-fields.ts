import type { Found } from './controls/look.js';
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

/** The connector's id: the number behind the field names, else `i` in the window's address (docs/facts.md, the form of 2022). */
export async function connectorId({ frame, jiraLink }: WindowPlace): Promise<string | null> {
  const names = await jiraLink.locator.evaluate((element) => [element.getAttribute('name') ?? '', element.id]);
  const numbered = names.map((name) => /^[A-Za-z]+(\d+)$/.exec(name)?.[1]).find((id) => id !== undefined);
  return numbered ?? new URL(frame.url(), 'http://localhost').searchParams.get('i');
}
