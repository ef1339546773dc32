import { setImmediate as onceSent } from 'node:timers/promises';

import { type AllowOutcome, Consent } from '../pages/consent.js';
import { names, withoutName } from '../pages/consent-names.js';
import { type WayBack, watchWayBack } from '../pages/callback.js';
import { type OpenedConsent, openConsent, openConsentIn } from '../pages/consent-opening.js';
import { SwapError } from '../pages/errors.js';
import type { JiraAccount } from '../pages/jira.js';
import { openPage } from '../pages/open-page.js';
import { type Change, makePress, noteDown } from './change.js';
import { notAnswered } from './checks.js';

/** Presses Request and waits for the page in which Jira asks for consent. */
export async function requestAccess(change: Change): Promise<OpenedConsent> {
  const { run, align, window } = change;
  const { url, atlassianIdUrl } = run.target.jira;
  const origins = [url.origin, ...(atlassianIdUrl === null ? [] : [atlassianIdUrl.origin])];
  const press = (): Promise<void> => makePress(change, 'Request', (pressing) => window.pressRequest(pressing));
  const opened = await openConsent(run.tab(align.tab.page), press, origins, run.timeouts.signIn);
  const own = change.jira.tab.page.context();
  if (own === run.context) {
    run.inFront(opened.tab.page);
    return opened;
  }
  // In this context it is the Super Admin whom Jira would ask: the page is opened where the service account is alone.
  const requested = opened.requested();
  if (requested === null) throw noAddress();
  opened.stop();
  const inOwn = await openConsentIn(run.tab(await openPage(own)), requested);
  run.inFront(inOwn.tab.page);
  return inOwn;
}

/**
 * Presses Allow, and only as the service account: the full name and the application on the screen, and right before the
 * press the session that this very page has, must be the expected ones. Afterwards the session is read again.
 * @throws SwapError `consent-mismatch` or `wrong-identity`; the message says whether Allow was pressed.
 */
export async function allowAsServiceAccount(change: Change, opened: OpenedConsent): Promise<void> {
  const { run } = change;
  const { url } = run.target.jira;
  const consent = new Consent(opened.tab, url);
  const screen = await consent.screen(opened.answers);
  switch (screen.is) {
    case 'refused':
      throw tokenRefused(screen.problem);
    case 'signed-out':
      throw new SwapError(
        'session-ended',
        `Instead of the consent screen, Jira asked to sign in (${screen.address}): the service account's session had ended. Allow was not pressed.`,
        'Run the same command again: it signs in anew and goes on from where the connector is.',
      );
    case 'consent':
      requireOwnScreen(change, screen);
  }
  await consent.untilPressable();
  const wayBack = watchWayBack(opened, url.origin);
  const outcome = await pressAllow(change, opened, consent);
  if (outcome.is === 'unanswered')
    run.note(
      `Allow was not answered as it should be: ${outcome.seen}. The connector will show whether it holds.`,
      'warn',
    );
  opened.stop();
  await confirmAfterwards(change, opened, screen.application, outcome.is !== 'unanswered');
  if (opened.where === 'a second browser context') await bringOver(change, wayBack);
}

/** Presses Allow in the session of the service account; what is in the journal and the findings before that is taken back where it is not pressed. */
async function pressAllow(
  { run, jira, journal }: Change,
  opened: OpenedConsent,
  consent: Consent,
): Promise<AllowOutcome> {
  const { findings, signal } = run;
  const { pressed, downSince, after, approvedAs, allowedAt } = findings;
  let kept = Promise.resolve();
  await journal.willPress('Allow', findings.former, { id: jira.account.id, name: jira.account.name });
  try {
    signal.throwIfAborted();
    // From here to the press nothing else may happen in this browser.
    const session = await jira.jira.inTab(opened.tab).session();
    if (session.is !== 'account') throw notAnswered(session) ?? unreadableSession();
    requireServiceAccount(jira.account, session.account);
    return await consent.allow(() => {
      signal.throwIfAborted();
      noteDown(run, 'Allow');
      // What is left behind where the run is killed before the answer: written while it is waited for.
      kept = onceSent().then(run.keep);
      findings.approvedAs = { id: session.account.id, name: session.account.name };
      findings.allowedAt = session.serverTime ?? Date.now();
      return () => {
        Object.assign(findings, { pressed, downSince, after, approvedAs, allowedAt });
      };
    });
  } catch (error) {
    if (!findings.pressed.includes('Allow')) await journal.notMade('Allow');
    throw error;
  } finally {
    await kept;
  }
}

