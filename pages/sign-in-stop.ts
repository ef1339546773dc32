import { address } from './address.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import type { SignInAccount, SignInOrder } from './sign-in-order.js';
import { LOCKED, type PersonNeed, type SignInPlace, type SignInScreen } from './sign-in-screen.js';
import { inTime } from './until.js';

const needs = {
  captcha: 'a captcha',
  'e-mailed code': 'a code that was sent by e-mail',
  code: 'a second factor',
  chooser: 'the choice between remembered accounts',
  provider: 'a sign-in that the settings do not cover',
  'sign-in': 'a sign-in for which there is no password here',
} as const satisfies Record<PersonNeed, string>;

/** What is asked of a person, and for how long they are waited for. */
export function requestText({ account, person }: SignInOrder, need: PersonNeed): string {
  return `${needText(need, account)} The run goes on by itself, and waits for at most ${(person?.patience ?? 0) / 1000} s.`;
}

function needText(need: PersonNeed, { username }: SignInAccount): string {
  const what = {
    captcha: 'solve the captcha',
    'e-mailed code': 'type the code that was sent by e-mail',
    code: 'answer the second factor',
    chooser: 'choose this account',
    provider: 'sign in',
    'sign-in': 'sign in',
  }[need];
  return `A person is needed: please ${what} here as ${username}.`;
}

/**
 * The error for a sign-in that ended at a screen; `null` where none that is known came in time, `asked` where a person was
 * waited for.
 */
export async function signInStopped(
  { tab, account }: SignInOrder,
  screen: SignInScreen | null,
  asked: PersonNeed | null,
): Promise<SwapError> {
  const { username, settings } = account;
  const where = address(tab.page.url());
  switch (screen?.is) {
    case 'refused':
      return refused(account, screen, where);
    case 'unknown-account':
      return new SwapError(
        'account-unknown',
        `${screen.at.name} does not know ${username} as an account that can sign in: it offered to create one (${where}).`,
        `Check ${settings}_USERNAME. It must be an ordinary user: Atlassian's own service accounts have no password and cannot sign in to a browser.`,
      );
    case 'closed':
      return new SwapError('account-cannot-sign-in', screen.what, screen.hint);
    case 'person':
      return personNeeded(account, screen.needs, where);
    case 'username':
    case 'password':
    case 'form':
    case 'code':
    case 'press':
    case 'chooser':
    case 'arrived':
    case undefined:
      if (asked !== null) return nobodyCame(account, asked, where);
      return new SwapError(
        'unknown-screen',
        `After the sign-in as ${username} the browser shows a screen that this version does not know: ${await describeScreen(tab.page)}.`,
        'Sign in once by hand as this account and answer what is asked there, then run the same command again.',
      );
  }
}

function refused(
  { username, settings }: SignInAccount,
  screen: { at: SignInPlace; text: string },
  where: string,
): SwapError {
  const isLocked = LOCKED.test(screen.text);
  return new SwapError(
    isLocked ? 'account-locked' : 'sign-in-refused',
    `${screen.at.name} refused the sign-in as ${username} at ${where}: “${screen.text}”.`,
    isLocked
      ? 'Wait, or let an administrator unlock the account. The password was sent once and is not tried again.'
      : `Check ${settings}_USERNAME and ${settings}_PASSWORD. The password was sent once and is not tried again: accounts lock after too many tries.`,
  );
}

function personNeeded({ username, settings }: SignInAccount, need: PersonNeed, where: string): SwapError {
  const byHand = `Run the same command with --headed and do it in the window, or sign in once with \`connector-swap login --account ${settings === 'JIRA' ? 'service' : 'admin'}\`, which needs SESSION_KEY.`;
  const hint = {
    captcha: `${byHand} A captcha is never worked around.`,
    'e-mailed code': `${byHand} E-mailed codes are a person's.`,
    code: `Set ${settings}_TOTP_SECRET or ${settings}_TOTP_COMMAND, where the second factor is a six-digit code. Otherwise: ${byHand}`,
    chooser: byHand,
    'sign-in': `${byHand} A session that was kept before is no longer alive.`,
    provider: `If that is where this account really signs in, add its origin to ${settings}_SIGN_IN_ORIGINS. Otherwise: ${byHand}`,
  }[need];
  return new SwapError(
    'person-needed',
    `The sign-in as ${username} stopped at ${needs[need]} (${where}), which only a person can pass.`,
    hint,
  );
}

function nobodyCame({ username }: SignInAccount, need: PersonNeed, where: string): SwapError {
  return new SwapError(
    'person-needed',
    `The sign-in as ${username} waited at ${needs[need]} (${where}) for somebody to pass it, and nobody did in time (TIMEOUT_PERSON).`,
    'Run the same command again while somebody sits before the window.',
  );
}

/** The error for a sign-in that came nowhere. Of a code that was answered after all it is not said that it was not. */
export async function nothingCame(
  order: SignInOrder,
  asked: PersonNeed | null,
  unanswered: SignInPlace | null,
): Promise<SwapError> {
  const { tab, account, look } = order;
  const isThere = unanswered !== null && (await inTime(tab, tab.patience, look()))?.is === 'code';
  return isThere ? codeUnanswered(account, unanswered) : await signInStopped(order, null, asked);
}

/** The error for codes that the site refused. */
export function codeRefused({ username, settings }: SignInAccount, at: SignInPlace): SwapError {
  return new SwapError(
    'sign-in-refused',
    `${at.name} refused two codes in a row for ${username}.`,
    `Check ${settings}_TOTP_SECRET or ${settings}_TOTP_COMMAND: it must be this account's.`,
  );
}

/** The error for a code to which the site had no answer: it says nothing of the code. */
function codeUnanswered({ username }: SignInAccount, at: SignInPlace): SwapError {
  return new SwapError(
    'unreachable',
    `${at.name} had no answer to the code of ${username}.`,
    'The site is not working at the moment. Run the same command again later.',
  );
}

/** The error for a password step that is another account's. */
export function othersPassword({ settings }: SignInAccount, at: SignInPlace): SwapError {
  return new SwapError(
    'password-misplaced',
    `The password step of ${at.name} is for another account than ${settings}_USERNAME. Nothing was typed.`,
    'Run the same command again; if it repeats, look at the sign-in form with --headed.',
  );
}
