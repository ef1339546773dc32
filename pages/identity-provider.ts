import { originOf } from './address.js';
import { identityProvider as controls } from './controls/identity-provider.js';
import { seen } from './controls/look.js';
import type { SignInPlace, SignInScreen } from './sign-in-screen.js';
import type { Tab } from './tab.js';

/** An identity provider whose origin the settings allow: what its pages look like is unknown. */
const IDENTITY_PROVIDER: SignInPlace = {
  name: 'The identity provider',
  ...controls,
  codeSubmit: controls.submit,
  refusal: null,
};

/**
 * Looks once at a page that is neither Atlassian's nor Jira's nor Jira Align's: a form of an allowed provider is one to
 * fill in, any other that asks for a password or a user name is a person's.
 */
export async function identityProviderScreen(tab: Tab, allowed: readonly string[]): Promise<SignInScreen | null> {
  const origin = originOf(tab.page.url());
  if (origin === null) return null;
  const isPassword = (await seen(tab, controls.password)) !== null;
  const isUsername = (await seen(tab, controls.username)) !== null;
  if (!allowed.includes(origin)) return isPassword || isUsername ? { is: 'person', needs: 'provider' } : null;
  if ((await seen(tab, controls.code)) !== null) return { is: 'code', at: IDENTITY_PROVIDER };
  if (isPassword) return { is: isUsername ? 'form' : 'password', at: IDENTITY_PROVIDER };
  return isUsername ? { is: 'username', at: IDENTITY_PROVIDER } : null;
}
