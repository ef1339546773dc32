import type { ElementHandle } from 'playwright';

import { address, originOf } from './address.js';
import { type CodeOutcome, codeOutcome } from './code-outcome.js';
import type { Control } from './controls/control.js';
import { find, seen } from './controls/look.js';
import { SwapError } from './errors.js';
import { isClosed, isGone } from './gone.js';
import { LOST_CLICK } from './lost-click.js';
import { misplaced, sentElsewhere } from './password-misplaced.js';
import type { Secret } from './secret.js';
import { type Carrier, watchForCarrier } from './secret-carrier.js';
import type { Tab } from './tab.js';
import { inTime, until } from './until.js';

/** A secret, and the exact origins of the page, of every frame around the field, and of where the form goes. */
export interface OwnSecret {
  readonly secret: Secret;
  readonly origins: readonly string[];
}

/** The part of a form that takes a secret. */
export interface SecretForm {
  readonly field: Control;
  readonly submit: Control;
}

/**
 * A secret that was typed: requests with it are watched until this is called, since the page has it until it is gone.
 * @throws SwapError `password-misplaced` where the page tried to send it elsewhere meanwhile.
 */
export type EndWatch = () => Promise<void>;

/** Milliseconds that a form has to submit itself once the last digit is in (docs/facts.md, Atlassian ID). */
const BY_ITSELF = 1_500;

/** What a field must be for each kind of secret: a code stands in plain sight on every site that is known. */
const FIELD_TYPES = {
  password: ['password'],
  code: ['text', 'tel', 'number', 'password'],
} as const;

/**
 * Types the password and submits it. The element that was checked is the element that is filled, so that a page that
 * changes between the two makes it fail. One request carries the password; the form is submitted a second time only while
 * none has left. `onTyping` is called once the field is known to be the secret's own, right before it is filled.
 * @throws SwapError `password-misplaced` where the field, its frames or its form belong to another origin, or where the
 * page tried to send it to one.
 */
export async function submitPassword(
  tab: Tab,
  form: SecretForm,
  own: OwnSecret,
  onTyping: () => void,
): Promise<EndWatch> {
  const typed = await typeSecret(
    tab,
    { field: form.field, kind: 'password', onTyping },
    own,
    async (handle, carrier) => {
      const submit = await find(tab, form.submit);
      await submit.locator.click({ timeout: tab.patience, signal: tab.signal, noWaitAfter: true });
      const isUnderWay = async (): Promise<true | null> =>
        carrier.hasLeft() || (await seen(tab, form.field)) === null ? true : null;
      if ((await until(tab, LOST_CLICK, isUnderWay)) === null && !carrier.hasLeft()) await pressEnter(handle, tab);
      // What the page sends elsewhere beside it is seen by the time the answer is there.
      const isOver = async (): Promise<true | null> =>
        carrier.isDone() || (await seen(tab, form.field)) === null ? true : null;
      await until(tab, tab.patience, isOver);
    },
  );
  return typed.endWatch;
}

/**
 * Types a one-time code. Many forms submit themselves with the last digit: the button is pressed only where the field is
 * still there and nothing has left. A code is refused where its request is, or where the same form comes back.
 * @throws SwapError as `submitPassword` does.
 */
export async function submitCode(tab: Tab, form: SecretForm, own: OwnSecret): Promise<CodeOutcome> {
  const typed = await typeSecret(
    tab,
    { field: form.field, kind: 'code', onTyping: () => undefined },
    own,
    async (handle, carrier) => {
      const isUnderWay = async (): Promise<true | null> =>
        carrier.hasLeft() || (await seen(tab, form.field)) === null ? true : null;
      if ((await until(tab, BY_ITSELF, isUnderWay)) === null && !carrier.hasLeft()) {
        const submit = await find(tab, form.submit);
        await submit.locator.click({ timeout: tab.patience, signal: tab.signal, noWaitAfter: true });
        if ((await until(tab, LOST_CLICK, isUnderWay)) === null && !carrier.hasLeft()) await pressEnter(handle, tab);
      }
      const outcome = await until(tab, tab.patience, async (): Promise<CodeOutcome | null> => {
        // Asked first: a field that is seen after that is the next page's, and not one that goes just then.
        const isNext = carrier.hasLeft() && (await isReplaced(handle));
        return codeOutcome(carrier, isNext, (await seen(tab, form.field)) !== null);
      });
      // Nothing is known of one that is on its way still: the next screen tells, or does not come.
      return (
        outcome ??
        codeOutcome(carrier, false, true) ??
        (carrier.hasLeft() && carrier.answer() === 'none' ? 'unanswered' : 'sent')
      );
    },
  );
  // It can't be taken off while a navigation is unanswered, and stays on then.
  await inTime(tab, tab.patience, typed.endWatch());
  return typed.result;
}

/** What is typed where, and what is told of it right before. */
interface Typing {
  readonly field: Control;
  readonly kind: keyof typeof FIELD_TYPES;
  readonly onTyping: () => void;
}

