import { type Applications, AuthorisedApplications } from '../pages/authorised-applications.js';
import { below } from '../pages/address.js';
import { SwapError } from '../pages/errors.js';
import type { IssueHistory, JiraAccount } from '../pages/jira.js';
import { until } from '../pages/until.js';
import type { Change } from './change.js';
import { passing } from './connector.js';
import { accountNow, unchecked } from './findings.js';
import { judgeAttribution, lastAuthor, type Since } from './proofs/attribution.js';
import { allowOfAnother, sinceGrant } from './proofs/since-grant.js';
import { type Grants, grantsOf, proveGrant, proveNewGrant } from './proofs/grant.js';
import type { Proof } from './report/result.js';
import type { Run } from './run/run.js';
import type { JiraSeat } from './sign-in.js';

/** What Jira said before anything was pressed: to tell afterwards what is new. */
export interface Before {
  readonly applications: Applications;
}

/** Milliseconds between two readings of the canary's history. */
const READ_EVERY = 1_000;

/**
 * Reads the service account's grants and the canary, and what they already prove of the connector. `isLast` where that is all
 * that there will be to go by.
 */
export async function readBefore(run: Run, seat: JiraSeat, isLast = false): Promise<Before> {
  const { findings, target } = run;
  const history = await readCanary(run, seat);
  const allow = await allowOfAnother(run, seat);
  const grantsIn = (list: Applications): Grants | null => grantsOf(list, target.application, seat.account.timeZone);
  // Half a list may lack the newest grant, since which the canary tells.
  const applications = await readGrants(run, seat, (list) => {
    const proofs = [
      proveGrant(grantsIn(list), target.application),
      judge(run, seat, history, sinceGrant(grantsIn(list), allow)),
    ];
    return isLast && proofs.some(({ status }) => status === 'contradicted');
  });
  const grants = grantsIn(applications);
  findings.proofs.grant = proveGrant(grants, target.application);
  const since = sinceGrant(grants, allow);
  if (allow !== null && since !== null && since !== 'no grant' && since.proves === allow.at)
    run.note(
      `The last Allow that runs here have pressed on it was as ${allow.name}: only what it has written since then tells whose it is.`,
    );
  const owner = history === null || target.canary === null ? null : lastAuthor(history, target.canary);
  findings.proofs.attribution = judge(run, seat, history, since);
  if (findings.before.authorisation === 'authorised') {
    // The newest author may be older than the grant: only a proof says whose the connector is now, and before a first grant who
    // wrote last says whose it was.
    const isProven = ['proven', 'contradicted'].includes(findings.proofs.attribution.status);
    const isFirst = since === 'no grant' && owner?.id !== seat.account.id;
    if (isProven || isFirst) findings.before.account = owner;
    if (isProven) findings.after.account = owner;
  }
  if (findings.pressed.length === 0) findings.former ??= findings.before.account;
  // The same of what is new: a browser may have been lost after Allow.
  findings.applications ??= applications;
  return { applications: findings.applications };
}

/** A list may be drawn late: where what it says contradicts, or does not prove, it is read once more, and that is believed. */
async function readGrants(
  run: Run,
  { tab }: JiraSeat,
  contradicts: (list: Applications) => boolean,
): Promise<Applications> {
  const page = new AuthorisedApplications(tab, run.target.jira.url);
  const first = await page.read();
  if (!contradicts(first)) return first;
  const again = await page.read(true).catch((error: unknown) => {
    passing(error, run.signal);
    return { is: 'unreadable' as const };
  });
  // Rows that were read were there.
  return again.is === 'unreadable' && first.is === 'read' && first.entries.length > 0 ? first : again;
}

/**
 * Before a swap: that the connector is not the service account's contradicts nothing yet, it is what the swap is for. And
 * as long as nothing was pressed, it is whose it was. A canary that can't be read will prove nothing afterwards either.
 */
