import type { ElementHandle, Locator, Request, Response } from 'playwright';

import { address, below, originOf } from './address.js';
import { applicationIn } from './consent-names.js';
import { consent as controls } from './controls/jira.js';
import { type Found, look, seen } from './controls/look.js';
import { isDetached, requireCertain } from './controls/press.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import { isClosed, isGone } from './gone.js';
import { errors } from './playwright.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/** What the page at the authorize address shows. */
export type ConsentScreen =
  /** It asks; its text, line by line, names the application, the host and the user's full name. */
  | { readonly is: 'consent'; readonly text: string; readonly application: string | null }
  /** Jira refused the request token: rejected, used or expired (docs/facts.md, consent). */
  | { readonly is: 'refused'; readonly problem: string }
  /** Nobody is signed in, or the session ended: a sign-in form came instead. */
  | { readonly is: 'signed-out'; readonly address: string };

/** What followed the press of Allow. */
export type AllowOutcome =
  /** The page went on to the way back, with Jira's verifier, and may have closed itself then. */
  | { readonly is: 'gone-on' }
  /** Jira shows “Access Approved” with a code and goes nowhere. */
  | { readonly is: 'approved-here' }
  /** Nothing that is known followed: the press may have counted or not. Only the connector tells. */
  | { readonly is: 'unanswered'; readonly seen: string };

/** Somebody may have closed it, or it closed itself before it went anywhere. */
const PAGE_CLOSED = { is: 'unanswered', seen: 'its page was closed before it went on' } as const;

/** Milliseconds for the press of Allow itself: it was seen to be pressable right before. */
const AT_ONCE = 5_000;

/** Jira's consent screen for an OAuth 1.0a request token. */
export class Consent {
  readonly #tab: Tab;
  readonly #url: URL;

  constructor(tab: Tab, jira: URL) {
    this.#tab = tab;
    this.#url = below(jira, '/plugins/servlet/oauth/authorize');
  }

  /** True while the page is at this Jira's exact origin and authorize path. */
  isOpen(): boolean {
    const shown = this.#tab.page.url();
    return originOf(shown) === this.#url.origin && new URL(shown).pathname === this.#url.pathname;
  }

