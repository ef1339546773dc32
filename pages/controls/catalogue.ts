import { alignNavigation, alignSignIn } from './align.js';
import { atlassianId } from './atlassian-id.js';
import { connector } from './connector.js';
import type { Control } from './control.js';
import { identityProvider } from './identity-provider.js';
import { authorisedApplications } from './jira.js';

/**
 * Every control that an operator may say where to find. The consent screen's are not among them: where Allow is pressed, and
 * what counts as Deny, is nobody's to choose.
 */
export const catalogue: readonly Control[] = [
  alignSignIn,
  alignNavigation,
  atlassianId,
  identityProvider,
  connector,
  authorisedApplications,
].flatMap((group): readonly Control[] => Object.values<Control>(group));
