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

  /** Opens the list and reads it. */
  async read(): Promise<Applications> {
    await open(this.#tab, this.#url);
    const recognised = await until(this.#tab, this.#tab.patience, async () =>
      this.#isOpen() && ((await seen(this.#tab, controls.title)) !== null || (await this.#rows()).length > 0)
        ? true
        : null,
    );
    return recognised === null ? { is: 'unreadable' } : { is: 'read', entries: await this.#rows() };
  }

  #isOpen(): boolean {
    const shown = this.#tab.page.url();
    return originOf(shown) === this.#url.origin && new URL(shown).pathname === this.#url.pathname;
  }

  /** A row is an application's when it has something that revokes it. */
  async #rows(): Promise<AuthorisedApplication[]> {
    return await this.#tab.page.locator('tr, [role="row"]').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const presses = [...row.querySelectorAll<HTMLElement>('a, button, input')];
        const word = (press: HTMLElement): string =>
          press instanceof HTMLInputElement ? press.value : press.innerText;
        if (!presses.some((press) => /revoke/i.test(word(press)))) return [];
        const revokes = presses.map(word).filter((each) => /revoke/i.test(each));
        const cells = [...row.querySelectorAll<HTMLElement>('th, td, [role="cell"], [role="gridcell"]')]
          .map((cell) => revokes.reduce((text, each) => text.replace(each, ''), cell.innerText))
          .map((text) => text.trim().replace(/\s+/g, ' '))
          .filter((text) => text !== '');
        return [{ cells, time: row.querySelector('time')?.getAttribute('datetime') ?? null }];
      }),
    );
  }
}
