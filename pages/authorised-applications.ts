import { below, originOf } from './address.js';
import { authorisedApplications as controls } from './controls/jira.js';
import { seen } from './controls/look.js';
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

  /** Opens the list and reads it. That it is empty must be seen: rows may come after the title. */
  async read(): Promise<Applications> {
    await open(this.#tab, this.#url);
    const empty = { text: '', since: 0 };
    const entries = await until(this.#tab, this.#tab.patience, async () => {
      if (!this.#isOpen()) return null;
      const rows = await this.#rows();
      if (rows.length > 0) return rows;
      if ((await seen(this.#tab, controls.title)) === null) return null;
      const { text, isList } = await this.#shown();
      if (WAITING.test(text)) return null;
      if (isList || NONE.test(text)) return rows;
      if (text !== empty.text) Object.assign(empty, { text, since: performance.now() });
      return performance.now() - empty.since >= STAYS_EMPTY ? rows : null;
    });
    return entries === null ? { is: 'unreadable' } : { is: 'read', entries };
  }

  #isOpen(): boolean {
    const shown = this.#tab.page.url();
    return originOf(shown) === this.#url.origin && new URL(shown).pathname === this.#url.pathname;
  }

  async #shown(): Promise<{ readonly text: string; readonly isList: boolean }> {
    const isList = (await this.#tab.page.locator('table, [role="table"], [role="grid"]').visible().count()) > 0;
    return { text: await this.#tab.page.locator('body').innerText(), isList };
  }

  /** An application has something that revokes it; what else stands in the same row, or nearest around it, is about it. */
  async #rows(): Promise<AuthorisedApplication[]> {
    return await this.#tab.page.locator('a, button, input, [role="button"], [role="link"]').evaluateAll((presses) => {
      const word = (press: Element): string =>
        press instanceof HTMLInputElement ? press.value : press instanceof HTMLElement ? press.innerText : '';
      const revokes = presses.filter((press) => /revoke/i.test(word(press)));
      const textAround = (part: HTMLElement, revoke: Element): string =>
        part.innerText.replace(word(revoke), '').trim();
      const rowOf = (revoke: Element): HTMLElement | null => {
        const row = revoke.closest<HTMLElement>('tr, [role="row"], li, [role="listitem"]');
        if (row !== null) return row;
        for (let part = revoke.parentElement; part !== null; part = part.parentElement)
          if (textAround(part, revoke) !== '') return part;
        return null;
      };
      return revokes.flatMap((revoke) => {
        const row = rowOf(revoke);
        if (row === null) return [];
        const cells = [...row.querySelectorAll<HTMLElement>('th, td, [role="cell"], [role="gridcell"]')];
        const texts = cells.length > 0 ? cells.map((cell) => cell.innerText) : row.innerText.split('\n');
        return [
          {
            cells: texts
              .map((text) => text.replace(word(revoke), '').trim().replace(/\s+/g, ' '))
              .filter((text) => text !== ''),
            time: row.querySelector('time')?.getAttribute('datetime') ?? null,
          },
        ];
      });
    });
  }
}

/** Milliseconds for which a page with the title alone must stay the same to be taken for an empty list: its look then is unknown. */
const STAYS_EMPTY = 3_000;

/** What a page may say while its list is on its way, and where there is none. */
const WAITING = /\bloading\b|please wait/i;
const NONE = /\b(?:no|not|none|nothing|any|haven.t|hasn.t)\b[^.\n]*\b(?:applications?|authori[sz]ed|access)/i;
