import { address, originOf } from './address.js';
import { atlassianId as controls } from './controls/atlassian-id.js';
import { find, now, seen } from './controls/look.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import type { Tab } from './tab.js';
import { type Password, submitPassword } from './type-secret.js';
import { until } from './until.js';

/** Milliseconds after which a press of Continue that changed nothing counts as lost (docs/facts.md, late hydration). */
const LOST_CLICK = 2_500;

/** The screens of Atlassian ID that can follow one another, by name. */
type Screen =
  | { readonly is: 'e-mail' }
  | { readonly is: 'password' }
  | { readonly is: 'refused'; readonly text: string }
  | { readonly is: 'signup' }
  | { readonly is: 'captcha' }
  | { readonly is: 'code' }
  | { readonly is: 'chooser' }
  | { readonly is: 'provider' }
  | { readonly is: 'arrived' };

/** Who signs in. */
export interface AtlassianAccount {
  readonly username: string;
  readonly password: Password;
}

/** Atlassian ID, the sign-in of Atlassian's cloud: an e-mail step and a password step in one form. */
export class AtlassianId {
  readonly #tab: Tab;
  readonly #origin: string;

  constructor(tab: Tab, origin: string) {
    this.#tab = tab;
    this.#origin = origin;
  }

  /** True while the browser is on Atlassian ID. */
  isOpen(): boolean {
    return originOf(this.#tab.page.url()) === this.#origin;
  }

  /**
   * Signs in from the e-mail step, and returns once `arrived` says so: being still on Atlassian ID is no failure by itself.
   * `patience` is for the whole, in milliseconds. Gives whether a user name or a password was typed: where a session was
   * there already, none is.
   * @throws SwapError `sign-in-refused`, `account-unknown`, `person-needed`, `password-misplaced` or `unknown-screen`.
   */
  async signIn(account: AtlassianAccount, arrived: () => Promise<boolean>, patience: number): Promise<boolean> {
    const end = performance.now() + patience;
    const next = async (from: readonly Screen['is'][], within = end - performance.now()): Promise<Screen | null> =>
      await until(this.#tab, within, async () => {
        const screen = await this.#screen(arrived);
        return screen === null || from.includes(screen.is) ? null : screen;
      });

    const first = await next([]);
    if (first?.is === 'e-mail') {
      await this.#submitUsername(account.username);
      if ((await next(['e-mail'], LOST_CLICK)) === null && (await seen(this.#tab, controls.username)) !== null) {
        await (await find(this.#tab, controls.username)).locator.press('Enter', { timeout: this.#tab.patience });
      }
    }
    const second = first?.is === 'e-mail' ? await next(['e-mail']) : first;
    if (second?.is === 'password') {
      await this.#requireOwnAccount(account.username, first?.is === 'e-mail');
      await submitPassword(this.#tab, controls, account.password);
    }
    const last = second?.is === 'password' ? await next(['e-mail', 'password']) : second;
    if (last?.is !== 'arrived') throw await this.#stop(last, account.username);
    return first?.is !== 'arrived';
  }

  async #screen(arrived: () => Promise<boolean>): Promise<Screen | null> {
    if (!this.isOpen()) {
      if (await arrived()) return { is: 'arrived' };
      return (await seen(this.#tab, controls.password)) !== null ? { is: 'provider' } : null;
    }
    const { pathname } = new URL(this.#tab.page.url());
    if (pathname.startsWith('/signup')) return { is: 'signup' };
    if (pathname.startsWith('/login/select-account')) return { is: 'chooser' };
    if ((await seen(this.#tab, controls.captcha)) !== null) return { is: 'captcha' };
    if (pathname.startsWith('/login/mfa') || (await seen(this.#tab, controls.code)) !== null) return { is: 'code' };
    const refusal = await seen(this.#tab, controls.refusal);
    if (refusal !== null) {
      const text = (await now(() => refusal.locator.allInnerTexts(), [])).join(' ').trim().replace(/\s+/g, ' ');
      if (text !== '') return { is: 'refused', text };
    }
    const password = await seen(this.#tab, controls.password);
    // The password field is in the document at the e-mail step already, hidden (docs/facts.md, Atlassian ID).
    if (password !== null) return { is: 'password' };
    return (await seen(this.#tab, controls.username)) !== null ? { is: 'e-mail' } : null;
  }

  async #submitUsername(username: string): Promise<void> {
    const field = await find(this.#tab, controls.username);
    await field.locator.fill(username, { timeout: this.#tab.patience, signal: this.#tab.signal });
    const submit = await find(this.#tab, controls.submit);
    await submit.locator.click({ timeout: this.#tab.patience, signal: this.#tab.signal });
  }

  /** Where the password step shows an account, the password must be that account's; else the user name must have been typed just now. */
  async #requireOwnAccount(username: string, isTyped: boolean): Promise<void> {
    const shown = await seen(this.#tab, controls.username);
    const account = shown === null ? '' : await shown.locator.inputValue({ timeout: this.#tab.patience });
    if (account === '' && isTyped) return;
    if (account.trim().toLowerCase() !== username.trim().toLowerCase()) {
      throw new SwapError(
        'password-misplaced',
        `The password step at ${this.#origin} is for another account than JIRA_USERNAME. Nothing was typed.`,
        'Run the same command again; if it repeats, look at the sign-in form with --headed.',
      );
    }
  }

  async #stop(screen: Screen | null, username: string): Promise<SwapError> {
    const where = address(this.#tab.page.url());
    switch (screen?.is) {
      case 'refused':
        return new SwapError(
          'sign-in-refused',
          `Atlassian ID refused the sign-in as ${username}: “${screen.text}”.`,
          'Check JIRA_USERNAME and JIRA_PASSWORD. The password was sent once and is not tried again.',
        );
      case 'signup':
        return new SwapError(
          'account-unknown',
          `Atlassian ID does not know ${username} as an account that can sign in: it offered to create one (${where}).`,
          "Check JIRA_USERNAME. It must be an ordinary user that serves as the service account: Atlassian's own service accounts have no password and cannot sign in to a browser.",
        );
      case 'captcha':
      case 'code':
      case 'chooser':
      case 'provider':
        return new SwapError(
          'person-needed',
          `The sign-in as ${username} stopped at ${screenNames[screen.is]} (${where}), which this version does not pass.`,
          'Use a service account that signs in with e-mail and password alone. A captcha or a code is never worked around.',
        );
      case 'e-mail':
      case 'password':
      case 'arrived':
      case undefined:
        return new SwapError(
          'unknown-screen',
          `After the sign-in as ${username} the browser shows a screen that this version does not know: ${await describeScreen(this.#tab.page)}.`,
          'Sign in once by hand as this account and answer what is asked there, then run the same command again.',
        );
    }
  }
}

const screenNames = {
  captcha: 'a captcha',
  code: 'a second factor',
  chooser: 'the choice between remembered accounts',
  provider: 'another identity provider',
} as const;
