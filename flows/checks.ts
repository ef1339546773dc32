import type { ConnectorDetails } from '../pages/connector-window.js';
import { SwapError } from '../pages/errors.js';
import type { JiraSession } from '../pages/jira.js';
import { isOutOfOrder } from '../pages/out-of-order.js';
import type { Target } from './config/target.js';
import type { JiraSeat } from './sign-in.js';

/**
 * What must hold of a connector that is looked at: OAuth, and links to this Jira, whose grants and canary are read.
 * @throws SwapError with exit code 5.
 */
export function checkKind(details: ConnectorDetails, target: Target): void {
  const name = nameOf(details, target);
  if (!/\boauth/i.test(details.authenticationType)) {
    throw new SwapError(
      'not-oauth',
      `Connector ${name} uses the authentication type “${details.authenticationType}”, not OAuth.`,
      'Only an OAuth connector has an authorisation to change. Set it up for OAuth first, or set CONNECTOR to another.',
    );
  }
  for (const [label, value] of [
    ['Jira Link', details.jiraLink],
    ['Jira API URL', details.apiUrl],
  ] as const) {
    if (!leadsTo(value, target.jira.url)) {
      throw new SwapError(
        'wrong-links',
        `Connector ${name} has the ${label} “${value}”, which does not lead to ${target.jira.url.href}.`,
        'Set CONNECTOR to the connector of this Jira, or JIRA_URL to the Jira of this connector.',
      );
    }
  }
}

/**
 * What must hold of the connector before anything is pressed: its kind, editable, service light not grey.
 * @throws SwapError with exit code 5.
 */
export function checkConnector(details: ConnectorDetails, target: Target): void {
  checkKind(details, target);
  const name = nameOf(details, target);
  if (!details.editable) {
    throw new SwapError(
      'read-only',
      `Connector ${name} cannot be edited by ${target.align?.username ?? 'this account'}: its controls are disabled.`,
      "Add the account to the connector's Admins, or use a Super Admin.",
    );
  }
  if (details.serviceLight === 'grey') {
    throw new SwapError(
      'service-light-grey',
      `The Service Light of connector ${name} is grey.`,
      "Only the vendor's support can activate a connector whose Service Light is grey. Ask them first.",
    );
  }
  if (details.label === null) {
    throw new SwapError(
      'unknown-screen',
      `Connector ${name} shows none of the known authorisation buttons.`,
      'Look at the screenshot of this step: the label of that button is the state of the connector.',
    );
  }
}

/** The error where Jira did not say whose session it is, and nothing of the session follows from that; else `null`. */
export function notAnswered(session: JiraSession): SwapError | null {
  if (session.is !== 'unreadable') return null;
  const { status } = session;
  if (status !== null && !isOutOfOrder(status)) return null;
  return new SwapError(
    'unreachable',
    `Jira did not say whose session it is: ${status === null ? 'it gave no answer' : `it answered with status ${status}`}.`,
    'The site is not working at the moment. Run the same command again later.',
  );
}

/**
 * The service account's session at Jira is alive, and still its own. Jira Align's was seen alive when it opened the connector.
 * @throws SwapError `wrong-identity`, `session-ended` where it has ended, `unreachable` where Jira did not say.
 */
export async function checkSession({ jira, account }: JiraSeat): Promise<void> {
  const session = await jira.session();
  // A tab that was led away has no answer to give, since the session has ended.
  const unanswered = jira.isShown() ? notAnswered(session) : null;
  if (unanswered !== null) throw unanswered;
  if (session.is !== 'account') {
    throw new SwapError(
      'session-ended',
      "The service account's session at Jira has ended already.",
      'Run the same command again. If it repeats, look whether a policy ends sessions at once.',
    );
  }
  if (session.account.id !== account.id) {
    throw new SwapError(
      'wrong-identity',
      `Jira's session has become that of ${session.account.name}. Nothing was pressed.`,
      'Nobody else may use this browser. Run the same command again.',
    );
  }
}

function nameOf({ name }: ConnectorDetails, { connector }: Target): string {
  return `“${name ?? connector ?? ''}”`;
}

/** True where a link of the connector leads to this Jira. Real ones also end in `{external}` (docs/facts.md, window). */
export function leadsTo(link: string, jira: URL): boolean {
  if (!URL.canParse(link)) return false;
  const { origin, pathname } = new URL(link);
  const root = jira.pathname.replace(/\/+$/, '');
  return origin === jira.origin && (pathname === root || pathname.startsWith(`${root}/`));
}
