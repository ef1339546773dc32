import { address } from './address.js';
import { alignNavigation, alignSignIn as controls } from './controls/align.js';
import { find, look, now, seen } from './controls/look.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import { open } from './open.js';
import type { Tab } from './tab.js';
import { type Password, submitPassword } from './type-secret.js';
import { until } from './until.js';
import { newLines, visibleLines } from './visible-lines.js';

type Screen =
  { readonly is: 'form' } | { readonly is: 'refused'; readonly text: string } | { readonly is: 'signed-in' };

/** Words of a refusal: the texts themselves are unknown (docs/facts.md, signing in to Jira Align). */
const REFUSAL =
  /incorrect|invalid|wrong|not (?:recogni[sz]ed|match|valid)|fail|denied|locked|disabled|too many|try again|unable/i;
const LOCKED = /locked|too many|disabled/i;

/** Who signs in. */
export interface AlignAccount {
  readonly username: string;
  readonly password: Password;
}

/** Jira Align's own sign-in form (“manual”): e-mail, password, Sign Me In. */
export class AlignSignIn {
  readonly #tab: Tab;
  readonly #url: URL;

  constructor(tab: Tab, url: URL) {
    this.#tab = tab;
    this.#url = url;
  }

  /**
   * Opens Jira Align and signs in, unless the session is alive. `patience` is for the whole, in milliseconds.
   * @throws SwapError `sign-in-refused`, `account-locked`, `password-misplaced`, `unknown-screen`, or as `open` does.
   */
  async signIn(account: AlignAccount, patience: number): Promise<void> {
    await open(this.#tab, this.#url);
    const first = await until(this.#tab, patience, () => this.#screen());
    if (first?.is === 'signed-in') return;
    if (first?.is !== 'form') throw await this.#stop(first, account.username);
    const username = await find(this.#tab, controls.username);
    await username.locator.fill(account.username, { timeout: this.#tab.patience, signal: this.#tab.signal });
    const before = await visibleLines(this.#tab);
    const loads = this.#countLoads();
    try {
      await submitPassword(this.#tab, controls, account.password);
      const last = await until(this.#tab, patience, async () => {
        const screen = await this.#screen();
        if (screen?.is === 'signed-in') return screen;
        const text = newLines(before, await visibleLines(this.#tab)).find((line) => REFUSAL.test(line));
        if (text !== undefined) return { is: 'refused', text } as const;
        // The same form, emptied by a new page, is a refusal even where it says nothing.
        if (screen?.is === 'form' && loads.count() > 0 && (await this.#isEmpty()))
          return { is: 'refused', text: 'the empty form came back' } as const;
        return null;
      });
      if (last?.is !== 'signed-in') throw await this.#stop(last, account.username);
    } finally {
      loads.stop();
    }
  }

  /** True while Jira Align's session is alive: the way to the settings can be seen. */
  async isSignedIn(): Promise<boolean> {
    return (await this.#screen())?.is === 'signed-in';
  }

  async #screen(): Promise<Screen | null> {
    if ((await seen(this.#tab, controls.password)) !== null) return { is: 'form' };
    return (await look(this.#tab, alignNavigation.settings)).kind !== 'absent' ? { is: 'signed-in' } : null;
  }

  async #isEmpty(): Promise<boolean> {
    const password = await seen(this.#tab, controls.password);
    if (password === null) return false;
    const isEmpty = (fields: Element[]): boolean =>
      fields.some((field) => field instanceof HTMLInputElement && field.value === '');
    return await now(() => password.locator.evaluateAll(isEmpty), false);
  }

  #countLoads(): { count: () => number; stop: () => void } {
    let loads = 0;
    const loaded = (): void => {
      loads += 1;
    };
    this.#tab.page.on('domcontentloaded', loaded);
    return { count: () => loads, stop: () => this.#tab.page.off('domcontentloaded', loaded) };
  }

  async #stop(screen: Screen | null, username: string): Promise<SwapError> {
    if (screen?.is === 'refused') {
      return new SwapError(
        LOCKED.test(screen.text) ? 'account-locked' : 'sign-in-refused',
        `Jira Align refused the sign-in as ${username} at ${address(this.#tab.page.url())}: “${screen.text}”.`,
        'Check ALIGN_USERNAME and ALIGN_PASSWORD. The password was sent once and is not tried again: accounts lock after too many tries.',
      );
    }
    return new SwapError(
      'unknown-screen',
      `Jira Align shows neither its sign-in form nor its settings: ${await describeScreen(this.#tab.page)}.`,
      'Sign in once by hand as this account and answer what is asked there, then run the same command again.',
    );
  }
}