/** The one way in which a secret reaches a page: checked, filled and watched until `submit` is done with it. */
async function typeSecret<T>(
  tab: Tab,
  { field, kind, onTyping }: Typing,
  { secret, origins }: OwnSecret,
  submit: (handle: ElementHandle, carrier: Carrier) => Promise<T>,
): Promise<{ readonly result: T; readonly endWatch: EndWatch }> {
  requireOffRecord(tab, kind);
  const { locator } = await find(tab, field);
  const handle = await locator.elementHandle({ timeout: tab.patience });
  // An element never leaves its document, nor a document its origin: what else may change from here on the watch sees.
  await requireOwnPlace(tab, handle, kind, origins);
  const carrier = await watchForCarrier(tab, secret, origins);
  const requireNoStray = (): void => {
    const stray = carrier.stray();
    if (stray !== null) throw sentElsewhere(kind, stray, origins);
  };
  const endWatch = async (): Promise<void> => {
    // Where a stray was seen the watch goes on until the browser is closed: the page has the secret still.
    requireNoStray();
    await carrier.stop();
    requireNoStray();
  };
  try {
    onTyping();
    await fill(tab, handle, secret, kind, origins);
    const result = await submit(handle, carrier);
    requireNoStray();
    return { result, endWatch };
  } catch (error) {
    requireNoStray();
    throw error;
  }
}

/** Recorders are stopped before a sign-in; that one runs all the same is an error of ours, and nothing is typed. */
function requireOffRecord(tab: Tab, kind: string): void {
  const recording = tab.recording();
  if (recording === 'off') return;
  throw new SwapError(
    'internal',
    `A ${kind} was about to be typed while the browser was being recorded (${recording}). Nothing was typed.`,
    'This is a bug. Run the same command with --evidence none and without --record, and report it.',
  );
}

async function requireOwnPlace(
  tab: Tab,
  handle: ElementHandle<HTMLElement | SVGElement>,
  kind: keyof typeof FIELD_TYPES,
  origins: readonly string[],
): Promise<void> {
  let frame = await handle.ownerFrame();
  if (frame === null) throw replaced(tab, kind, origins);
  for (; frame !== null; frame = frame.parentFrame()) {
    // The browser's own word: what the page says of its origin a script of the page can change.
    const origin = originOf(frame.url());
    if (origin === null || !origins.includes(origin))
      throw misplaced(kind, `lies in a page of ${origin ?? address(frame.url())}`, origins);
  }
  const place = await handle.evaluate(placeOf).catch((error: unknown) => {
    throw isGone(error) ? replaced(tab, kind, origins) : error;
  });
  const types: readonly string[] = FIELD_TYPES[kind];
  if (!types.includes(place.type))
    throw misplaced(kind, `is of type “${place.type}”, which is no ${kind} field`, origins);
  for (const target of place.targets) {
    if (!origins.includes(originOf(target) ?? ''))
      throw misplaced(kind, `would be sent by its form to ${address(target)}`, origins);
  }
}

/** What a field is, and where its form and each of the form's buttons would send it. Runs in the page. */
function placeOf(element: Element): { type: string; targets: string[] } {
  if (!(element instanceof HTMLInputElement)) return { type: element.tagName.toLowerCase(), targets: [] };
  const { form } = element;
  // A button may stand outside of the form that it sends, and a field may bear the name of any of the form's own properties.
  const attribute = (of: Element, name: string): string | null => Element.prototype.getAttribute.call(of, name);
  const addressOf = (action: string): string =>
    URL.canParse(action, document.baseURI) ? new URL(action, document.baseURI).href : action;
  const buttons = [...document.querySelectorAll<HTMLButtonElement | HTMLInputElement>('[formaction]')];
  const actions = [
    form === null ? null : attribute(form, 'action'),
    ...buttons.filter((button) => button.form === form).map((button) => attribute(button, 'formaction')),
  ];
  return { type: element.type, targets: actions.map((action) => addressOf(action ?? '')) };
}

/** Playwright's own message would quote the value where the field can't be filled, so it is never passed on. */
async function fill(
  tab: Tab,
  handle: ElementHandle,
  secret: Secret,
  kind: string,
  origins: readonly string[],
): Promise<void> {
  const filled = await handle.fill(secret.reveal(), { timeout: tab.patience }).then(
    () => true,
    () => false,
  );
  if (!filled) throw replaced(tab, kind, origins);
}

/** The error for a field that is not what it was: its page may be another by now, of another origin. */
function replaced({ page }: Tab, kind: string, origins: readonly string[]): SwapError {
  const origin = originOf(page.url());
  if (origin === null || !origins.includes(origin))
    return misplaced(kind, `went away for a page of ${origin ?? address(page.url())} before it was filled`, origins);
  return new SwapError(
    'unknown-screen',
    `The ${kind} field could not be filled: it is disabled, read-only or was replaced.`,
    'Run the same command again with --headed and look at the sign-in form.',
  );
}

/** Enter submits a form whose button lost the click; where the form went away meanwhile, the click was not lost after all. */
async function pressEnter(handle: ElementHandle, tab: Tab): Promise<void> {
  try {
    await handle.press('Enter', { timeout: tab.patience, noWaitAfter: true });
  } catch (error) {
    if (!isGone(error) && !isClosed(error)) throw error;
  }
}

/** True where the field that was filled is no longer in the document: what is seen in its place came afterwards. */
async function isReplaced(handle: ElementHandle): Promise<boolean> {
  try {
    return await handle.evaluate((element) => !element.isConnected);
  } catch (error) {
    if (isGone(error)) return true;
    throw error;
  }
}
