import type { Proof, Result } from './result.js';

const PROOF_NAMES = {
  session: 'Who approved',
  grant: 'Grant',
  attribution: 'Attribution',
} as const satisfies Record<Proof['kind'], string>;
const PROOF_STATUS = {
  proven: 'proven',
  pending: 'not yet proven',
  contradicted: 'CONTRADICTED',
  'not-checked': 'not checked',
} as const satisfies Record<Proof['status'], string>;

/** The end of a run for a person: one sentence to believe, how it was proven and what was not, and what is left to do. */
export function summarise(result: Result, downSince: Date | null): readonly string[] {
  if (result.exitCode === 6) return leftUnauthorised(result, downSince);
  return [
    headline(result),
    ...proofs(result),
    ...connectivity(result),
    ...stop(result),
    ...leftovers(result),
    ...files(result),
  ];
}

function headline(result: Result): string {
  const { connector, error } = result;
  const name = connectorName(result);
  const from = connector?.before.account?.name ?? null;
  const to = result.identity?.expected?.name ?? 'the service account';
  const isShown = result.identity?.proofs[2].status === 'proven';
  switch (result.outcome) {
    case 'swapped':
      return `Done: ${name} ${isShown ? `now writes to Jira as ${to}` : `was re-authorised as ${to}, and its own writing has not shown it yet`}${from === null ? '' : `; before, it was ${from}`}.`;
    case 'already-right':
      return `Nothing to do: ${name} already writes to Jira as ${to}. Nothing was pressed.`;
    case 'planned':
      return `Dry run: everything that can be checked before the first press is in order for ${name}. Nothing was pressed.`;
    case 'verified':
      return verdict(result, name, to);
    case 'kept':
      return `Kept: the session${result.identity?.expected === null ? '' : ` of ${to}`}, for runs without a window.`;
    case 'forgotten':
      return 'Forgotten: the kept session is deleted.';
    case 'stopped':
    case 'not-run': {
      const why = error?.message ?? 'no reason was recorded.';
      if (!result.changed) return `Stopped, nothing was changed: ${why}`;
      if (connector?.after.authorisation !== 'authorised') return `Stopped: ${why}`;
      return result.exitCode === 4
        ? `WRONG ACCOUNT: ${name} is authorised, but maybe not as ${to}. ${why}`
        : `NOT FINISHED: ${name} is authorised${result.identity?.approvedAs === null ? '' : ` as ${to}`}, but the rest was not done. ${why}`;
    }
  }
}

function verdict(result: Result, name: string, to: string): string {
  switch (result.verdict) {
    case 'proven':
      return `Verified: ${name} writes to Jira as ${to}.`;
    case 'consistent':
      return `Consistent: nothing contradicts that ${name} is ${to}'s, but its own writing has not shown it yet.`;
    case 'wrong-account':
      return `WRONG ACCOUNT: ${name} is not ${to}'s. ${result.error?.message ?? ''}`.trim();
    case 'unauthorised':
      return `NOT AUTHORISED: ${name} has no valid authorisation and cannot write to Jira.`;
    case 'not-connecting':
      return `NOT CONNECTING: ${name} is authorised, but its connectivity test did not pass.`;
    case 'unreachable':
      return `Could not look: ${result.error?.message ?? 'a site could not be reached.'}`;
    case 'unknown':
    case undefined:
      return `Unknown: what could be seen does not tell whose connector ${name} is. ${result.error?.message ?? ''}`.trim();
  }
}

function connectorName(result: Result): string {
  const name = result.connector?.name ?? result.target?.connector;
  const id = result.connector?.id;
  if (name === null || name === undefined) return 'connector';
  return `connector “${name}”${id === null || id === undefined || id === name ? '' : ` (id ${id})`}`;
}

function proofs(result: Result): string[] {
  if (['planned', 'kept', 'forgotten', 'not-run'].includes(result.outcome)) return [];
  return (result.identity?.proofs ?? [])
    .filter(({ status }) => result.outcome !== 'stopped' || status !== 'not-checked')
    .map(({ kind, status, detail }) => `  ${PROOF_NAMES[kind]}: ${PROOF_STATUS[status]}. ${detail}`);
}

function connectivity({ connectivity: test, outcome }: Result): string[] {
  if (test === null || (test.status === 'not-run' && outcome !== 'swapped' && outcome !== 'verified')) return [];
  const words = {
    passed: 'passed',
    failed: 'FAILED',
    'no-answer': 'NO ANSWER',
    'not-run': 'not run',
  } as const;
  const proves = test.status === 'passed' ? ' It proves that Jira can be reached, not as whom.' : '';
  return [`  Connectivity test: ${words[test.status]}. ${test.detail}${proves}`];
}

function stop({ error }: Result): string[] {
  return error === null ? [] : [`  What to do: ${error.hint}`];
}

function leftovers(result: Result): string[] {
  return result.leftovers.map(({ what, where }) => `  Left for you: ${what}${where === null ? '' : ` ${where}`}`);
}

function files({ artifacts }: Result): string[] {
  const [first] = artifacts;
  return first === undefined ? [] : [`  Result and log: ${first}`];
}

/** The most important text of the product: the connector is down, and a person must finish by hand. */
function leftUnauthorised(result: Result, downSince: Date | null): string[] {
  const name = connectorName(result);
  const { target, error, connector, identity } = result;
  const account = identity?.expected?.name ?? 'the service account';
  const since = (downSince ?? new Date())
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
  const state = connector?.after.authorisation ?? 'unknown';
  const certain =
    state === 'unknown' ? 'MAY BE DOWN: its state could not be read' : 'IS DOWN: it has no valid authorisation';
  return [
    `The ${name} ${certain} since ${since} (UTC). A Jira Align Super Admin must act now.`,
    `  Why: ${error?.message ?? 'not known.'}`,
    ...stop(result),
    '  Running the same command again finishes the job in most cases. To finish by hand:',
    `  1. In one browser, sign in to Jira as ${account}, and as nobody else: ${target?.jira ?? 'JIRA_URL'}`,
    `  2. In the same browser, sign in to Jira Align as the Super Admin: ${target?.align ?? 'ALIGN_URL'}`,
    `  3. Open Settings > Connectors > Jira Settings > Jira Connectors and choose ${name}.`,
    '  4. If the button says Authorize Jira OAuth access, press it and wait until it says Request Jira for access.',
    `  5. Press Request Jira for access. Check that the page names ${account}, then press Allow.`,
    '  6. Wait until the button says Reauthorize Jira OAuth access; if it does not, close and reopen the connector.',
    '  7. Press Save, then the connectivity test. Then run `connector-swap verify`.',
    '  Only the former owner can bring the old authorisation back, by the same steps signed in as themselves.',
    '  For vendor support:',
    `    run ${result.runId}, connector ${name}, state ${state}, since ${since} UTC`,
    `    cause ${error?.code ?? 'unknown'}; steps: ${result.steps.map((step) => `${step.name} (${step.status})`).join('; ')}`,
    ...leftovers(result),
    ...files(result),
  ];
}
