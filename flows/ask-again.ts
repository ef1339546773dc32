import type { OpenedConsent } from '../pages/consent-opening.js';
import { SwapError, type ErrorCode } from '../pages/errors.js';
import { requestAccess } from './allow.js';
import { isRequestableAgain } from './authorisation.js';
import type { Change } from './change.js';
import { asSwapError } from './run/unforeseen.js';
import { type JiraSeat, signInToJira } from './sign-in.js';

/** What a new request token may help against: one that was used or expired, a session that ended, a page that did not come or was closed. */
const HELPED: readonly ErrorCode[] = [
  'consent-refused',
  'session-ended',
  'unreachable',
  'unknown-screen',
  'browser-closed',
];

/**
 * After a request that came to nothing: with the service account signed in, where its session had ended meanwhile.
 * @throws the error itself where asking again does not help, or Allow was pressed: that is never done twice on doubt.
 */
export async function readyToAskAgain(change: Change, error: unknown): Promise<Change> {
  const { run, jira } = change;
  const { code, message } = asSwapError(error, run.signal);
  if (run.signal.aborted || run.findings.pressed.includes('Allow') || !HELPED.includes(code)) throw error;
  run.note(`${message} Access is requested once more.`, 'warn');
  const session = await jira.jira.session();
  if (session.is !== 'anonymous') return change;
  // In a context of its own the service account has no sign-in: its session was brought there.
  if (jira.tab.page.context() !== run.context) throw error;
  const again = await run.signInStep('Sign in to Jira as the service account', () => signInToJira(run));
  requireSame(jira, again);
  return { ...change, jira: again };
}

/**
 * Requests access anew, with a new request token: where none comes by itself, Authorize asks for one.
 * @throws the error that the first request ended with, where the connector does not come to Request again.
 */
export async function requestAnew(change: Change, error: unknown): Promise<OpenedConsent> {
  await closeOtherWindows(change);
  if (!(await isRequestableAgain(change))) throw error;
  return await requestAccess(change);
}

/** What the first request had opened: where that window has a name, the second would come in it, and nobody would see one open. */
async function closeOtherWindows({ run, jira, align }: Change): Promise<void> {
  const own = [jira.tab.page, align.tab.page];
  const pages = new Set([...run.context.pages(), ...jira.tab.page.context().pages()]);
  await Promise.all([...pages].filter((page) => !own.includes(page)).map((page) => page.close()));
}

function requireSame({ account }: JiraSeat, again: JiraSeat): void {
  if (again.account.id === account.id) return;
  throw new SwapError(
    'wrong-identity',
    `Signed in once more, Jira's session is that of ${again.account.name} (${again.account.id}), not of ${account.name} (${account.id}). Allow was not pressed.`,
    'Nobody else may be signed in to Jira in this browser. Run the same command again.',
  );
}
