import type { ElementHandle, Frame, Request } from 'playwright';

import { address, originOf } from './address.js';
import { find, seen } from './controls/look.js';
import type { Control } from './controls/control.js';
import { SwapError } from './errors.js';
import { isClosed, isGone } from './gone.js';
import type { Secret } from './secret.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/** A password and where it may be typed. */
export interface Password {
  readonly secret: Secret;
  /** The exact origins of the page, of every frame around the field, and of where the form goes. */
  readonly origins: readonly string[];
}

/** The sign-in form that takes the password. */
export interface PasswordForm {
  readonly password: Control;
  readonly submit: Control;
}

/** Milliseconds after which a press that sent nothing counts as lost (docs/facts.md: late hydration loses the first click). */
const LOST_CLICK = 2_500;

/**
 * Types the password and submits it: the one way in which a secret reaches a page. The element that was checked is the
 * element that is filled, so that a page that changes between the two makes it fail. One request carries the password;
 * the form is submitted a second time only while none has left.
 * @throws SwapError `password-misplaced` where the field, its frames or its form belong to another origin.
 */
export async function submitPassword(tab: Tab, form: PasswordForm, { secret, origins }: Password): Promise<void> {
  const { locator } = await find(tab, form.password);
  const handle = await locator.elementHandle({ timeout: tab.patience });
  await requireOwnPlace(handle, origins);
  await fill(handle, secret);
  const carrier = watchForCarrier(tab, secret);
  try {
    const submit = await find(tab, form.submit);
    await submit.locator.click({ timeout: tab.patience, signal: tab.signal, noWaitAfter: true });
    const left = await until(tab, LOST_CLICK, async () =>
      carrier.left() || (await seen(tab, form.password)) === null ? true : null,
    );
    if (left === null) await pressEnter(handle, tab);
    await until(tab, tab.patience, async () =>
      carrier.left() || (await seen(tab, form.password)) === null ? true : null,
    );
  } finally {
    carrier.stop();
  }
}

async function requireOwnPlace(
  handle: ElementHandle<HTMLElement | SVGElement>,
  origins: readonly string[],
): Promise<void> {
  for (let frame: Frame | null = await handle.ownerFrame(); frame !== null; frame = frame.parentFrame()) {
    const origin = await frame.evaluate(() => window.origin);
    if (!origins.includes(origin)) throw misplaced(`The password field lies in a page of ${origin}`, origins);
  }
  // Attributes, not properties: a field named “action” hides the form's own.
  const { type, targets } = await handle.evaluate((element) => {
    const form = element instanceof HTMLInputElement ? element.form : null;
    const buttons = form === null ? [] : [...form.querySelectorAll('[formaction]')];
    const actions = [form?.getAttribute('action'), ...buttons.map((button) => button.getAttribute('formaction'))];
    return {
      type: element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase(),
      targets: actions.map((action) => new URL(action ?? '', document.baseURI).href),
    };
  });
  if (type !== 'password') throw misplaced(`The field is of type “${type}”, not a password field`, origins);
  for (const target of targets) {
    if (!origins.includes(originOf(target) ?? ''))
      throw misplaced(`The form would send it to ${address(target)}`, origins);
  }
}

/** Playwright's own message would quote the value where the field can't be filled, so it is never passed on. */
async function fill(handle: ElementHandle, secret: Secret): Promise<void> {
  const filled = await handle.fill(secret.reveal(), { timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!filled) {
    throw new SwapError(
      'unknown-screen',
      'The password field could not be filled: it is disabled, read-only or was replaced.',
      'Run the same command again with --headed and look at the sign-in form.',
    );
  }
}

/** Enter submits a form whose button lost the click; where the form went away meanwhile, the click was not lost after all. */
async function pressEnter(handle: ElementHandle, tab: Tab): Promise<void> {
  try {
    await handle.press('Enter', { timeout: tab.patience, noWaitAfter: true });
  } catch (error) {
    if (!isGone(error) && !isClosed(error)) throw error;
  }
}

function watchForCarrier(tab: Tab, secret: Secret): { left: () => boolean; stop: () => void } {
  const value = secret.reveal();
  const json = JSON.stringify(value).slice(1, -1);
  const written = [value, json, encodeURIComponent(value), new URLSearchParams({ '': value }).toString().slice(1)];
  let left = false;
  const look = (request: Request): void => {
    const body = request.method() === 'GET' ? null : request.postData();
    // A form that encrypts the password in the page is known by the page it posts away.
    left ||= body !== null && (request.isNavigationRequest() || written.some((each) => body.includes(each)));
  };
  tab.page.on('request', look);
  return { left: () => left, stop: () => tab.page.off('request', look) };
}

function misplaced(what: string, origins: readonly string[]): SwapError {
  return new SwapError(
    'password-misplaced',
    `${what}; the password belongs to ${origins.join(' and ')} alone. Nothing was typed.`,
    'If that origin is where this account really signs in, add it to JIRA_SIGN_IN_ORIGINS or ALIGN_SIGN_IN_ORIGINS.',
  );
}
