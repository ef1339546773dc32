import { logOutOfAtlassianId } from '../pages/log-out.js';
import { Jira } from '../pages/jira.js';
import { openPage } from '../pages/open-page.js';
import { checkSession } from './checks.js';
import type { AlignTarget } from './connector.js';
import type { Run } from './run/run.js';
import { type AlignSeat, type JiraSeat, signInToAlign, signInToJira } from './sign-in.js';

/** Both accounts, each signed in to its own site. */
export interface Seats {
  readonly jira: JiraSeat;
  readonly align: AlignSeat;
}

/**
 * Signs both accounts in, in one browser context, as the vendor's procedure says. Where Jira Align lets people in through the
 * Atlassian account, the two would share one Atlassian session (docs/facts.md, fact 10): there the ways differ.
 */
export async function signInBoth(run: Run, { align: target }: AlignTarget): Promise<Seats> {
  if (target.signIn === 'atlassian') return await signInOneAfterTheOther(run, target);
  const jira = await run.signInStep('Sign in to Jira as the service account', () => signInToJira(run));
  const align = await run.signInStep('Sign in to Jira Align as the Super Admin', () => signInToAlign(run, target));
  return { jira, align };
}

/**
 * Jira Align first; then the Atlassian session is ended, and the service account gets one of its own. Jira Align's session
 * mostly outlives that. Where it does not, the service account moves to a second browser context, which it has for itself.
 */
async function signInOneAfterTheOther(run: Run, target: AlignTarget['align']): Promise<Seats> {
  const align = await run.signInStep('Sign in to Jira Align as the Super Admin', () => signInToAlign(run, target));
  // In the same tab: one that is opened right after a secret was typed in another may never load (seen with Playwright 1.65).
  await run.step("End the Super Admin's session at Atlassian", () =>
    logOutOfAtlassianId(align.tab, atlassianIdOf(run)),
  );
  const jira = await run.signInStep('Sign in to Jira as the service account', () => signInToJira(run));
  const isAlive = await run.step('Look whether Jira Align is still signed in', () => align.signIn.isStillSignedIn());
  if (isAlive) return { jira, align };
  run.note(
    'Jira Align ended its session with the Atlassian one: the service account gets a browser context of its own.',
  );
  const own = await run.step('Move the service account to a second browser context', () => moveToOwnContext(run, jira));
  const again = await run.signInStep('Sign in to Jira Align as the Super Admin again', () =>
    signInToAlign(run, target),
  );
  return { jira: own, align: again };
}

/** The session moves as its cookies do; that it is the same account's is read there, and nothing of it stays behind. */
async function moveToOwnContext(run: Run, seat: JiraSeat): Promise<JiraSeat> {
  const { url } = run.target.jira;
  const own = await run.openContext();
  await own.addCookies(await run.context.cookies([url.href, atlassianIdOf(run).href]));
  await Promise.all(run.context.pages().map((page) => page.close()));
  await run.context.clearCookies();
  const tab = run.tab(await openPage(own));
  const jira = new Jira(tab, url, seat.jira.deployment);
  await jira.open();
  const moved: JiraSeat = { tab, jira, account: seat.account };
  await checkSession(moved);
  return moved;
}

function atlassianIdOf({ target }: Run): URL {
  if (target.jira.atlassianIdUrl === null)
    throw new TypeError('ALIGN_SIGN_IN=atlassian was let through without Atlassian ID.');
  return target.jira.atlassianIdUrl;
}
