import { browserClosed } from '../../pages/gone.js';
import type { Account } from '../report/result.js';
import type { Run } from '../run/run.js';
import { cookiesOf } from './cookies.js';
import type { AccountKind, SessionPlace } from './place.js';
import type { KeptSession } from './store.js';

/** Signs in while no other run of this command signs the same account in; `signIn` says when it sends the password. */
export async function inTurn<T>(run: Run, kind: AccountKind, signIn: (onSubmit: () => void) => Promise<T>): Promise<T> {
  if (run.shared === null) return await signIn(() => undefined);
  const over = new AbortController();
  const end = (): void => {
    over.abort(run.signal.aborted ? run.signal.reason : browserClosed());
  };
  run.context.once('close', end);
  run.signal.addEventListener('abort', end);
  const turn = { account: accountOf(run, kind), target: run.target.name ?? '', over: over.signal };
  try {
    return await run.shared.inTurn(turn, signIn);
  } finally {
    run.context.off('close', end);
    run.signal.removeEventListener('abort', end);
  }
}

/** An account is the same one for all sites whose password is typed at the same place: at Atlassian ID, or at a provider. */
function accountOf({ target }: Run, kind: AccountKind): string {
  const { username, url, signInOrigins, isOwnForm } =
    kind === 'service' || target.align === null
      ? { ...target.jira, isOwnForm: false }
      : { ...target.align, isOwnForm: target.align.signIn === 'manual' };
  const elsewhere = isOwnForm ? [] : signInOrigins.filter((origin) => origin !== url.origin);
  return JSON.stringify([username.toLowerCase(), ...(elsewhere.length === 0 ? [url.origin] : [...elsewhere].sort())]);
}

/** The session of an account that an earlier run of this command has gained. */
export function handedOn(run: Run, place: SessionPlace): KeptSession | null {
  return isShareable(run) ? (run.shared?.sessionOf(place) ?? null) : null;
}

/** Lets later runs of this command go on with the session that this one has gained. */
export async function handOn(run: Run, kind: AccountKind, account: Account): Promise<void> {
  const place = run.sessions[kind];
  if (run.shared === null || place === null || !isShareable(run)) return;
  run.shared.keep(place, { account, keptAt: Date.now(), cookies: await cookiesOf(run.context, place) });
}

/** Where Jira Align signs people in through the Atlassian account, each run ends that session again (docs/facts.md, fact 10). */
function isShareable({ target }: Run): boolean {
  return target.align?.signIn !== 'atlassian';
}
