import { address } from '../../pages/address.js';
import type { ErrorCode } from '../../pages/errors.js';
import type { Configuration, Target } from '../config/target.js';
import { type Findings, shown } from '../findings.js';
import { driftIn } from './drift.js';
import { exitCode } from './exit-codes.js';
import type { Result, Step, Verdict, Withheld } from './result.js';

/** How a flow ended: what it came to, and the reason where it stopped. */
export interface FlowEnd {
  readonly outcome: Result['outcome'];
  readonly verdict?: Verdict;
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint: string } | null;
}

/** How a flow stands that goes on: what a crash leaves as its end. */
export const NOT_ENDED: FlowEnd = {
  outcome: 'stopped',
  error: {
    code: 'interrupted',
    message: 'This run has not ended, or was killed.',
    hint: 'Where it is not running any more, run the same command again: it goes on from what the site shows.',
  },
};

/** Everything that a result is made of. */
export interface Ended {
  readonly runId: string;
  readonly command: 'swap' | 'verify' | 'login' | 'doctor';
  readonly configuration: Configuration;
  readonly findings: Findings;
  readonly end: FlowEnd;
  /** The exit code of the signal that ended the run, where one did. */
  readonly signalled: number | null;
  readonly steps: readonly Step[];
  readonly artifacts: readonly string[];
  readonly withheld: readonly Withheld[];
}

/** Makes the result of a run: what is known, how it is known, and the exit code that says so. */
export function conclude(ended: Ended): Result {
  const { runId, command, configuration, findings, end, signalled, steps, artifacts, withheld } = ended;
  const { session, grant, attribution } = findings.proofs;
  const { error } = end;
  return {
    schemaVersion: 1,
    runId,
    command,
    target: targetIn(configuration.target),
    outcome: end.outcome,
    ...(command === 'verify' ? { verdict: end.verdict ?? 'unreachable' } : {}),
    exitCode: error === null ? 0 : codeOf(error.code, findings, signalled),
    changed: findings.pressed.some((press) => press !== 'Request'),
    connector: command === 'login' ? null : { ...findings.connector, before: findings.before, after: findings.after },
    identity: {
      expected: shown(findings.expected),
      approvedAs: findings.approvedAs,
      application: findings.application,
      proofs: [session, grant, attribution],
    },
    connectivity: command === 'login' ? null : findings.connectivity,
    ...(findings.remoteBrowser === null ? {} : { remoteBrowser: findings.remoteBrowser }),
    overrides: overridesIn(configuration),
    drift: [...driftIn(steps)],
    steps: [...steps],
    leftovers: findings.leftovers,
    artifacts: [...artifacts],
    withheld: [...withheld],
    error: error === null ? null : { code: error.code, message: error.message, hint: error.hint },
  };
}

/** A target, as results name it. */
export function targetIn({ name, jira, align, connector }: Target): Result['target'] {
  return { name, jira: address(jira.url), align: align === null ? null : address(align.url), connector };
}

function overridesIn({ controls }: Configuration): Result['overrides'] {
  if (controls === null) return null;
  const { path, hash, says, timeouts } = controls;
  return { file: path, hash, says: { ...says }, timeouts: { ...timeouts } };
}

function codeOf(code: ErrorCode, findings: Findings, signalled: number | null): number {
  const own = exitCode(code, {
    pressed: findings.downSince !== null || findings.pressed.includes('Save'),
    authorised: findings.after.authorisation === 'authorised',
  });
  return code === 'interrupted' && own !== 6 && signalled !== null ? signalled : own;
}
