import type { Page } from 'playwright';

import { address } from './address.js';
import { SwapError } from './errors.js';
import { isClosed, isGone } from './gone.js';
import { inTime } from './until.js';

/** How many headings and controls a description names at the most: enough to know the screen by. */
const NAMED = 8;

/** Milliseconds for the browser to say what is there: with a navigation that is unanswered it says nothing. */
const PATIENCE = 2_000;

/**
 * What a person would say is on the screen: address without its query, title, headings, what can be pressed. No field's content.
 * @throws SwapError `unreachable` where the browser waits for the next page, which does not come: there is no screen then.
 */
export async function describeScreen(page: Page): Promise<string> {
  const where = address(page.url());
  try {
    const seeing = page.evaluate((named) => {
      const texts = (selector: string): string[] =>
        [...document.querySelectorAll<HTMLElement>(selector)]
          .filter((element) => element.checkVisibility())
          .map((element) =>
            (element instanceof HTMLInputElement ? element.value : element.innerText).trim().replace(/\s+/g, ' '),
          )
          .filter((text) => text !== '' && text.length <= 60)
          .slice(0, named);
      return {
        title: document.title,
        headings: texts('h1, h2, h3, legend, [role=alert]'),
        presses: texts('button, a, [role=button], input[type=submit], input[type=button]'),
      };
    }, NAMED);
    const seen = await inTime({}, PATIENCE, seeing);
    if (seen === null) throw nextPageMissing(where);
    const { title, headings, presses } = seen;
    const list = (name: string, texts: readonly string[]): string =>
      texts.length > 0 ? `; ${name}: ${texts.join(' | ')}` : '';
    return `${where} (“${title}”${list('headings', headings)}${list('can be pressed', presses)})`;
  } catch (error) {
    if (isGone(error) || isClosed(error)) return `${where} (it was being replaced or had been closed)`;
    throw error;
  }
}

function nextPageMissing(where: string): SwapError {
  return new SwapError(
    'unreachable',
    `The page at ${where} was left, and the next one did not come.`,
    'The site is slow or down at the moment. Run the same command again later.',
  );
}
