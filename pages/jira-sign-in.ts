import { originOf } from './address.js';
import { atlassianIdScreen, isAtAtlassianId } from './atlassian-id.js';
import { identityProviderScreen } from './identity-provider.js';
import type { Jira } from './jira.js';
import { jiraForm } from './jira-forms.js';
import type { SignInScreen } from './sign-in-screen.js';
import type { Tab } from './tab.js';

/** Where Jira is, and where its sign-in may lead. */
export interface JiraSite {
  readonly url: URL;
  /** Atlassian ID's origin; `null` where Jira has forms of its own. */
  readonly atlassianId: string | null;
  /** The origins at which the account's password may be typed. */
  readonly allowed: readonly string[];
}

/** Looks once which screen of the sign-in to Jira the tab shows. */
export async function jiraSignInScreen(tab: Tab, jira: Jira, site: JiraSite): Promise<SignInScreen | null> {
  if (originOf(tab.page.url()) === site.url.origin) {
    // The session comes first: a Data Center shows its login page to who is signed in and lacks a permission, too.
    return (await jira.session()).is === 'account' ? { is: 'arrived' } : await jiraForm(tab);
  }
  if (site.atlassianId !== null && isAtAtlassianId(tab, site.atlassianId))
    return await atlassianIdScreen(tab, site.atlassianId);
  return await identityProviderScreen(tab, site.allowed);
}
