import { address } from '../pages/address.js';
import type { ConnectorWindow } from '../pages/connector-window.js';
import type { TestSighting } from '../pages/connectivity.js';
import { SwapError } from '../pages/errors.js';
import { until } from '../pages/until.js';
import { type AlignTarget, reopenConnector } from './connector.js';
import { followOldAnswer } from './old-answer.js';
import type { Connectivity } from './report/result.js';
import { type Run, SKIPPED } from './run/run.js';
import type { AlignSeat } from './sign-in.js';

/** Milliseconds after which the page is refreshed when the test has not answered (design: every 20 seconds). */
const REFRESH_EVERY = 20_000;

/** Milliseconds that the test may take before a swap, where its answer decides nothing. */
const AS_IT_IS = 20_000;

/**
 * Tests the connection before anything is changed. A failure is reported and stops nothing: it is often why people swap. A
 * connector without an authorisation is not tested.
 */
export async function testAsItIs(
  run: Run,
  align: AlignSeat,
  window: ConnectorWindow,
  target: AlignTarget,
): Promise<typeof SKIPPED | null> {
  // Where a browser was lost in the middle, it is not as it was any more.
  if (run.findings.pressed.length > 0) return SKIPPED;
  if (run.findings.before.authorisation !== 'authorised') {
    run.findings.connectivity.detail = 'The connector is not authorised.';
    return SKIPPED;
  }
  const patience = Math.min(AS_IT_IS, run.timeouts.connectivity / 2);
  const what = await testConnectivity(run, align, window, target, patience).then(
    ({ status, detail }) => (status === 'passed' ? null : detail),
    (error: unknown) => {
      // Whatever keeps the test from being made, but an end of the run or of the session, is no reason not to swap.
      if (!(error instanceof SwapError) || error.code === 'session-ended' || run.signal.aborted) throw error;
      return error.message;
    },
  );
  if (what === null) return null;
  run.note(`Before anything was pressed, the connectivity test did not pass. ${what}`, 'warn');
  run.findings.leftovers.push({
    what: `Before anything was pressed, the connectivity test did not pass: ${what}`,
    where: address(align.tab.page.url()),
  });
  return null;
}

/** Presses the connectivity test and waits for its answer, refreshing the page if it takes too long. */
async function testConnectivity(
  run: Run,
  align: AlignSeat,
  window: ConnectorWindow,
  target: AlignTarget,
  patience = run.timeouts.connectivity,
): Promise<Connectivity> {
  const tab = run.tab(align.tab.page);
  const refreshEvery = Math.min(REFRESH_EVERY, patience / 4);
  const started = performance.now();
  const old = followOldAnswer(await window.pressTest());
  // The page that a press leads to may take all the time that a press has, and while it is on its way no question about it is answered.
  const end = performance.now() + patience;
  let refreshes = 0;
  const look = async (): Promise<TestSighting | null> => {
    const seen = await window.testSighting(old.lines());
    if (seen === null) return null;
    old.saw(seen);
    const { sighting } = seen;
    return sighting.is === 'passed' || sighting.is === 'failed' ? sighting : null;
  };
  for (;;) {
    const left = end - performance.now();
    const sighting = await until(tab, Math.min(refreshEvery, left), look);
    const durationMs = Math.round(performance.now() - started);
    if (sighting?.is === 'passed' || sighting?.is === 'failed') {
      run.findings.connectivity = {
        status: sighting.is,
        durationMs,
        refreshes,
        detail: `Jira Align says: “${sighting.text}”.`,
      };
      break;
    }
    if (performance.now() >= end) {
      run.findings.connectivity = {
        status: 'no-answer',
        durationMs,
        refreshes,
        detail: `No answer that is understood came within ${patience / 1000} s.`,
      };
      break;
    }
    if (refreshes === 0)
      run.note(`The connectivity test takes long: the page is refreshed every ${Math.round(refreshEvery / 1000)} s.`);
    refreshes += 1;
    old.refresh();
    await refresh(run, align, target);
  }
  return run.findings.connectivity;
}

/**
 * Opens the same address anew, never by sending a form again, and goes on to this connector's window from there: the address need not
 * name the connector. Where that leads nowhere, by the way from the start.
 */
async function refresh(run: Run, align: AlignSeat, target: AlignTarget): Promise<void> {
  try {
    await align.navigation.openConnector(target.connector, new URL(align.tab.page.url()));
  } catch {
    run.signal.throwIfAborted();
    await reopenConnector(run, align, target);
  }
}

/**
 * The test as a step, which fails where the test did not pass. That ends no run before the proofs are read: gives the reason
 * to stop for afterwards, or `null`.
 */
export async function testStep(
  run: Run,
  align: AlignSeat,
  window: ConnectorWindow,
  target: AlignTarget,
): Promise<SwapError | null> {
  try {
    await run.step('Test the connection to Jira', async () => {
      requirePassed(await testConnectivity(run, align, window, target));
    });
    return null;
  } catch (error) {
    if (error instanceof SwapError && (error.code === 'test-failed' || error.code === 'test-no-answer')) return error;
    throw error;
  }
}

/** @throws SwapError `test-failed` or `test-no-answer` where the test did not pass. */
function requirePassed({ status, detail }: Connectivity): void {
  switch (status) {
    case 'passed':
      return;
    case 'failed':
      throw new SwapError(
        'test-failed',
        `The connectivity test failed. ${detail}`,
        'The authorisation itself is done. Look at View Logs > Jira API in the connector; once that is mended, `connector-swap verify` tests it again.',
      );
    case 'no-answer':
    case 'not-run':
      throw new SwapError(
        'test-no-answer',
        `The connectivity test did not answer. ${detail}`,
        'The authorisation itself is done. Later, `connector-swap verify` tests it again.',
      );
  }
}
