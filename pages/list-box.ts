import type { Locator } from 'playwright';

import { wholeText } from './controls/control.js';
import { now } from './controls/look.js';
import type { Tab } from './tab.js';

/** A list of connectors that a page's script opens and closes, and not the browser's own: how it stands now. */
export type ListBoxSighting =
  | { readonly is: 'absent' }
  /** It shows the wanted name as the chosen one. */
  | { readonly is: 'chosen'; readonly text: string; readonly listBox: Locator }
  | { readonly is: 'closed'; readonly listBox: Locator }
  /** Its choices are other things to press, on the same screen. */
  | { readonly is: 'open' };

/** Looks once for the one list of that kind that is about connectors. */
export async function lookForListBox(tab: Tab, wanted: string): Promise<ListBoxSighting> {
  for (const frame of tab.page.frames()) {
    const listBox = frame
      .getByRole('combobox', { name: /\bconnectors?\b/i })
      .and(frame.locator(':not(select)'))
      .visible();
    const [shown, ...others] = await now(() => listBox.evaluateAll(readListBoxes), []);
    if (shown === undefined || others.length > 0) continue;
    const { text, isOpen } = shown;
    if (wholeText([wanted]).test(text)) return { is: 'chosen', text, listBox };
    return isOpen ? { is: 'open' } : { is: 'closed', listBox };
  }
  return { is: 'absent' };
}

/** The names that lists show that are open now. */
export async function openChoices(tab: Tab): Promise<readonly string[]> {
  const frames = tab.page.frames().map(async (frame) => {
    const choices = frame.getByRole('listbox').getByRole('option').visible();
    return await now(() => choices.allInnerTexts(), []);
  });
  return (await Promise.all(frames)).flat().map((text) => text.trim());
}

/** Opens it as a person does: by a click, or where that did not, by the key that opens lists (WAI-ARIA, combobox). */
export async function openListBox({ patience }: Tab, listBox: Locator, by: 'click' | 'key'): Promise<void> {
  if (by === 'click') await listBox.click({ timeout: patience });
  else await listBox.press('ArrowDown', { timeout: patience });
}

/** Runs in the page. */
function readListBoxes(all: Element[]): { text: string; isOpen: boolean }[] {
  return all.map((element) => ({
    text: (element instanceof HTMLInputElement ? element.value : (element as HTMLElement).innerText).trim(),
    isOpen: element.getAttribute('aria-expanded') === 'true',
  }));
}
