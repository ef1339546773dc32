import {
  ONLY_THE_FORMER_OWNER,
  beforeByHand,
  connectorName,
  downHeadline,
  forSupport,
  stepsByHand,
} from './finish-by-hand.js';
import type { Proof, Result } from './result.js';

/** What a person calls each proof. */
export const PROOF_NAMES = {
  session: 'Who approved',
  grant: 'Grant',
  attribution: 'Attribution',
} as const satisfies Record<Proof['kind'], string>;
/** What a person calls how far each proof came. */
export const PROOF_STATUS = {
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
    ...today(result),
    ...proofs(result),
    ...connectivity(result),
    ...stop(result),
    ...remote(result),
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
      if (result.changed)
        return `Finished what an earlier run began: ${name} writes to Jira as ${to}, and Save was pressed, which that run had not come to.`;
      return `Nothing to do: ${name} already writes to Jira as ${to}. ${pressedNothing(result)}`;
    case 'planned':
      return `Dry run: ${['failed', 'no-answer'].includes(result.connectivity?.status ?? '') ? `nothing stands in the way of a swap of ${name}, but its connectivity test did not pass` : `everything that can be checked before the first press is in order for ${name}`}. ${pressedNothing(result)}`;
    case 'verified':
      return result.command === 'doctor'
        ? `Looked at every screen on the way to ${name}, and at each control there. Nothing was pressed that changes anything.`
        : verdict(result, name, to);
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
        : `NOT FINISHED: ${name} is authorised${approved(result)}, but ${result.identity?.approvedAs === null ? 'this run did not press Allow' : 'the rest was not done'}. ${why}`;
    }
  }
}

/** As whom, where that was proven; else as whom this run approved it, if it did. */
function approved({ connector, identity }: Result): string {
  const account = connector?.after.account ?? null;
  const approvedAs = identity?.approvedAs ?? null;
  if (account !== null) return ` as ${account.name}`;
  return approvedAs === null ? '' : `, after Allow was pressed as ${approvedAs.name}`;
}

/** The connectivity test is a press too, though one that changes nothing. */
function pressedNothing({ connectivity: test }: Result): string {
  return `Nothing was pressed${test === null || test.status === 'not-run' ? '' : ' but the connectivity test'}.`;
}

/** What a dry run found, and what a swap would make of it. */
function today({ outcome, connector, identity, artifacts }: Result): string[] {
  if (outcome !== 'planned' || connector === null) return [];
  const { authorisation, account } = connector.before;
  const to = identity?.expected ?? null;
  const is =
    authorisation !== 'authorised'
      ? 'it has no valid authorisation'
      : account === null
        ? 'whose it is could not be seen'
        : `it writes as ${account.name}, by the newest change of the canary`;
  const plan = `\`connector-swap swap\` would authorise it as ${to === null ? 'the service account' : `${to.name} (${to.id})`}`;
  const file = artifacts.find((path) => path.endsWith('plan.json'));
  return [
    `  Today ${is}; ${plan}.`,
    ...(file === undefined ? [] : [`  Plan, and a text for the change ticket beside it: ${file}`]),
  ];
}

function verdict(result: Result, name: string, to: string): string {
  // Jira alone does not know whether the connector is still authorised.
  const isByJiraAlone = result.target?.align === null;
  switch (result.verdict) {
    case 'proven':
      if (isByJiraAlone)
        return `Verified by Jira alone: the last that ${name} wrote, it wrote as ${to}. Whether it still can was not looked at.`;
      return `Verified: ${name} writes to Jira as ${to}.`;
    case 'consistent':
      if (isByJiraAlone)
        return `Consistent by Jira alone: nothing there contradicts that ${name} is ${to}'s. Whether it is authorised was not looked at.`;
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
      return `Unknown: what could be seen does not tell whose ${name} is. ${result.error?.message ?? ''}`.trim();
  }
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
  const says = test.status === 'passed' ? ' It proves that Jira can be reached, not as whom.' : '';
  return [`  Connectivity test: ${words[test.status]}. ${test.detail}${says}`];
}

function stop({ error, steps, artifacts }: Result): string[] {
  if (error === null) return [];
  const picture = String(steps.length).padStart(2, '0');
  const isMissing =
    error.hint.includes('screenshot') &&
    !artifacts.some((path) => path.includes(`/${picture}-`) && path.endsWith('.png'));
  return [
    `  What to do: ${error.hint}`,
    ...(isMissing
      ? ['  There is no screenshot of this step: none is taken while somebody signs in, nor with --evidence none.']
      : []),
  ];
}

/** The sentence on a browser that was not started here; none where it was. */
export function remoteSentence({ remoteBrowser }: Result): string | null {
  return remoteBrowser === undefined
    ? null
    : `The browser was a remote one: ${remoteBrowser.origin} saw ${remoteBrowser.saw}.`;
}

function remote(result: Result): string[] {
  const sentence = remoteSentence(result);
  return sentence === null ? [] : [`  ${sentence}`];
}

function leftovers(result: Result): string[] {
  return result.leftovers.map(({ what, where }) => `  Left for you: ${what}${where === null ? '' : ` ${where}`}`);
}

function files({ artifacts }: Result): string[] {
  const [first] = artifacts;
  const report = artifacts.find((path) => path.endsWith('report.html'));
  return [
    ...(report === undefined ? [] : [`  Report: ${report}`]),
    ...(first === undefined ? [] : [`  Result and log: ${first}`]),
  ];
}

/** The most important text of the product: the connector is down, and a person must finish by hand. */
function leftUnauthorised(result: Result, downSince: Date | null): string[] {
  return [
    downHeadline(result, downSince),
    `  Why: ${result.error?.message ?? 'not known.'}`,
    ...stop(result),
    `  ${beforeByHand(result)}`,
    ...stepsByHand(result).map(
      ({ text, where }, index) => `  ${index + 1}. ${text}${where === null ? '' : `: ${where}`}`,
    ),
    `  ${ONLY_THE_FORMER_OWNER}`,
    '  For vendor support:',
    ...forSupport(result, downSince).map((line) => `    ${line}`),
    ...remote(result),
    ...leftovers(result),
    ...files(result),
  ];
}