  /**
   * Waits for one of the known screens. `answers` are the pages' own responses, by which a refused token is told.
   * @throws SwapError `unknown-screen` with what was seen.
   */
  async screen(answers: () => readonly Response[]): Promise<ConsentScreen> {
    const screen = await until(this.#tab, this.#tab.patience, () => this.#look(answers()));
    if (screen !== null) return screen;
    throw new SwapError(
      'unknown-screen',
      `Instead of the consent screen there is one that this version does not know: ${await describeScreen(this.#tab.page)}. Allow was not pressed.`,
      'Look at the screenshot of this step, then finish by hand as described.',
    );
  }

  /**
   * Waits until Allow could be pressed, without pressing it, so that nothing is waited for between the proof and the press.
   * @throws SwapError `control-disabled`, `control-uncertain`.
   */
  async untilPressable(): Promise<void> {
    const allow = await this.#allowButton();
    if (allow === null) return;
    const handle = await this.#certain(allow);
    const within = { timeout: this.#tab.patience, signal: this.#tab.signal };
    try {
      await handle.waitForElementState('enabled', within);
      // As a person does. A trial click is seen by a page's own listeners.
      await handle.hover(within);
    } catch (error) {
      throw error instanceof errors.TimeoutError ? notPressable() : error;
    }
  }

  /**
   * Presses Allow: once, only at the authorize address, and only where Deny stands in the same form. `pressing` is called
   * right before the press is made, and what it gives where it is not made after all.
   * @throws SwapError `unknown-screen` or `control-uncertain` where the buttons are not what they should be, or were replaced in
   * that very moment; `control-disabled` where Allow does not let itself be pressed at once. Nothing was pressed then.
   */
  async allow(pressing: () => () => void): Promise<AllowOutcome> {
    const allow = this.isOpen() ? await this.#allowButton() : null;
    if (allow === null) {
      throw new SwapError(
        'unknown-screen',
        `Right before the press, ${address(this.#tab.page.url())} did not show exactly one Allow with a Deny in the same form. Allow was not pressed.`,
        'Look at the screenshot of this step, then finish by hand as described.',
      );
    }
    const handle = await this.#certain(allow);
    const asked: Request[] = [];
    const onRequest = (request: Request): void => {
      if (request.isNavigationRequest() && request.frame() === this.#tab.page.mainFrame()) asked.push(request);
    };
    this.#tab.page.on('request', onRequest);
    const takeBack = pressing();
    try {
      await handle.click({ timeout: AT_ONCE, noWaitAfter: true, signal: this.#tab.signal });
    } catch (error) {
      const isUntouched = error instanceof errors.TimeoutError && asked.length === 0 && !isBegun(error);
      if (isUntouched || isDetached(error)) {
        takeBack();
        throw isUntouched ? notPressable() : replaced();
      }
      // A popup closes itself as soon as it was answered, and the press with it; and one that the page was slow to take may have
      // been made all the same: the connector will tell.
      if (!(error instanceof errors.TimeoutError) && !isClosed(error) && !isGone(error)) throw error;
    }
    return await this.#outcome(() => asked.some((request) => this.#isWayBack(request))).finally(() =>
      this.#tab.page.off('request', onRequest),
    );
  }

  /** Whether a page was asked for with Jira's verifier, which the way back has once Allow was taken (docs/facts.md, consent). */
  #isWayBack(request: Request): boolean {
    const { origin, searchParams } = new URL(request.url());
    const verifier = searchParams.get('oauth_verifier');
    return origin !== this.#url.origin && verifier !== null && verifier !== 'denied';
  }

  async #outcome(hasGoneOn: () => boolean): Promise<AllowOutcome> {
    try {
      const outcome = await until(this.#tab, this.#tab.patience, () => this.#afterAllow(hasGoneOn));
      // A callback that is slow to answer was asked for, with Jira's verifier.
      if (outcome === null && hasGoneOn()) return { is: 'gone-on' };
      return outcome ?? { is: 'unanswered', seen: await describeScreen(this.#tab.page) };
    } catch (error) {
      this.#tab.signal.throwIfAborted();
      if (hasGoneOn()) return { is: 'gone-on' };
      if (error instanceof SwapError) return { is: 'unanswered', seen: error.message.replace(/\.$/, '') };
      if (isClosed(error)) return PAGE_CLOSED;
      throw error;
    }
  }

  async #look(answers: readonly Response[]): Promise<ConsentScreen | null> {
    if (!this.isOpen()) {
      const password = await seen(this.#tab, {
        name: 'consent.signIn',
        ladder: [{ by: 'css', selector: 'input[type="password"], [data-testid="username"], #username' }],
      });
      return password === null ? null : { is: 'signed-out', address: address(this.#tab.page.url()) };
    }
    if ((await this.#allowButton()) !== null) {
      const text = await this.#text();
      return { is: 'consent', text, application: applicationIn(text) };
    }
    const answer = answers.findLast((response) => address(response.url()) === this.#url.href);
    if (answer?.status() !== 401) return null;
    const header = (await answer.headerValue('www-authenticate')) ?? '';
    return { is: 'refused', problem: /oauth_problem="?([a-z_]+)/.exec(header)?.[1] ?? 'not said' };
  }

  /** The one Allow on the page, told by its form: “Allow” is never matched where no Deny stands beside it. */
  async #allowButton(): Promise<Found | null> {
    const deny = await seen(this.#tab, controls.deny, this.#tab.page.mainFrame());
    if (deny === null) return null;
    const form: Locator = this.#tab.page.locator('form').filter({ has: deny.locator });
    if ((await form.count()) !== 1) return null;
    const sighting = await look(this.#tab, controls.allow, { frame: deny.frame, container: form });
    return sighting.kind === 'found' ? sighting.found : null;
  }

  /** The very element that is pressed says Allow, or has its name in the form, and is not what says Deny. */
  async #certain({ locator, rung }: Found): Promise<ElementHandle> {
    const handle = await locator.elementHandle({ timeout: this.#tab.patience });
    await requireCertain(this.#tab, controls.allow, rung, handle, async () => {
      const deny = await seen(this.#tab, controls.deny, this.#tab.page.mainFrame());
      const other = await deny?.locator.elementHandle({ timeout: this.#tab.patience });
      if (other === undefined) return 'no Deny stands beside it';
      return await handle.evaluate(besideDeny, other);
    });
    return handle;
  }

  async #afterAllow(hasGoneOn: () => boolean): Promise<AllowOutcome | null> {
    const { page } = this.#tab;
    if (hasGoneOn() && (page.isClosed() || !this.isOpen())) return { is: 'gone-on' };
    if (page.isClosed()) return PAGE_CLOSED;
    // What Jira itself shows instead may be a sign-in, or an error: then nobody knows whether it took the consent in.
    if (!this.isOpen()) return null;
    try {
      const text = await this.#text();
      // The text may be that of the page that took this one's place while it was read.
      return this.isOpen() && /access approved|verification code/i.test(text) ? { is: 'approved-here' } : null;
    } catch (error) {
      if (isClosed(error) || isGone(error)) return null;
      throw error;
    }
  }

  /** The text of the page, line by line as it is shown. */
  async #text(): Promise<string> {
    const text = await this.#tab.page.locator('body').innerText({ timeout: this.#tab.patience });
    return text
      .split('\n')
      .map((line) => line.trim().replace(/\s+/g, ' '))
      .filter((line) => line !== '')
      .join('\n');
  }
}

/** Runs in the page. */
function besideDeny(allow: Node, deny: Node): string | null {
  if (allow.contains(deny) || deny.contains(allow)) return 'it is what says Deny';
  const formOf = (node: Node): Element | null => (node instanceof Element ? node.closest('form') : null);
  return formOf(allow) === null || formOf(allow) !== formOf(deny) ? 'Deny stands in another form' : null;
}

function replaced(): SwapError {
  return new SwapError(
    'unknown-screen',
    'The page replaced Allow right before the press. Allow was not pressed.',
    'Run the same command again.',
  );
}

/** Whether a press that took too long had begun: Playwright 1.65 notes that among its calls right before it moves the mouse. */
function isBegun(error: Error): boolean {
  return error.message.includes('performing click action');
}

function notPressable(): SwapError {
  return new SwapError(
    'control-disabled',
    'Allow could not be pressed: it is disabled, or something lies over it.',
    'Look at the screenshot of this step. Answer by hand what lies over the consent screen, then run the same command again.',
  );
}
