import type { Account } from '../report/result.js';
import type { Run } from '../run/run.js';
import { cookiesOf } from './cookies.js';
import type { AccountKind, SessionPlace } from './place.js';
import type { KeptSession } from './store.js';

/** Signs in while no other run of this command signs the same account in. */
export async function inTurn<T>(run: Run, kind: AccountKind, signIn: () => Promise<T>): Promise<T> {
  const place = run.sessions[kind];
  return run.shared === null || place === null ? await signIn() : await run.shared.inTurn(place, signIn);
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
