import type { Result } from './result.js';

/** One thing to do by hand, and where. */
export interface StepByHand {
  readonly text: string;
  readonly where: string | null;
}

/** Who alone can undo it. */
export const ONLY_THE_FORMER_OWNER =
  'Only the former owner can bring the old authorisation back, by the same steps signed in as themselves.';

/** The first sentence where a connector is left unauthorised: that it is down, since when, and who must act. */
export function downHeadline(result: Result, downSince: Date | null): string {
  const since = `since ${sinceOf(downSince)} (UTC)${isFoundDown(result, downSince) ? ' at the latest' : ''}`;
  const certain =
    stateOf(result) === 'unknown'
      ? `MAY BE DOWN ${since}: its state could not be read`
      : `IS DOWN ${since}: it has no valid authorisation`;
  return `The ${connectorName(result)} ${certain}. A Jira Align Super Admin must act now.`;
}

/** The reasons to stop whose hint says already that the same command goes on; of every other the cause comes first. */
const GOES_ON = ['interrupted', 'deadline', 'browser-closed', 'session-ended', 'consent-refused'];

/** What leads over to the steps by hand: whether the same command would do it, and after what. */
export function beforeByHand({ error }: Result): string {
  if (error !== null && GOES_ON.includes(error.code)) return 'To finish by hand instead:';
  return error?.code === 'internal'
    ? 'Running the same command again finishes the job, unless it meets that bug again. To finish by hand instead:'
    : 'Once that is mended, running the same command again finishes the job. To finish by hand instead:';
}

/**
 * How a person finishes the job, in order. Jira comes last: where Jira Align is entered through the Atlassian account, the Super
 * Admin's session would be the one in which Allow is pressed.
 */
export function stepsByHand(result: Result): readonly StepByHand[] {
  const { target } = result;
  const name = connectorName(result);
  const account = result.identity?.expected?.name ?? 'the service account';
  const steps: readonly (readonly [text: string, where?: string])[] = [
    ['In one browser, sign in to Jira Align as the Super Admin', target?.align ?? 'ALIGN_URL'],
    [
      `In the same browser, log out whoever is signed in to Jira or Atlassian, and sign in to Jira as ${account}`,
      target?.jira ?? 'JIRA_URL',
    ],
    [`In Jira Align, open Settings > Connectors > Jira Settings > Jira Connectors and choose ${name}.`],
    [
      'If the button says Reauthorize Jira OAuth access, it is authorised by now: press nothing, and run `connector-swap verify`.',
    ],
    ['If it says Authorize Jira OAuth access, press it and wait until it says Request Jira for access.'],
    [
      `Press Request Jira for access. Check that the page names ${account}, then press Allow. If it names anybody else, do not: open its address in a private window, signed in to Jira as ${account} there.`,
    ],
    ['Wait until the button says Reauthorize Jira OAuth access; if it does not, close and reopen the connector.'],
    ['Press Save, then the connectivity test. Then run `connector-swap verify`.'],
  ];
  return steps.map(([text, where = null]) => ({ text, where }));
}

/** What the vendor's support will ask for, without any secret. */
export function forSupport(result: Result, downSince: Date | null): readonly string[] {
  return [
    `run ${result.runId}, ${connectorName(result)}, state ${stateOf(result)}, since ${sinceOf(downSince)} UTC`,
    `cause ${result.error?.code ?? 'unknown'}; steps: ${result.steps.map((step) => `${step.name} (${step.status})`).join('; ')}`,
  ];
}

/** A connector as a person calls it. */
export function connectorName(result: Result): string {
  const name = result.connector?.name ?? result.target?.connector;
  const id = result.connector?.id;
  if (name === null || name === undefined) return 'connector';
  return `connector “${name}”${id === null || id === undefined || id === name ? '' : ` (id ${id})`}`;
}

function stateOf({ connector }: Result): string {
  return connector?.after.authorisation ?? 'unknown';
}

/** Whether the run found it down, and no journal tells since when. */
function isFoundDown({ connector, steps: [first] }: Result, downSince: Date | null): boolean {
  const isFound = connector !== null && !['authorised', 'unknown'].includes(connector.before.authorisation);
  return isFound && first !== undefined && (downSince === null || downSince >= new Date(first.startedAt));
}

function sinceOf(downSince: Date | null): string {
  return (downSince ?? new Date())
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
}
