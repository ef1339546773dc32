import { originOf } from '../../pages/address.js';
import { alignNavigation, alignSignIn } from '../../pages/controls/align.js';
import { atlassianId } from '../../pages/controls/atlassian-id.js';
import { connector } from '../../pages/controls/connector.js';
import type { Control } from '../../pages/controls/control.js';
import { identityProvider } from '../../pages/controls/identity-provider.js';
import { authorisedApplications, consent } from '../../pages/controls/jira.js';
import { jiraLogin } from '../../pages/controls/jira-login.js';
import type { Target } from '../config/target.js';

/** Controls that stand together on a kind of screen, as people call it. */
export interface ScreenKind {
  readonly name: string;
  readonly controls: readonly Control[];
}

/** Every kind of screen, in the order in which a run meets them. */
export const SCREENS = {
  atlassianId: { name: 'Atlassian ID', controls: Object.values<Control>(atlassianId) },
  jiraLogin: { name: 'Jira’s own login', controls: Object.values<Control>(jiraLogin) },
  provider: { name: 'the identity provider', controls: Object.values<Control>(identityProvider) },
  alignSignIn: { name: 'Jira Align’s sign-in', controls: Object.values<Control>(alignSignIn) },
  navigation: { name: 'Jira Align’s navigation', controls: Object.values<Control>(alignNavigation) },
  window: { name: 'the connector window', controls: Object.values<Control>(connector) },
  applications: { name: 'authorised applications', controls: Object.values<Control>(authorisedApplications) },
  consent: { name: 'the consent screen', controls: Object.values<Control>(consent) },
} as const satisfies Record<string, ScreenKind>;

/** The way to the connectors, as far as each step of it is known to be one. */
export const WAY: readonly Control[] = [
  alignNavigation.settings,
  alignNavigation.connectors,
  alignNavigation.jiraSettings,
  alignNavigation.jiraConnectors,
];

/** What the window must hold. Which of the three buttons it shows is the state of the connector. */
export const FIELDS: readonly Control[] = [connector.jiraLink, connector.apiUrl, connector.authenticationType];
export const PRESSES: readonly Control[] = [connector.save, connector.test];
export const LABELS: readonly Control[] = [connector.reauthorize, connector.request, connector.authorize];

/** Where a page is: which of the sites it belongs to. */
export function siteOf(url: string, { jira, align }: Target): 'jira' | 'atlassian-id' | 'align' | 'elsewhere' {
  const origin = originOf(url);
  if (origin === jira.url.origin) return 'jira';
  if (origin !== null && origin === jira.atlassianIdUrl?.origin) return 'atlassian-id';
  return origin !== null && origin === align?.url.origin ? 'align' : 'elsewhere';
}
