import { AlignNavigation } from '../pages/align-navigation.js';
import { AlignSignIn, type AlignSignedIn } from '../pages/align-sign-in.js';
import { SwapError } from '../pages/errors.js';
import { Jira, type JiraAccount } from '../pages/jira.js';
import { type Deployment, readDeployment } from '../pages/jira-deployment.js';
import { jiraSignInScreen } from '../pages/jira-sign-in.js';
import { signIn } from '../pages/sign-in.js';
import type { SignInAccount } from '../pages/sign-in-order.js';
import type { Tab } from '../pages/tab.js';
import { until } from '../pages/until.js';
import { openPage } from '../pages/open-page.js';
import type { Target } from './config/target.js';
import type { Run } from './run/run.js';
import { handOn, inTurn } from './session/hand-on.js';
import { type TakenUp, takeUpSession } from './session/take-up.js';

/** Accounts that Atlassian keeps for programs have no password and can't sign in to a browser (docs/facts.md, fact 9). */
const PROGRAM_ACCOUNT = /@serviceaccount\.atlassian\.com$/i;

/** The tab in which the service account's own pages are read, and who it is. */
export interface JiraSeat {
  readonly tab: Tab;
  readonly jira: Jira;
  readonly account: JiraAccount;
}

/** Jira Align, signed in as the Super Admin. */
export interface AlignSeat {
  readonly tab: Tab;
  readonly signIn: AlignSignIn;
  readonly navigation: AlignNavigation;
  /**
   * Signs in once more, in the same tab, where the session has ended; `null` where that leads elsewhere, and could come back
   * as the service account, which is signed in there.
   */
  readonly signInAgain: (() => Promise<void>) | null;
}

/**
 * Signs the service account in to Jira and reads who it is: the account id, in a Data Center the key, that every later
 * reading is compared with.
 * @throws SwapError with exit code 3 where the sign-in is refused, `wrong-identity` where the session is another's,
 * `configuration` where Jira is in the cloud and its sign-in is not known.
 */
export async function signInToJira(run: Run): Promise<JiraSeat> {
  return await inTurn(run, 'service', (onSubmit) => enterJira(run, onSubmit));
}

async function enterJira(run: Run, onSubmit: () => void): Promise<JiraSeat> {
  const { url, username, password, atlassianIdUrl, signInOrigins } = run.target.jira;
  if (PROGRAM_ACCOUNT.test(username)) throw programAccount(username);
  const kept = await takeUpSession(run, 'service', password !== null);
  const tab = run.tab(await openPage(run.context));
  const deployment = await deploymentOf(run, tab);
  if (deployment === 'cloud' && atlassianIdUrl === null) throw atlassianIdUnknown(url);
  const before = new Jira(tab, url, deployment);
  // Where this run itself had signed in, its session has ended.
  const isHandedOn = kept?.isHandedOn === true && run.findings.expected === null;
  if (!isHandedOn || !(await before.hasSession())) await before.open();
  const site = { url, atlassianId: atlassianIdUrl?.origin ?? null, allowed: signInOrigins };
  const { by, typed } = await run.offRecord(tab.page, () =>
    signIn({
      tab,
      look: () => jiraSignInScreen(tab, before, site),
      account: {
        username,
        password: password === null ? null : { secret: password, origins: signInOrigins },
        codes: run.codes.jira,
        settings: 'JIRA',
        onSubmit,
      },
      person: run.person,
      patience: run.timeouts.signIn,
    }),
  );
  // Some keep even that from who is not signed in.
  const jira = deployment === null ? new Jira(tab, url, await deploymentOf(run, tab)) : before;
  // A Data Center sets the session's cookie before it leaves the form: the page may be replaced under one reading.
  const account = await until(tab, run.timeouts.action, async () => {
    const session = await jira.session();
    return session.is === 'account' ? session.account : null;
  });
  if (account === null) throw sessionLost(url);
  if (typed) kept?.wasDead();
  requireOwnSession(run.target, jira.deployment, account, { isOwn: by === 'password', kept: typed ? null : kept });
  run.findings.expected = account;
  await handOn(run, 'service', { id: account.id, name: account.name });
  return { tab, jira, account };
}

/** What kind of Jira it is: no target asks once another has been told. */
async function deploymentOf({ target, shared }: Run, tab: Tab): Promise<Deployment | null> {
  const { url } = target.jira;
  const known = shared?.deployments.get(url.href);
  if (known !== undefined) return known;
  const deployment = await readDeployment(tab, url);
  if (deployment !== null) shared?.deployments.set(url.href, deployment);
  return deployment;
}

/** Signs the Super Admin in to Jira Align, in the same browser context. */
export async function signInToAlign(run: Run, target: NonNullable<Target['align']>): Promise<AlignSeat> {
  return await inTurn(run, 'admin', (onSubmit) => enterAlign(run, target, onSubmit));
}

