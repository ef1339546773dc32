import { now, readOnce, seen } from './controls/look.js';
import { NO_OVERRIDES } from './controls/overrides.js';
import type { SignInOrder } from './sign-in-order.js';
import type { SignInPlace } from './sign-in-screen.js';
import { othersPassword } from './sign-in-stop.js';
import type { Tab } from './tab.js';

/**
 * Where the password step shows an account, the password must be that account's; else the user name must have been typed just now.
 * @throws SwapError `password-misplaced` where it is another's.
 */
export async function requireOwnAccount({ tab, account }: SignInOrder, at: SignInPlace, typed: boolean): Promise<void> {
  const name = await shownBy(tab, at);
  if (name === '' ? !typed : name !== lower(account.username)) throw othersPassword(account, at);
}

/**
 * What a file says of where the account is shown takes nothing away from where it is known to be: no other may stand there.
 * @throws SwapError `password-misplaced` where one does.
 */
export async function requireNoOther({ tab, account }: SignInOrder, at: SignInPlace): Promise<void> {
  if (!tab.overrides.controls.has(at.username.name)) return;
  const name = await shownBy({ ...tab, overrides: NO_OVERRIDES, onControl: () => undefined }, at);
  // What is known may show more than the name: that is why a file says where it is.
  if (name !== '' && !name.includes(lower(account.username))) throw othersPassword(account, at);
}

async function shownBy(tab: Tab, at: SignInPlace): Promise<string> {
  const shown = await seen(tab, at.username);
  return shown === null ? '' : lower((await now(() => readOnce(shown.locator, shownText), null)) ?? '');
}

function lower(name: string): string {
  return name.trim().toLowerCase();
}

/** What a field holds, or what an element says that only shows the account. Runs in the page. */
function shownText(element: Element): string {
  return element instanceof HTMLInputElement ? element.value : element.textContent;
}
