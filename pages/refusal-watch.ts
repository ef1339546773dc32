import { now, readOnce, seen } from './controls/look.js';
import { REFUSAL, type SignInPlace, type SignInScreen } from './sign-in-screen.js';
import type { Tab } from './tab.js';
import { until } from './until.js';
import { newLines, visibleLines } from './visible-lines.js';

/** Tells a refusal of a form whose texts are unknown, from the moment before it is sent. */
export interface RefusalWatch {
  readonly look: (screen: SignInScreen | null) => Promise<SignInScreen | null>;
  readonly stop: () => void;
}

/** A refusal is a new line with the words of one, or the same form, emptied by a new page, even where it says nothing. */
export async function watchForRefusal(tab: Tab, at: SignInPlace): Promise<RefusalWatch> {
  const before = (await until(tab, tab.patience, () => visibleLines(tab))) ?? [];
  let loads = 0;
  const loaded = (): void => {
    loads += 1;
  };
  tab.page.on('domcontentloaded', loaded);
  return {
    look: async (screen) => {
      const isForm = screen !== null && (screen.is === 'form' || screen.is === 'password') && screen.at === at;
      if (!isForm) return null;
      const lines = (await visibleLines(tab)) ?? [];
      const text = newLines(before, lines).find((line) => REFUSAL.test(line));
      if (text !== undefined) return { is: 'refused', at, text };
      return loads > 0 && (await isEmpty(tab, at)) ? { is: 'refused', at, text: 'the empty form came back' } : null;
    },
    stop: () => tab.page.off('domcontentloaded', loaded),
  };
}

async function isEmpty(tab: Tab, at: SignInPlace): Promise<boolean> {
  const password = await seen(tab, at.password);
  if (password === null) return false;
  const empty = (field: Element): boolean => field instanceof HTMLInputElement && field.value === '';
  return (await now(() => readOnce(password.locator, empty), null)) ?? false;
}
