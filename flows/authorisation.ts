import type { AuthorisationLabel } from '../pages/window-labels.js';
import { address } from '../pages/address.js';
import { SwapError } from '../pages/errors.js';
import type { Tab } from '../pages/tab.js';
import { rest, until } from '../pages/until.js';
import { passing, reopenConnector } from './connector.js';
import { type Change, makePress } from './change.js';
import { accountNow } from './findings.js';
import { SKIPPED } from './run/run.js';

/** Milliseconds after which the connector is reopened when the label does not come (design: every 15 seconds). */
const REOPEN_EVERY = 15_000;

/** Milliseconds until a page that broke off is opened anew. */
const REST = 2_000;

/**
 * Brings the connector to Request: presses Reauthorize and waits until the request token has refreshed by itself. Where
 * it stands at Request already nothing is pressed; where it stands at Authorize, Authorize is pressed only once waiting
 * and reopening have not helped. Where nothing had to be done it gives `SKIPPED`.
 * @throws SwapError `request-token-missing`, or `unknown-screen` where no label can be read.
 */
export async function requestTokenReady(change: Change): Promise<typeof SKIPPED | null> {
  const { run, window } = change;
  const label = await labelAnew(change);
  if (label === 'requestable') return SKIPPED;
  if (label === 'authorised') await makePress(change, 'Reauthorize', (pressing) => window.pressReauthorize(pressing));
  if (await isBroughtToRequest(change)) return null;
  throw new SwapError(
    'request-token-missing',
    `The button did not become Request Jira for access within ${run.timeouts.requestToken / 1000} s (TIMEOUT_REQUEST_TOKEN); it stands at ${labelText(await window.label())}.`,
    'Jira Align could not get a request token from Jira: look at View Logs > Jira API, and at the application link in Jira.',
  );
}

/** Waits for Request, opens the connector anew, and presses Authorize where that has not helped; gives whether it came. */
async function isBroughtToRequest(change: Change): Promise<boolean> {
  const { run, window, align, target } = change;
  if (await labelComes(change, 'requestable')) return true;
  run.note('The request token did not come: the connector is opened anew.');
  await reopenConnector(run, align, target);
  const reopened = await window.shownLabel();
  if (reopened !== 'unauthorised') return reopened === 'requestable';
  await makePress(change, 'Authorize', (pressing) => window.pressAuthorize(pressing));
  return await labelComes(change, 'requestable');
}

/**
 * Waits for a Reauthorize that was pressed only just, by a run that was ended then or in a browser that was lost, as long as it may
 * still be on its way: neither is it pressed again before, nor is anything said of the connector. What it shows then is how it was
 * found.
 */
export async function earlierPressSettled({
  run,
  align,
  window,
  target,
  journal,
}: Pick<Change, 'run' | 'align' | 'window' | 'target' | 'journal'>): Promise<void> {
  const left = journal.onItsWay(run.timeouts.requestToken);
  const ago = run.timeouts.requestToken - left;
  const pressedAt = new Date(Date.now() - ago);
  run.note(`Reauthorize was pressed ${Math.round(ago / 1_000)} s ago, and may still be on its way: it is waited for.`);
  await until(run.tab(align.tab.page), left, async () => {
    const label = await window.label();
    return label === null || label === 'authorised' ? null : label;
  });
  await reopenConnector(run, align, target);
  const authorisation = (await window.shownLabel()) ?? 'unknown';
  if (authorisation !== 'authorised') run.findings.downSince ??= pressedAt;
  Object.assign(run.findings, { before: { authorisation, account: null }, after: { authorisation, account: null } });
}

/** The label, once the connector was opened anew: it may have been opened a while ago, and somebody else may have pressed meanwhile. */
async function labelAnew({ run, window, align, target }: Change): Promise<AuthorisationLabel> {
  await reopenConnector(run, align, target);
  const label = await window.shownLabel();
  if (label !== null) return label;
  throw new SwapError(
    'unknown-screen',
    `The connector shows none of the known authorisation buttons any more, at ${address(align.tab.page.url())}.`,
    'Look at the screenshot of this step: the label of that button is the state of the connector.',
  );
}

