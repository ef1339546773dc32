import type { Control } from './controls/control.js';
import { jiraLogin as controls } from './controls/jira-login.js';
import { look, now, seen } from './controls/look.js';
import { REFUSAL, type SignInPlace, type SignInScreen } from './sign-in-screen.js';
import type { Tab } from './tab.js';

/** The sign-in of a Jira Data Center: one place, whichever form it shows, so that the password is never sent to two of them. */
export const JIRA: SignInPlace = { name: 'Jira', ...controls };

/** Looks once which of a Data Center's own sign-in screens the tab shows; `null` where it shows none. */
export async function jiraForm(tab: Tab): Promise<SignInScreen | null> {
  if ((await seen(tab, controls.code)) !== null) return { is: 'code', at: JIRA };
  if ((await seen(tab, controls.password)) === null)
    return (await seen(tab, controls.logIn)) === null ? null : { is: 'press', what: controls.logIn };
  const text = await refusal(tab);
  // A captcha that comes with the third wrong password is no reason to pass over that the password was wrong.
  const isCaptcha = /captcha/i.test(text ?? '');
  if (text !== null && REFUSAL.test(text) && !isCaptcha) return { is: 'refused', at: JIRA, text };
  if (isCaptcha || (await look(tab, controls.captcha)).kind !== 'absent') return { is: 'person', needs: 'captcha' };
  return text === null ? { is: 'form', at: JIRA } : { is: 'refused', at: JIRA, text };
}

async function refusal(tab: Tab): Promise<string | null> {
  const own = await textOf(tab, controls.refusal);
  if (own !== null) return own;
  const elsewhere = await textOf(tab, controls.message);
  return elsewhere !== null && REFUSAL.test(elsewhere) ? elsewhere : null;
}

async function textOf(tab: Tab, control: Control): Promise<string | null> {
  const found = await seen(tab, control);
  if (found === null) return null;
  const text = (await now(() => found.locator.allInnerTexts(), [])).join(' ').trim().replace(/\s+/g, ' ');
  return text === '' ? null : text;
}
