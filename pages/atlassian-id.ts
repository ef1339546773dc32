import { originOf } from './address.js';
import { atlassianId as controls } from './controls/atlassian-id.js';
import { look, mayBeSeen, now, seen } from './controls/look.js';
import { EMAILED_CODE, type SignInPlace, type SignInScreen } from './sign-in-screen.js';
import type { Tab } from './tab.js';
import { visibleLines } from './visible-lines.js';

/** Atlassian ID's sign-in: an e-mail step and a password step in one form, then whatever the account has set up. */
export const ATLASSIAN_ID: SignInPlace = { name: 'Atlassian ID', ...controls };

/** What stands beside the form, or in its place, in few sign-ins. */
const SELDOM = [controls.captcha, controls.dismissPromotion, controls.code, controls.refusal];

/** True while the tab is on Atlassian ID. */
export function isAtAtlassianId(tab: Tab, origin: string): boolean {
  return originOf(tab.page.url()) === origin;
}

/** Looks once which of Atlassian ID's screens the tab shows; `null` where it shows none, or is elsewhere. */
export async function atlassianIdScreen(tab: Tab, origin: string): Promise<SignInScreen | null> {
  if (!isAtAtlassianId(tab, origin)) return null;
  const { pathname } = new URL(tab.page.url());
  if (pathname.startsWith('/signup')) return { is: 'unknown-account', at: ATLASSIAN_ID };
  if (pathname.startsWith('/join/') && (await look(tab, controls.joining)).kind !== 'absent')
    // The way leads through here by itself: what was seen may have been the next page's.
    return new URL(tab.page.url()).pathname === pathname ? noAccess() : null;
  const isMore = await mayBeSeen(tab, SELDOM);
  if (isMore && (await seen(tab, controls.captcha)) !== null) return { is: 'person', needs: 'captcha' };
  if (pathname.startsWith('/login/select-account')) return { is: 'chooser', another: controls.anotherAccount };
  if (isMore && (await seen(tab, controls.dismissPromotion)) !== null)
    return { is: 'press', what: controls.dismissPromotion };
  const isCode = isMore && (await seen(tab, controls.code)) !== null;
  if (isCode || pathname.startsWith('/login/mfa')) return await codeScreen(tab, isCode);
  const refusal = isMore ? await refusalText(tab) : null;
  if (refusal !== null) return { is: 'refused', at: ATLASSIAN_ID, text: refusal };
  // The password field is in the document at the e-mail step already, hidden (docs/facts.md, Atlassian ID).
  if ((await seen(tab, controls.password)) !== null) return { is: 'password', at: ATLASSIAN_ID };
  return (await seen(tab, controls.username)) === null ? null : { is: 'username', at: ATLASSIAN_ID };
}

/** The way to the site leads through this address without a page; one that asks something is for accounts without access (its text: unknown). */
function noAccess(): SignInScreen {
  return {
    is: 'closed',
    what: 'Atlassian ID asks whether the account wants to join the site: it has no access there yet.',
    hint: 'Give the account access to the site, or sign in once by hand as this account and answer what is asked there.',
  };
}

/** A code of the second factor, or one that went out by e-mail, which nobody but a person can read. */
async function codeScreen(tab: Tab, isCode: boolean): Promise<SignInScreen | null> {
  const lines = await visibleLines(tab);
  if (lines === null) return null;
  if (lines.some((line) => EMAILED_CODE.test(line))) return { is: 'person', needs: 'e-mailed code' };
  return isCode ? { is: 'code', at: ATLASSIAN_ID } : null;
}

async function refusalText(tab: Tab): Promise<string | null> {
  const refusal = await seen(tab, controls.refusal);
  if (refusal === null) return null;
  const text = (await now(() => refusal.locator.allInnerTexts(), [])).join(' ').trim().replace(/\s+/g, ' ');
  return text === '' ? null : text;
}