/**
 * Opens the connector anew and brings it to Request again, where a token came to nothing: mostly it stands there still. Presses
 * Authorize alone, and only where waiting has not helped; gives whether Request can be pressed.
 */
export async function isRequestableAgain(change: Change): Promise<boolean> {
  const { run, align, target } = change;
  await reopenConnector(run, align, target);
  return await isBroughtToRequest(change);
}

/** Waits for a label as long as a request token may take; a page that broke off meanwhile is opened anew. */
async function labelComes(change: Change, wanted: AuthorisationLabel): Promise<boolean> {
  const { run, window, align } = change;
  const tab = run.tab(align.tab.page);
  const end = performance.now() + run.timeouts.requestToken;
  const isThere = async (): Promise<true | null> => ((await window.label()) === wanted ? true : null);
  for (;;) {
    const left = end - performance.now();
    const came = await until(tab, left, isThere).catch((error: unknown) => brokenOff(tab, left, error));
    if (!(came instanceof SwapError)) return came === true;
    if (left <= 0) throw came;
    await cannotReopen(change);
  }
}

/**
 * Waits until the label is Reauthorize again, and closes and reopens the connector as often as it is not.
 * @throws SwapError `label-missing`.
 */
export async function authorisationReturned(change: Change): Promise<void> {
  const { run, jira, window, align } = change;
  const tab = run.tab(align.tab.page);
  const patience = run.timeouts.label;
  const end = performance.now() + patience;
  const reopenEvery = Math.min(REOPEN_EVERY, patience / 4);
  let unseen: SwapError | null = null;
  for (let reopened = 0; ; reopened += 1) {
    const left = end - performance.now();
    const isBack = async (): Promise<true | null> => ((await window.label()) === 'authorised' ? true : null);
    const back = await until(tab, Math.min(reopenEvery, left), isBack).catch((error: unknown) =>
      brokenOff(tab, left, error),
    );
    if (back === true) break;
    if (back !== null) unseen = back;
    if (end - performance.now() <= 0) throw unseen ?? labelMissing(change);
    if (reopened === 0) {
      const [every, most] = [reopenEvery, patience].map((each) => Math.round(each / 1000));
      run.note(
        `The connector does not show Reauthorize yet: it is closed and opened anew every ${every} s, for ${most} s at the most.`,
      );
    }
    unseen = await cannotReopen(change);
  }
  run.findings.after = { authorisation: 'authorised', account: accountNow(run.findings) };
  const session = await jira.jira.session();
  run.findings.returnedAt = (session.is === 'account' ? session.serverTime : null) ?? Date.now();
}

/** Opens the connector anew. A site that is out of order may be back before the time is up: gives why it could not be opened. */
async function cannotReopen({ run, align, target }: Change): Promise<SwapError | null> {
  try {
    await reopenConnector(run, align, target);
    return null;
  } catch (error) {
    return passing(error, run.signal);
  }
}

/** Why a look found no page, after a rest: what can't be connected to fails at once, again and again. */
async function brokenOff(tab: Tab, left: number, error: unknown): Promise<SwapError> {
  const why = passing(error, tab.signal);
  await rest(tab, Math.max(0, Math.min(REST, left)));
  return why;
}

function labelMissing({ run, align }: Change): SwapError {
  return new SwapError(
    'label-missing',
    `Allow was pressed, and the button did not become Reauthorize Jira OAuth access within ${run.timeouts.label / 1000} s (TIMEOUT_LABEL), at ${address(align.tab.page.url())}.`,
    "Jira Align trades the approval for a token by itself, from its own server: look at View Logs > Jira API, at Jira's IP allow-list, at firewalls and at the clocks.",
  );
}

function labelText(label: AuthorisationLabel | null): string {
  switch (label) {
    case 'authorised':
      return 'Reauthorize Jira OAuth access';
    case 'requestable':
      return 'Request Jira for access';
    case 'unauthorised':
      return 'Authorize Jira OAuth access';
    case null:
      return 'a label that is not known';
  }
}
