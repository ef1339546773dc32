import { alignNavigation, alignSignIn } from './align.js';
import { atlassianId } from './atlassian-id.js';
import { connector } from './connector.js';
import type { Control } from './control.js';
import { identityProvider } from './identity-provider.js';
import { authorisedApplications } from './jira.js';
import { jiraLogin } from './jira-login.js';

/** What tells the connector and its state: a ladder that led elsewhere would make a press, or a result, less certain. */
const { connectorName, save, test, serviceLight } = connector;

/**
 * Every control that an operator may say where to find. The consent screen's are not among them, nor what tells the connector
 * and its state: where Allow is pressed, and what counts as authorised, is nobody's to choose.
 */
export const catalogue: readonly Control[] = [
  alignSignIn,
  alignNavigation,
  atlassianId,
  identityProvider,
  jiraLogin,
  { connectorName, save, test, serviceLight },
  authorisedApplications,
].flatMap((group): readonly Control[] => Object.values<Control>(group));

/** What no ladder that an operator gave may lead to, by what is written on it. */
const NEVER = /generate new key|activate|revoke|deny|allow|approve|authorize|request (?:jira )?for/i;

/** True where an operator's ladder leads to something that is never its control: another press, whose effect is another. */
export function isLedAstray(control: string, written: string): boolean {
  return NEVER.test(written) || (control !== save.name && /^\s*save\s*$/i.test(written));
}
