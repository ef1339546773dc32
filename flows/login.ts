import { logOutOfAtlassianId } from '../pages/log-out.js';
import type { Secret } from '../pages/secret.js';
import { openPage } from '../pages/open-page.js';
import { alignNeeded } from './connector.js';
import { unchecked } from './findings.js';
import type { Run } from './run/run.js';
import { type Cookie, cookiesOf, giveCookies, isSecretCookie } from './session/cookies.js';
import { ACCOUNT_NAMES, type SessionPlace } from './session/place.js';
import { deleteSession, keepSession } from './session/store.js';
import { LIFETIME, utc } from './session/take-up.js';
import { signInToAlign, signInToJira } from './sign-in.js';

/**
 * Lets a person sign in by hand, checks who it is, and keeps the session for headless runs. The tool types nothing.
 * @throws SwapError `person-needed` where nobody signs in in time, `wrong-identity` where it is somebody else.
 */
export async function login(run: Run, place: SessionPlace, key: Secret): Promise<'kept'> {
  approvesNothing(run);
  const name = ACCOUNT_NAMES[place.kind];
  const account = await run.signInStep(`Wait until a person has signed in as ${name}`, () => personSignsIn(run, place));
  await run.step('Keep the session', async () => {
    const cookies = await cookiesOf(run.context, place);
    learnCookies(run, cookies);
    const keptAt = Date.now();
    const path = await keepSession(place, key, { account, keptAt, cookies });
    run.note(`The session is kept in ${path}, for headless runs until ${utc(keptAt + LIFETIME)}.`);
  });
  return 'kept';
}

async function personSignsIn(run: Run, { kind, username }: SessionPlace): Promise<{ id: string; name: string } | null> {
  run.note(`Please sign in as ${username} in the window. It waits for ${run.timeouts.person / 1000} s.`, 'warn');
  if (kind === 'service') {
    const { account } = await signInToJira(run);
    run.note(`Signed in to Jira as ${account.name} (${account.id}).`);
    return { id: account.id, name: account.name };
  }
  const { align } = run.target;
  if (align === null) throw alignNeeded();
  await signInToAlign(run, align);
  run.note(
    `Jira Align tells nobody whose session it is: that it is the one of ${username} is your word alone.`,
    'warn',
  );
  return null;
}

/**
 * Ends the service account's kept session at Atlassian ID, as far as that can be done, and deletes it here, whether or not
 * the site could be reached.
 */
export async function logOutAndForget(run: Run, place: SessionPlace, cookies: readonly Cookie[]): Promise<'forgotten'> {
  approvesNothing(run);
  const { atlassianIdUrl } = run.target.jira;
  learnCookies(run, cookies);
  try {
    if (atlassianIdUrl !== null) await run.step('Log out at Atlassian ID', () => logOut(run, atlassianIdUrl, cookies));
  } catch (error) {
    run.note(
      'The session may live on at Atlassian: log out by hand in the account’s own settings there, which end every session.',
      'warn',
    );
    throw error;
  } finally {
    // No step: a run that was ended has none left, and the file goes all the same.
    await deleteSession(place);
    run.note('The kept session is deleted.');
  }
  return 'forgotten';
}

async function logOut(run: Run, atlassianIdUrl: URL, cookies: readonly Cookie[]): Promise<void> {
  await giveCookies(run.context, cookies);
  const was = await logOutOfAtlassianId(run.tab(await openPage(run.context)), atlassianIdUrl);
  if (was === 'not-signed-in') run.note('Atlassian ID had ended the session already.');
  run.note('Jira’s own session beside it ends by itself: no way to end that one is known.', 'warn');
}

function learnCookies(run: Run, cookies: readonly Cookie[]): void {
  for (const { value } of cookies) if (isSecretCookie(value)) run.learn(value);
}

function approvesNothing({ findings }: Run): void {
  for (const kind of ['session', 'grant', 'attribution'] as const)
    findings.proofs[kind] = unchecked(kind, 'A sign-in by hand approves nothing.');
}
