import { SwapError } from '../../pages/errors.js';
import type { Run } from '../run/run.js';
import { type Cookie, giveCookies, isSecretCookie } from './cookies.js';
import { ACCOUNT_NAMES, type AccountKind, type SessionPlace } from './place.js';
import { handedOn } from './hand-on.js';
import { type KeptSession, openSession } from './store.js';

/** Milliseconds for which a kept session is used, whatever the site would allow: a file that was copied away is soon worthless. */
export const LIFETIME = 24 * 3_600_000;

/** A session that this run goes on with. */
export interface TakenUp {
  readonly account: KeptSession['account'];
  /** Whether a run of this same command had it before. */
  readonly isHandedOn: boolean;
  /** Says that it was no longer alive, where the run had to sign in after all. */
  readonly wasDead: () => void;
}

/**
 * Gives the browser the kept session of an account, before its first page there; `null` where there is none to be used.
 * One that is too old is passed over where there is a password.
 * @throws SwapError `person-needed`, `session-refused`, `wrong-identity` or `configuration`.
 */
export async function takeUpSession(run: Run, kind: AccountKind, hasPassword: boolean): Promise<TakenUp | null> {
  const { [kind]: place, key } = run.sessions;
  if (place === null) return null;
  const name = ACCOUNT_NAMES[kind];
  const gained = handedOn(run, place);
  const session = gained ?? (key === null ? null : await openSession(place, key));
  if (session === null) return null;
  for (const { value } of session.cookies) if (isSecretCookie(value)) run.learn(value);
  const { accountId } = run.target.jira;
  if (session.account !== null && accountId !== null && session.account.id !== accountId)
    throw someoneElses(session.account, kind);
  const cookies = usable(session);
  if (cookies.length === 0) {
    if (!hasPassword) throw tooOld(session, place);
    run.note(`${tooOldText(session, place)} This run signs in with the password.`, 'warn');
    return null;
  }
  await giveCookies(run.context, cookies);
  if (gained === null) run.note(`The session of ${name} that was kept at ${utc(session.keptAt)} is used.`);
  return {
    account: session.account,
    isHandedOn: gained !== null,
    wasDead: () => {
      run.note(`The kept session of ${name} was no longer alive: this run signed in with the password.`, 'warn');
    },
  };
}

/** The cookies that are still good; none where the session is older than it may be. */
export function usable({ keptAt, cookies }: KeptSession): readonly Cookie[] {
  if (Date.now() - keptAt > LIFETIME) return [];
  return cookies.filter(({ expires }) => expires < 0 || expires * 1_000 > Date.now());
}

/** A moment as people read it, UTC. */
export function utc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function tooOldText({ keptAt }: KeptSession, { kind }: SessionPlace): string {
  return `The session of ${ACCOUNT_NAMES[kind]} that was kept at ${utc(keptAt)} is too old: it is older than ${LIFETIME / 3_600_000} hours, or its cookies have expired.`;
}

function tooOld(session: KeptSession, place: SessionPlace): SwapError {
  return new SwapError(
    'person-needed',
    `${tooOldText(session, place)} There is no password to sign in with.`,
    `Sign in once more with \`connector-swap login --account ${place.kind}\`.`,
  );
}

function someoneElses({ id, name }: NonNullable<KeptSession['account']>, kind: AccountKind): SwapError {
  return new SwapError(
    'wrong-identity',
    `The kept session is that of ${name} (${id}), which is not JIRA_ACCOUNT_ID. Nothing was opened with it.`,
    `Check JIRA_ACCOUNT_ID, or sign in once more, as that account, with \`connector-swap login --account ${kind}\`.`,
  );
}