export function notYet({ findings, target, note }: Run): void {
  const { status, detail } = findings.proofs.attribution;
  if (target.canary !== null && status === 'not-checked')
    note(`${detail} Whose the connector is can’t be told by it, now or afterwards: look at CANARY_ISSUE.`, 'warn');
  for (const kind of ['grant', 'attribution'] as const) {
    const proof = findings.proofs[kind];
    if (proof.status === 'contradicted') findings.proofs[kind] = { ...proof, status: 'pending' };
  }
  // In another browser, past the first press, `before` is what was found only now.
  if (findings.pressed.length === 0) findings.after = { ...findings.before };
}

/** Authorised, and attribution proves that it is the service account's: then there is nothing to press. */
export function isAlreadyRight({ findings, target, note }: Run): boolean {
  if (findings.before.authorisation !== 'authorised') return false;
  if (findings.proofs.attribution.status === 'proven') return true;
  if (target.canary === null) {
    note(
      'Whose connector it is can’t be told without CANARY_ISSUE, so it is re-authorised; a canary would spare that where it is right already.',
    );
  } else if (findings.before.account === null) {
    note('The canary does not tell yet whose connector it is, so it is re-authorised, even if it is right already.');
  }
  return false;
}

/**
 * After a swap: the grant that is new, and the connector's own first change by the service account.
 * @throws SwapError as `requireNoContradiction` does, and `wrong-identity` where the session is another's by then.
 */
export async function proveSwap(change: Change): Promise<void> {
  await gatherProofs(change);
  requireNoContradiction(change.run);
}

async function gatherProofs(change: Change): Promise<void> {
  const { run, jira } = change;
  const { findings } = run;
  const session = await jira.jira.session();
  if (session.is !== 'account' || session.account.id !== jira.account.id) {
    const why =
      session.is === 'unreadable'
        ? 'By then Jira did not say any more whose session it is.'
        : `The session of ${jira.account.name} had ended by then.`;
    Object.assign(findings.proofs, { grant: unchecked('grant', why), attribution: unchecked('attribution', why) });
    noteOldGrant(run);
    if (session.is === 'account') throw anotherSession(session.account, jira.account);
    return;
  }
  const after = await readGrants(run, jira, (list) =>
    ['contradicted', 'pending'].includes(newGrant(change, list).status),
  );
  findings.proofs.grant = newGrant(change, after);
  // An Allow that was not answered arrived after all.
  if (findings.proofs.session.status === 'pending' && findings.proofs.grant.status === 'proven')
    findings.proofs.session = { ...findings.proofs.session, status: 'proven' };
  const allowed = findings.allowedAt ?? Date.now();
  const since = { proves: wholeSecond(allowed), contradicts: (findings.returnedAt ?? allowed) + 1_000 };
  await until(
    jira.tab,
    run.timeouts.attribution,
    async () => {
      findings.proofs.attribution = judge(run, jira, await readCanary(run, jira), since);
      return findings.proofs.attribution.status === 'pending' ? null : true;
    },
    READ_EVERY,
  );
  findings.after = { ...findings.after, account: accountNow(findings) };
  noteOldGrant(run);
}

/** Nobody but the service account may be signed in from the press of Allow on: it may have been theirs. */
function anotherSession(now: JiraAccount, expected: JiraAccount): SwapError {
  return new SwapError(
    'wrong-identity',
    `Allow was pressed, and after that Jira's session is that of ${now.name} (${now.id}), not of ${expected.name}: the authorisation may be theirs.`,
    `Let ${now.name} look for a new entry among their authorised applications and revoke it, then run the same command again.`,
  );
}

/**
 * What the list says of this run's grant. It may call the application otherwise than the consent screen or the settings do: where
 * it does not list that name, one entry more of any is a grant too.
 */
