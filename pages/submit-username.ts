import { find, seen } from './controls/look.js';
import { LOST_CLICK, press } from './lost-click.js';
import type { AnswerWatch } from './sign-in-answers.js';
import type { SignInOrder } from './sign-in-order.js';
import type { SignInPlace } from './sign-in-screen.js';
import { inTime, until } from './until.js';

/**
 * Types the account's name and goes on from it; once more where the first click was lost (docs/facts.md, Atlassian ID). Where the name
 * was sent it was not, until its answer has come and shows nothing: what is pressed sooner may meet the password's step, and send it empty.
 */
export async function submitUsername(
  { tab, account, look }: SignInOrder,
  answers: AnswerWatch,
  at: SignInPlace,
): Promise<void> {
  const field = await find(tab, at.username);
  await field.locator.fill(account.username, { timeout: tab.patience, signal: tab.signal });
  const submit = await find(tab, at.submit);
  const pressed = await press(tab, () => submit.locator.click({ timeout: tab.patience, signal: tab.signal }));
  const hasMoved = async (): Promise<true | null> => {
    const screen = await look();
    return screen !== null && screen.is !== 'username' ? true : null;
  };
  let moved = await until(tab, LOST_CLICK, hasMoved);
  if (moved === null && answers.sent() !== 'nothing') {
    await until(tab, tab.patience, () => Promise.resolve(answers.sent() === 'unanswered' ? null : true));
    moved = await until(tab, LOST_CLICK, hasMoved);
  }
  if (moved !== null || pressed === 'unanswered' || answers.sent() === 'unanswered') return;
  // What is found while a page is on its way may be that page's.
  const still = await inTime(tab, tab.patience, seen(tab, at.username));
  if (still !== null) await press(tab, () => still.locator.press('Enter', { timeout: tab.patience }));
}