function requireOwnScreen({ run, jira }: Change, screen: { text: string; application: string | null }): void {
  const { application } = run.target;
  if (!names(screen.text, jira.account.name)) {
    throw new SwapError(
      'consent-mismatch',
      `The consent screen does not name ${jira.account.name}, as whom this browser is signed in. Allow was not pressed.`,
      'Look at the screenshot of this step for the name it shows. Nobody else may be signed in to Jira in this browser.',
    );
  }
  const others = withoutName(screen.text, jira.account.name);
  const isOther =
    application !== null &&
    (screen.application === null ? !names(others, application) : screen.application !== application);
  if (isOther) {
    throw new SwapError(
      'consent-mismatch',
      `The consent screen is for the application ${screen.application === null ? 'that it does not name as expected' : `“${screen.application}”`}, not for “${application}”. Allow was not pressed.`,
      'If that is the application of this connector, set APPLICATION to its name.',
    );
  }
  run.findings.application = application ?? screen.application;
}

/** No proof, no press. */
function requireServiceAccount(expected: JiraAccount, account: JiraAccount): void {
  if (account.id === expected.id) return;
  throw new SwapError(
    'wrong-identity',
    `On the consent screen, Jira's session is that of ${account.name} (${account.id}), not of ${expected.name} (${expected.id}). Allow was not pressed.`,
    'Nobody else may be signed in to Jira in this browser. Run the same command again.',
  );
}

async function confirmAfterwards(
  { run, jira }: Change,
  opened: OpenedConsent,
  application: string | null,
  isAnswered: boolean,
): Promise<void> {
  const after = await jira.jira.session();
  const { account } = jira;
  if (after.is === 'account' && after.account.id !== account.id) {
    throw new SwapError(
      'wrong-identity',
      `Allow was pressed, and right afterwards Jira's session is that of ${after.account.name} (${after.account.id}), not of ${account.name}: the authorisation may be theirs.`,
      `Let ${after.account.name} revoke “${application ?? 'Jira Align'}” among their authorised applications, then run the same command again.`,
    );
  }
  const again = after.is === 'account' ? ', and again afterwards' : '; afterwards it could not be read again';
  run.findings.proofs.session = {
    kind: 'session',
    status: isAnswered ? 'proven' : 'pending',
    detail: `Allow was pressed in ${opened.where}, in the session of ${account.name} (${account.id}): Jira said so in that page right before${again}, and the screen named them.${isAnswered ? '' : ' Jira did not answer it: only a new grant shows that it arrived.'}`,
    at: new Date(run.findings.allowedAt ?? Date.now()).toISOString(),
  };
}

/** Jira Align may take the way back only from a browser that is signed in to it. */
async function bringOver({ run }: Change, wayBack: WayBack): Promise<void> {
  const page = await openPage(run.context);
  try {
    if (await wayBack.bringOver(run.tab(page)))
      run.note('Jira Align asked for its own session on the way back: its address was opened where that is.');
  } catch (error) {
    if (!(error instanceof SwapError) || run.signal.aborted) throw error;
    // Whether the token came is seen by the label.
    run.note(`The way back to Jira Align could not be opened there: ${error.message}`, 'warn');
  }
  await page.close();
}

function noAddress(): SwapError {
  return new SwapError(
    'unknown-screen',
    "Request was pressed, and the address of Jira's consent screen was not seen on the way. Allow was not pressed.",
    'Run the same command again; if it repeats, finish by hand as described.',
  );
}

function unreadableSession(): SwapError {
  return new SwapError(
    'wrong-identity',
    'On the consent screen, Jira did not say whose session it is. Without that proof Allow is not pressed.',
    'Run the same command again. If it repeats, look at the screenshot of this step.',
  );
}

function tokenRefused(problem: string): SwapError {
  return new SwapError(
    'consent-refused',
    `Jira refused the request token (${problem}) before it asked anything. Allow was not pressed.`,
    'Request tokens live 10 minutes and are good once. Run the same command again: it asks for a new one.',
  );
}
