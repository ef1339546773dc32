import type { BrowserContext, Page } from 'playwright';

import { SwapError } from '../errors.js';
import { isClosed } from '../gone.js';
import { openPage } from '../open-page.js';
import type { Rung } from './control.js';
import { locate } from './locate.js';
import type { Overrides } from './overrides.js';

/**
 * Asks the browser whether it understands what an operator's file gives as CSS: nobody else knows that for certain, and the control
 * may not be looked for before something was pressed.
 * @throws SwapError `configuration`, with everything that it does not understand.
 */
export async function requireUnderstood(context: BrowserContext, overrides: Overrides): Promise<void> {
  const selectors = selectorsOf(overrides);
  if (selectors.length === 0) return;
  const page = await openPage(context);
  const answers = await Promise.all(selectors.map(({ rung }) => isUnderstood(page, rung)));
  await page.close();
  const wrong = selectors.filter((_, index) => answers[index] === false);
  if (wrong.length === 0) return;
  throw new SwapError(
    'configuration',
    `The browser does not understand what CONTROLS_FILE gives as CSS for ${wrong.map(({ name, rung }) => `${name} (${rung.selector})`).join(', ')}.`,
    'Mend the file that CONTROLS_FILE names: a selector can be tried in the developer tools of any browser, with document.querySelectorAll. Nobody was signed in.',
  );
}

type Css = Extract<Rung, { by: 'css' }>;

function selectorsOf({ controls, navigation }: Overrides): readonly { readonly name: string; readonly rung: Css }[] {
  const own = [...controls].map(([name, { before, after }]) => ({ name, ladder: [...before, ...after] }));
  return [...own, ...(navigation ?? [])].flatMap(({ name, ladder }) =>
    ladder.filter((rung) => rung.by === 'css').map((rung) => ({ name, rung })),
  );
}

/** Playwright and Chromium have no class for this error, and each its own words for it: on an empty page it can be nothing else. */
async function isUnderstood(page: Page, rung: Css): Promise<boolean> {
  try {
    await locate(page.mainFrame(), rung).count();
    return true;
  } catch (error) {
    if (isClosed(error)) throw error;
    return false;
  }
}