function newGrant({ run: { findings, target }, jira: { account }, before }: Change, after: Applications): Proof {
  const listed = (list: Applications, name: string | null): Grants | null => grantsOf(list, name, account.timeZone);
  const of = (name: string | null): Proof =>
    proveNewGrant(listed(before.applications, name), listed(after, name), name, findings.allowedAt ?? Date.now());
  const named = of(findings.application);
  if (named.status !== 'contradicted') return named;
  const any = of(null);
  return any.status === 'proven' || target.application === null ? any : named;
}

/** What the former owner may still want to do: their grant outlives the swap. */
export function noteOldGrant({ findings, target }: Run): void {
  const { former, expected } = findings;
  // Two entries of one account look alike: who revokes the wrong one takes the connector down.
  if (former !== null && former.id === expected?.id) return;
  const name = findings.application ?? target.application ?? 'Jira Align';
  const when =
    findings.proofs.attribution.status === 'proven' ? 'It is not needed any more:' : 'Once the new one is proven,';
  findings.leftovers = [
    ...findings.leftovers,
    {
      what: `${former === null ? 'The former owner' : former.name} still has the old authorisation of “${name}” in Jira, valid for up to five years. ${when} they can revoke it themselves, signed in${former === null && expected !== null ? ` (but if that is ${expected.name} too, its newest entry must stay)` : ''}, at`,
      where: below(target.jira.url, '/plugins/servlet/oauth/users/access-tokens').href,
    },
  ];
}

/** The canary's history, or `null` where no canary is configured. */
async function readCanary(run: Run, { jira, account }: JiraSeat): Promise<IssueHistory | null> {
  return run.target.canary === null ? null : await jira.history(run.target.canary.issue, account);
}

function judge(
  { target }: Run,
  { account }: JiraSeat,
  history: IssueHistory | null,
  since: Since | 'no grant' | null,
): Proof {
  if (history === null || target.canary === null) {
    return { kind: 'attribution', status: 'not-checked', detail: 'No CANARY_ISSUE is configured.', at: null };
  }
  return judgeAttribution(history, target.canary, account, since);
}

/** A server's `Date` has no fractions, and a change may have some: the second counts from its beginning. */
function wholeSecond(time: number): number {
  return Math.floor(time / 1_000) * 1_000;
}

/**
 * @throws SwapError `wrong-identity` where the connector has written as somebody else after this run's Allow, or the service account
 * has no grant; `unknown-identity` where nothing at all proves whose it is, since Allow was not answered, or where Jira's list has
 * gained no grant: whose token it is that the connector goes on with is not known then (docs/facts.md, consent).
 */
function requireNoContradiction({ findings }: Run): void {
  const { session, attribution, grant } = findings.proofs;
  if (grant.status === 'contradicted' && !['proven', 'contradicted'].includes(attribution.status)) {
    throw new SwapError(
      'wrong-identity',
      `Allow was pressed, the connector shows Reauthorize again, and yet it can't be the service account's. ${grant.detail}`,
      'Somebody else may have authorised it at the same time: ask who did. Then run the same command again.',
    );
  }
  const isDecided = (...proofs: readonly Proof[]): boolean =>
    proofs.some(({ status }) => ['proven', 'contradicted'].includes(status));
  if (!isDecided(session, grant, attribution) || (grant.status === 'pending' && !isDecided(attribution))) {
    throw new SwapError(
      'unknown-identity',
      `The connector shows Reauthorize again, and nothing proves whose it is. ${session.status === 'not-checked' ? 'Whether Jira took Allow is not known.' : session.detail} ${grant.detail}`,
      'Somebody else may have authorised it at the same time. Running the same command again authorises it anew, unless a canary issue proves meanwhile that it is the service account’s.',
    );
  }
  if (attribution.status !== 'contradicted') return;
  throw new SwapError(
    'wrong-identity',
    `Allow was pressed, and the connector then wrote as somebody else. ${attribution.detail}`,
    'Look at the history of the canary issue: if nobody edited it by hand, the connector is not the service account’s. Run the same command again.',
  );
}
