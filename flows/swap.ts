import type { OpenedConsent } from '../pages/consent-opening.js';
import { allowAsServiceAccount, requestAccess } from './allow.js';
import { readyToAskAgain, requestAnew } from './ask-again.js';
import { authorisationReturned, earlierPressSettled, requestTokenReady } from './authorisation.js';
import { type Change, hasAllowed, lookAgain } from './change.js';
import { checkConnector, checkSession } from './checks.js';
import { type AlignTarget, holdConnector, openConnector, settleSettings } from './connector.js';
import { testAsItIs, testStep } from './connectivity.js';
import { type Findings, notTested, unchecked } from './findings.js';
import { reportPermissions } from './permissions.js';
import { isAlreadyRight, noteOldGrant, notYet, proveSwap, readBefore } from './prove.js';
import type { PressRecord } from './run/journal.js';
import type { Run } from './run/run.js';
import { saveConnector } from './save.js';
import { signInBoth } from './sign-in-both.js';
import { readVersions } from './versions.js';

/** Requires that everything found is as planned; it is told of the presses that are not known to have come to their end. */
type RequirePlanned = (found: Findings, pressed: readonly PressRecord[]) => void;

/** What a swap came to. */
export type SwapOutcome = 'swapped' | 'already-right' | 'planned';

/**
 * Changes the account behind a connector, in the order of the vendor's procedure, and proves that it did.
 * With `dryRun` it ends before the first press; so it does where `requirePlanned` throws, which is told what was found and what
 * was pressed before that was not brought to its end.
 * @throws SwapError for every reason to stop; what is known by then is in the run's findings.
 */
export async function swap(
  run: Run,
  target: AlignTarget,
  dryRun: boolean,
  requirePlanned: RequirePlanned | null = null,
): Promise<SwapOutcome> {
  const { jira, align } = await signInBoth(run, target);
  const { window, details } = await run.step('Open the connector', () => openConnector(run, align, target));
  const { journal, release } = await run.step('Hold the connector', () => holdConnector(run, target));
  try {
    if (details.label === 'authorised' && journal.onItsWay(run.timeouts.requestToken) > 0)
      await run.step('Wait for an earlier press', () => earlierPressSettled({ run, align, window, target, journal }));
    await run.step('Check the connector', async () => {
      checkConnector(details, run.target);
      await window.requireCertainPresses();
      await settleSettings(run, align, window);
    });
    await run.step('Test the connection as it is', () => testAsItIs(run, align, window, target));
    const before = await run.step('Check everything else that can be checked', async () => {
      const read = await readBefore(run, jira);
      notYet(run);
      await reportPermissions(run, jira);
      await readVersions(run, jira, align);
      await checkSession(jira);
      return read;
    });
    const shared: Change = { run, jira, align, window, target, journal, before };
    // Past Reauthorize, in a browser that was lost, it is not what it was before.
    if (run.findings.pressed.every((press) => press === 'Save') && isAlreadyRight(run)) {
      run.findings.proofs.session = unchecked('session', 'This run approved nothing.');
      await leaveRight(shared, dryRun, requirePlanned);
      return 'already-right';
    }
    if (!hasAllowed(shared)) await comparePlan(shared, requirePlanned);
    if (dryRun) {
      run.findings.proofs.session = unchecked('session', 'A dry run approves nothing.');
      return 'planned';
    }
    await change(shared);
    return 'swapped';
  } finally {
    await release();
  }
}

async function comparePlan({ run, journal }: Change, requirePlanned: RequirePlanned | null): Promise<void> {
  if (requirePlanned === null) return;
  await run.step('Compare with the plan', () => {
    requirePlanned(run.findings, journal.unfinished.presses);
    return Promise.resolve();
  });
}

async function change(begun: Change): Promise<void> {
  const { run, align, window, target } = begun;
  // What was read before the first press says nothing of the connector any more.
  Object.assign(run.findings.proofs, { grant: unchecked('grant'), attribution: unchecked('attribution') });
  run.findings.connectivity = notTested();
  if (run.findings.before.authorisation === 'authorised')
    run.note('From here on, only the former owner can bring the old authorisation back.', 'warn');
  try {
    const change = hasAllowed(begun) ? begun : await authorise(begun);
    await run.step('Wait until the connector shows Reauthorize again', () => authorisationReturned(change));
    await run.step('Save the connector', () => saveConnector(change));
    const notPassed = await testStep(run, align, window, target);
    await run.step('Prove whose connector it is', () => proveSwap(change));
    if (notPassed !== null) throw notPassed;
  } catch (error) {
    await lookAgain(begun, error);
    throw error;
  }
}

/** Reauthorize, Request and Allow; gives what to go on with, since the service account may have been signed in once more. */
async function authorise(change: Change): Promise<Change> {
  await change.run.step('Reauthorize the Jira OAuth access and wait for the request token', () =>
    requestTokenReady(change),
  );
  try {
    await requestAndAllow(change, () => requestAccess(change));
    return change;
  } catch (error) {
    // Once more, with a new request token, where the first request came to nothing.
    const again = await readyToAskAgain(change, error);
    await requestAndAllow(again, () => requestAnew(again, error));
    return again;
  }
}

/** Where the connector is already the service account's: what an earlier run left is finished, and it must connect. */
async function leaveRight(change: Change, dryRun: boolean, requirePlanned: RequirePlanned | null): Promise<void> {
  const { run, journal } = change;
  const { isUnsaved } = journal.unfinished;
  if (isUnsaved && !dryRun) {
    await comparePlan(change, requirePlanned);
    await finish(change);
    return;
  }
  if (isUnsaved) run.findings.leftovers.push(NOT_SAVED);
  if (requirePlanned !== null)
    run.note('It is the service account’s already: there is nothing left to compare with the plan.');
  // As it was asked before, its answer decides nothing and is not waited for.
  if (run.findings.connectivity.status !== 'passed') await requireTested(change);
}

/** What a dry run leaves where an earlier run was ended before its Save was confirmed. */
const NOT_SAVED = {
  what: 'What an earlier run has allowed is not known to be saved: a swap without --dry-run saves it.',
  where: null,
};

/** Save and test, where Allow was pressed by an earlier run. */
async function finish(change: Change): Promise<void> {
  const { run } = change;
  noteOldGrant(run);
  try {
    await run.step('Save the connector', () => saveConnector(change));
    await requireTested(change);
  } catch (error) {
    await lookAgain(change, error);
    throw error;
  }
}

/** Where there is nothing to do the connector must connect all the same. */
async function requireTested({ run, align, window, target }: Change): Promise<void> {
  const notPassed = await testStep(run, align, window, target);
  if (notPassed !== null) throw notPassed;
}

async function requestAndAllow(change: Change, request: () => Promise<OpenedConsent>): Promise<void> {
  const { run } = change;
  const consent = await run.step('Request Jira for access', request);
  await run.step('Allow access as the service account', () => allowAsServiceAccount(change, consent));
}
