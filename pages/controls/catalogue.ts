import { alignNavigation, alignSignIn } from './align.js';
import { atlassianId } from './atlassian-id.js';
import { connector } from './connector.js';
import type { Control } from './control.js';
import { identityProvider } from './identity-provider.js';
import { authorisedApplications, consent } from './jira.js';
import { jiraLogin } from './jira-login.js';

/** Every control of every site, in the order in which a swap meets them. */
export const everyControl: readonly Control[] = [
  atlassianId,
  jiraLogin,
  identityProvider,
  alignSignIn,
  alignNavigation,
  connector,
  consent,
  authorisedApplications,
].flatMap((group): readonly Control[] => Object.values<Control>(group));

/** Every control that an operator may say where to find. What is recognised as Deny is nobody's to choose. */
export const catalogue: readonly Control[] = everyControl.filter(({ name }) => name !== consent.deny.name);
