import { SwapError } from '../pages/errors.js';
import { checkKind, checkSession } from './checks.js';
import { alignTarget, type AlignTarget, openConnector } from './connector.js';
import { testStep } from './connectivity.js';
import { type Findings, unchecked } from './findings.js';
import { nearEnd } from './proofs/grant-end.js';
import { type Grants, grantsOf } from './proofs/grant.js';
import { readBefore } from './prove.js';
import type { Verdict } from './report/result.js';
import type { Run } from './run/run.js';
import { type AlignSeat, type JiraSeat, signInToJira } from './sign-in.js';
import { signInBoth } from './sign-in-both.js';
import { readVersions } from './versions.js';

/**
 * Looks whether a connector is authorised, connects, and is the service account's. Apart from signing in and the
 * connectivity test it sends nothing that changes anything. Without Jira Align's settings it looks at Jira alone.
 * @throws SwapError for every reason not to have been able to look.
 */
export async function verify(run: Run): Promise<Verdict> {
  const target = alignTarget(run.target);
  const { jira, align } = target === null ? await signInToJiraAlone(run) : await signInBoth(run, target);
  if (target === null || align === null) {
    run.note(
      'ALIGN_URL, ALIGN_USERNAME and ALIGN_PASSWORD are not all set: only Jira is looked at, which does not know whether the connector is authorised.',
      'warn',
    );
    run.findings.connectivity.detail = 'Jira Align was not looked at.';
  } else {
    await lookAtConnector(run, target, align);
  }
  await run.step('Read the grants and the canary', async () => {
    await checkSession(jira);
    const { applications } = await readBefore(run, jira, true);
    warnOfEnd(run, grantsOf(applications, run.target.application, jira.account.timeZone));
    await readVersions(run, jira, align);
  });
  run.findings.proofs.session = unchecked('session', 'A verification approves nothing.');
  if (run.findings.proofs.attribution.status === 'contradicted')
    run.findings.after.account = run.findings.before.account;
  return verdictOf(run.findings, target !== null);
}

function warnOfEnd({ findings, note }: Run, grants: Grants | null): void {
  const what = nearEnd(grants, Date.now());
  if (what === null) return;
  note(what, 'warn');
  findings.leftovers = [...findings.leftovers, { what, where: null }];
}

async function signInToJiraAlone(run: Run): Promise<{ jira: JiraSeat; align: null }> {
  return { jira: await run.signInStep('Sign in to Jira as the service account', () => signInToJira(run)), align: null };
}

async function lookAtConnector(run: Run, target: AlignTarget, align: AlignSeat): Promise<void> {
  const { window, details } = await run.step('Open the connector', () => openConnector(run, align, target));
  checkKind(details, run.target);
  if (details.label !== 'authorised') {
    run.findings.connectivity.detail = 'The connector is not authorised.';
    return;
  }
  // What it came to is in the findings, and the verdict is made of them.
  await testStep(run, align, window, target);
}

/** The first that matches counts: a connector that is not authorised is nobody's, whatever else holds. */
function verdictOf({ before, proofs, connectivity, connector }: Findings, withAlign: boolean): Verdict {
  if (withAlign && before.authorisation === 'unknown') {
    throw new SwapError(
      'unknown-screen',
      `The connector “${connector.name ?? ''}” shows none of the known authorisation buttons.`,
      'Look at the screenshot of the step “Open the connector”.',
    );
  }
  if (withAlign && before.authorisation !== 'authorised') return 'unauthorised';
  if (proofs.attribution.status === 'contradicted' || proofs.grant.status === 'contradicted') return 'wrong-account';
  if (connectivity.status === 'failed' || connectivity.status === 'no-answer') return 'not-connecting';
  if (proofs.attribution.status === 'proven') return 'proven';
  return proofs.grant.status === 'proven' ? 'consistent' : 'unknown';
}

/** The error that a verdict ends with that is not good enough: “consistent” is, unless `isProofRequired`. */
export function verdictError(
  verdict: Verdict,
  { proofs, connectivity, before }: Findings,
  isProofRequired: boolean,
): SwapError | null {
  switch (verdict) {
    case 'proven':
      return null;
    case 'consistent':
      return isProofRequired
        ? new SwapError(
            'not-proven',
            `Nothing contradicts it, and --require proven wants more: ${proofs.attribution.detail}`,
            'Wait until the connector has written to its canary issue, or set CANARY_ISSUE; then run the same command again.',
          )
        : null;
    case 'unauthorised':
      return new SwapError(
        'unauthorised',
        `The connector is not authorised (${before.authorisation}).`,
        'Run `connector-swap swap`.',
      );
    case 'wrong-account': {
      const { detail } = proofs.attribution.status === 'contradicted' ? proofs.attribution : proofs.grant;
      return new SwapError(
        'wrong-account',
        detail,
        'Find out who authorised the connector last, then run `connector-swap swap`.',
      );
    }
    case 'not-connecting':
      return new SwapError('test-failed', connectivity.detail, 'Look at View Logs > Jira API in the connector.');
    case 'unreachable':
      return new SwapError('unreachable', 'A site could not be reached.', 'Run the same command again later.');
    case 'unknown':
      return new SwapError(
        'unknown-identity',
        `Whose connector it is could not be seen. ${proofs.grant.detail} ${proofs.attribution.detail}`,
        'Configure CANARY_ISSUE, an issue that only the connector edits.',
      );
  }
}
