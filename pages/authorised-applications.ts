import { below, originOf } from './address.js';
import { authorisedApplications as controls } from './controls/jira.js';
import { now, seen } from './controls/look.js';
import { open } from './open.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/** One application that the signed-in account has allowed, as its row in Jira's list shows it. */
export interface AuthorisedApplication {
  /** The row's texts from left to right, without the Revoke link's. The column headings are unknown (docs/facts.md). */
  readonly cells: readonly string[];
  /** The machine-readable time, where the row has one. */
  readonly time: string | null;
}

/** The list, or that it could not be recognised. */
export type Applications =
  { readonly is: 'read'; readonly entries: readonly AuthorisedApplication[] } | { readonly is: 'unreadable' };

/** Jira's page “Authorized Applications” of the signed-in account. It is read; Revoke is never pressed. */
export class AuthorisedApplications {
  readonly #tab: Tab;
  readonly #url: URL;

  constructor(tab: Tab, jira: URL) {
    this.#tab = tab;
    this.#url = below(jira, '/plugins/servlet/oauth/users/access-tokens');
  }

  /**
   * Opens the list and reads it. It is empty where it stays so: rows may come after the title. `patiently` where much hangs on
   * that: an empty one is watched for half the time of an action, and rows until they stay the same.
   */
  async read(patiently = false): Promise<Applications> {
    await open(this.#tab, this.#url);
    const empty = { text: '', since: 0 };
    const rows = { text: '', since: 0 };
    const list = await until(this.#tab, this.#tab.patience, async (): Promise<Applications | null> => {
      if (!this.#isOpen()) return null;
      const entries = await now(() => this.#entries(), []);
      if (entries === null) return { is: 'unreadable' };
      const text = JSON.stringify(entries);
      if (text !== rows.text) Object.assign(rows, { text, since: performance.now() });
      const isWhole = !patiently || performance.now() - rows.since >= ROWS_STAY;
      if (entries.length > 0) return isWhole ? { is: 'read', entries } : null;
      if ((await seen(this.#tab, controls.title)) === null) return null;
      const { text: shown, isTable, hasRows } = await now(() => this.#shown(), NOTHING_SHOWN);
      if (shown !== empty.text) Object.assign(empty, { text: shown, since: performance.now() });
      // Rows without anything that is known to revoke may be applications all the same.
      if (shown === '' || hasRows || WAITING.test(shown)) return null;
      const most = this.#tab.patience / 2;
      const stays = patiently ? most : Math.min(isTable ? EMPTY_TABLE : EMPTY_PAGE, most);
      return performance.now() - empty.since >= stays ? { is: 'read', entries } : null;
    });
    return list ?? { is: 'unreadable' };
  }

  #isOpen(): boolean {
    const shown = this.#tab.page.url();
    return originOf(shown) === this.#url.origin && new URL(shown).pathname === this.#url.pathname;
  }

  async #shown(): Promise<typeof NOTHING_SHOWN> {
    const { page } = this.#tab;
    const cell = ':is(td, [role="cell"], [role="gridcell"]):not(:empty)';
    return {
      text: await page.locator('body').innerText(),
      isTable: (await page.locator('table, [role="table"], [role="grid"]').visible().count()) > 0,
      hasRows: (await page.locator(`${cell} ~ ${cell}`).visible().count()) > 0,
    };
  }

  /** `null` where something revokes, and what is a row's is not told from what is another's. */
  async #entries(): Promise<AuthorisedApplication[] | null> {
    return await this.#tab.page.evaluate(readEntries);
  }
}

/** Runs in the page. An application has something that revokes it, in its row of a table, or in the smallest part that says more. */
function readEntries(): AuthorisedApplication[] | null {
  const below = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((each) => [
      each,
      ...(each.shadowRoot === null ? [] : below(each.shadowRoot)),
    ]);
  const presses = below(document).filter((each) => each.matches('a, button, input, [role="button"], [role="link"]'));
  const word = (press: Element): string => {
    const shown = press instanceof HTMLInputElement ? press.value : press.textContent;
    return (
      [shown, press.getAttribute('aria-label'), press.getAttribute('title')].find((each) => each?.trim())?.trim() ?? ''
    );
  };
  const tableRow = 'tr, [role="row"]';
  // In a row it may show only under the pointer; elsewhere a text may have a link that speaks of revoking.
  const revokes = presses.filter((press) => {
    const row = press.closest(tableRow);
    if (row === null) return press.checkVisibility() && /^revoke(?:\s+access)?$/i.test(word(press));
    return row.checkVisibility() && /revoke/i.test(word(press));
  });
  const partOf = (revoke: Element): HTMLElement | null => {
    const row = revoke.closest<HTMLElement>(tableRow);
    if (row !== null) return row;
    let part = revoke.parentElement;
    while (part?.innerText.replace(word(revoke), '').trim() === '') part = part.parentElement;
    if (part === null) return null;
    const isWhole = part.querySelector('h1') === null && revokes.filter((each) => part.contains(each)).length === 1;
    return isWhole ? part : null;
  };
  const parts = new Set(revokes.map(partOf));
  const entries: AuthorisedApplication[] = [];
  for (const part of parts) {
    if (part === null) return null;
    const words = revokes.filter((each) => part.contains(each)).map(word);
    const cells = [...part.querySelectorAll<HTMLElement>('th, td, [role="cell"], [role="gridcell"]')];
    const texts = cells.length > 0 ? cells.map((cell) => cell.innerText) : part.innerText.split('\n');
    entries.push({
      cells: texts
        .map((text) => words.reduce((rest, each) => rest.replace(each, ''), text))
        .map((text) => text.trim().replace(/\s+/g, ' '))
        .filter((text) => text !== ''),
      time: part.querySelector('time')?.getAttribute('datetime') ?? null,
    });
  }
  return entries;
}

/** What a page shows that was replaced under the look. */
const NOTHING_SHOWN = { text: '', isTable: false, hasRows: false };

/** Milliseconds for which a table without rows, and a page that has nothing but its title, must stay the same to be empty. */
const EMPTY_TABLE = 1_000;
const EMPTY_PAGE = 3_000;

/** Milliseconds for which rows must stay the same, where they may be drawn one after the other. */
const ROWS_STAY = 1_000;

/** What a page may say while its list is on its way. */
const WAITING = /\bloading\b|please wait/i;