async function enterAlign(run: Run, target: NonNullable<Target['align']>, onSubmit: () => void): Promise<AlignSeat> {
  const { url, username, password, signInOrigins } = target;
  const kept = await takeUpSession(run, 'admin', password !== null);
  const tab = run.tab(await openPage(run.context));
  const signIn = new AlignSignIn(tab, {
    url,
    way: target.signIn,
    atlassianId: run.target.jira.atlassianIdUrl?.origin ?? null,
    allowed: signInOrigins,
  });
  const enter = (onEachSubmit: () => void): Promise<AlignSignedIn> => {
    const account: SignInAccount = {
      username,
      password: password === null ? null : { secret: password, origins: signInOrigins },
      codes: run.codes.align,
      settings: 'ALIGN',
      onSubmit: onEachSubmit,
    };
    return run.offRecord(tab.page, () => signIn.signIn(account, run.timeouts.signIn, run.person));
  };
  const { by, typed, ledThrough } = await enter(onSubmit);
  if (typed) kept?.wasDead();
  // No identity provider's session is kept: one that lets in unasked is the session of whoever signed in there, for Jira.
  if (by === 'nobody' && (kept === null || ledThrough !== null)) throw letInUnasked(url, ledThrough);
  await handOn(run, 'admin', null);
  const signInAgain = (): Promise<void> =>
    inTurn(run, 'admin', async (onEachSubmit) => {
      // Another run of this command may have signed in again already.
      if (run.shared !== null) await takeUpSession(run, 'admin', password !== null);
      await enter(onEachSubmit);
      await handOn(run, 'admin', null);
    });
  return {
    tab,
    signIn,
    navigation: new AlignNavigation(tab, url, (list) => run.shared?.learnList(target, list)),
    signInAgain: target.signIn === 'manual' ? signInAgain : null,
  };
}

/** Nothing tells whose session Jira Align has: one that nobody signed in to is mostly the service account's, by its provider. */
function letInUnasked({ origin }: URL, through: string | null): SwapError {
  return new SwapError(
    'wrong-identity',
    `${origin} let this browser in before the Super Admin had signed in${through === null ? '' : `, by way of ${through}`}: as whoever is signed in at the identity provider, perhaps the service account. Nothing was pressed.`,
    'Sign in as the Super Admin once by hand, with `connector-swap login --account admin`, which keeps that session. Where it was kept already it has ended, or this site always goes by way of the provider: then ALIGN_PASSWORD is needed.',
  );
}

/** Right after the sign-in: the account is the one that was asked for, and it is active. */
function requireOwnSession(
  { jira }: Target,
  deployment: Deployment | null,
  account: JiraAccount,
  { isOwn, kept }: { readonly isOwn: boolean; readonly kept: TakenUp | null },
): void {
  const idName = deployment === 'data-center' ? 'key' : 'account id';
  const keptId = kept?.account?.id ?? null;
  if (keptId !== null && account.id !== keptId) {
    throw wrongSession(
      account,
      `the session was kept as that of ${kept?.account?.name ?? ''} (${keptId})`,
      'Sign in once more, as the service account, with `connector-swap login --account service`.',
    );
  }
  if (jira.accountId !== null && account.id !== jira.accountId) {
    throw wrongSession(
      account,
      `its ${idName} is not JIRA_ACCOUNT_ID`,
      `Check JIRA_USERNAME and JIRA_ACCOUNT_ID, which is the ${idName} on this Jira: they must mean the same account.`,
    );
  }
  // Names are only hints, and may be hidden. But where no account id was given they are the only ones there are.
  const nameKind = account.username === null ? 'e-mail address' : 'user name or e-mail address';
  const isNamed = isNamedBy(account, jira.username);
  if (jira.accountId === null && isNamed === false) {
    throw wrongSession(
      account,
      `its ${nameKind} is not JIRA_USERNAME`,
      `Somebody else is signed in to Jira here. If it is the right account all the same, set JIRA_ACCOUNT_ID to its ${idName}.`,
    );
  }
  if (jira.accountId === null && !isOwn && keptId === null && isNamed !== true) {
    throw wrongSession(
      account,
      'it was not gained by JIRA_PASSWORD, and nothing shows that it is JIRA_USERNAME',
      `Set JIRA_ACCOUNT_ID to the ${idName} of the service account.`,
    );
  }
  if (!account.active) {
    throw new SwapError(
      'account-cannot-sign-in',
      `Jira says that the account ${account.name} is not active.`,
      'Activate the service account in Jira, or use another.',
    );
  }
}

/** Whether an account has the name by which one signs in; `null` where Jira does not show enough of it to tell. */
function isNamedBy({ email, username }: JiraAccount, typed: string): boolean | null {
  const isSame = (name: string | null): boolean => name?.toLowerCase() === typed.toLowerCase();
  if (isSame(username) || isSame(email)) return true;
  // A user name may look like an e-mail address, but not the other way round.
  const isTold = typed.includes('@') ? email?.includes('@') === true : username !== null;
  return isTold ? false : null;
}

function wrongSession(account: JiraAccount, why: string, hint: string): SwapError {
  return new SwapError(
    'wrong-identity',
    `After the sign-in, Jira's session is that of ${account.name} (${account.id}): ${why}. Nothing was pressed.`,
    hint,
  );
}

function programAccount(username: string): SwapError {
  return new SwapError(
    'account-cannot-sign-in',
    `${username} is one of Atlassian's own service accounts: these have no password and cannot sign in to a browser.`,
    'Use an ordinary user that serves as the service account, with a password of its own.',
  );
}

function atlassianIdUnknown({ origin }: URL): SwapError {
  return new SwapError(
    'configuration',
    `${origin} says that it is a Jira Cloud site, and where its accounts sign in is not set. Nothing was typed.`,
    'Set ATLASSIAN_ID_URL to the origin of its sign-in page, for Atlassian’s own https://id.atlassian.com, or correct JIRA_URL.',
  );
}

function sessionLost(url: URL): SwapError {
  return new SwapError(
    'unreachable',
    `${url.origin} stopped answering who is signed in, right after the sign-in.`,
    'Run the same command again.',
  );
}
