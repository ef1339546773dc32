import * as z from '../zod.js';
import { fixed } from './clean-shape.js';

const account = z.object({ id: z.string(), name: z.string() }).nullable();

const connectorState = z.object({
  authorisation: z.enum(['authorised', 'refreshing', 'requestable', 'unauthorised', 'unknown']),
  account: account.describe('Whose authorisation it is, as far as a proof told it.'),
});

const proof = z.object({
  kind: z.enum(['session', 'grant', 'attribution']),
  status: z.enum(['proven', 'pending', 'contradicted', 'not-checked']),
  detail: z.string(),
  at: z.iso.datetime().nullable(),
});

const step = z.object({
  name: z.string(),
  status: z.enum(['passed', 'failed', 'skipped']),
  startedAt: z.iso.datetime(),
  durationMs: z.int().nonnegative(),
  controls: z
    .record(z.string(), z.string())
    .describe('Each control that was used, and the rung of its ladder that matched.'),
});

const leftover = z.object({ what: z.string(), where: z.string().nullable() });

const remoteBrowser = z.object({
  origin: z.string().describe('Scheme, host and port: the whole address is a secret.'),
  saw: z.string().describe('What of this run was known to that machine.'),
});

const controlsFile = z.object({
  file: z.string(),
  hash: z.string().register(fixed, { why: 'made by the tool' }),
  says: z.record(z.string(), z.string()).describe('Of each control, and of the way to the connectors, in words.'),
  timeouts: z.record(z.string(), z.string()).describe('In seconds, as far as no setting says otherwise.'),
});

const drift = z.object({
  control: z.string().register(fixed, { why: 'one of the names of controls' }),
  rung: z.string(),
  usual: z.string(),
});

const errorCode = z.string().register(fixed, { why: 'one of the codes of errors' });

/** The result of one run on one target. */
export const resultSchema = z.object({
  schemaVersion: z.literal(1),
  runId: z.string().register(fixed, { why: 'made by the tool, and the name of the folder of the run' }),
  command: z.enum(['swap', 'verify', 'demo', 'sites', 'login', 'doctor', 'init', 'unlock', 'merge']).nullable(),
  target: z
    .object({
      name: z.string().nullable(),
      jira: z.string(),
      align: z.string().nullable(),
      connector: z.string().nullable(),
    })
    .nullable(),
  outcome: z.enum(['swapped', 'already-right', 'planned', 'verified', 'kept', 'forgotten', 'stopped', 'not-run']),
  verdict: z
    .enum(['unreachable', 'unauthorised', 'wrong-account', 'not-connecting', 'proven', 'consistent', 'unknown'])
    .optional()
    .describe('Of verify only.'),
  exitCode: z.int().nonnegative(),
  changed: z.boolean().describe('True when this run made a press that changes a site.'),
  connector: z
    .object({
      id: z.string().nullable(),
      name: z.string().nullable(),
      before: connectorState,
      after: connectorState,
    })
    .nullable(),
  identity: z
    .object({
      expected: account,
      approvedAs: account,
      application: z.string().nullable(),
      proofs: z.tuple([proof, proof, proof]),
    })
    .nullable(),
  connectivity: z
    .object({
      status: z.enum(['passed', 'failed', 'no-answer', 'not-run']),
      durationMs: z.int().nonnegative().nullable(),
      refreshes: z.int().nonnegative(),
      detail: z.string(),
    })
    .nullable(),
  remoteBrowser: remoteBrowser.optional().describe('Only where the browser was not started on this machine.'),
  overrides: controlsFile.nullable().describe('What CONTROLS_FILE says, where there is one.'),
  drift: z.array(drift).describe('Controls that were found by a last resort alone: they may not be the next time.'),
  steps: z.array(step),
  leftovers: z.array(leftover).describe('What a person may still want to do.'),
  artifacts: z.array(z.string()),
  withheld: z
    .array(z.object({ name: z.string(), why: z.string() }))
    .describe(
      'Recordings that were deleted: they still held a secret after they had been scrubbed, or were not waited for.',
    ),
  error: z.object({ code: errorCode, message: z.string(), hint: z.string() }).nullable(),
});

/** The results of several runs; the worst exit code counts. */
export const resultsSchema = z.object({
  schemaVersion: z.literal(1),
  exitCode: z.int().nonnegative(),
  results: z.array(resultSchema),
});

/** What `--json` prints: one result, or those of several targets or of `demo`. */
export const outputSchema = z.union([resultSchema, resultsSchema]);

/** One result, as the published schema describes it. */
export type Result = z.infer<typeof resultSchema>;
/** Several results. */
export type Results = z.infer<typeof resultsSchema>;
/** A connector's state in a result. */
export type ConnectorState = z.infer<typeof connectorState>;
/** An account in a result, or `null` where it is not known. */
export type Account = z.infer<typeof account>;
/** One of the three proofs. */
export type Proof = z.infer<typeof proof>;
/** The connectivity test in a result. */
export type Connectivity = NonNullable<Result['connectivity']>;
/** A recording that was deleted. */
export type Withheld = Result['withheld'][number];
/** A step in a result. */
export type Step = z.infer<typeof step>;
/** A control that was found by a last resort. */
export type Drift = z.infer<typeof drift>;
/** What a remote browser saw. */
export type RemoteBrowserSeen = z.infer<typeof remoteBrowser>;
/** Something left for a person. */
export type Leftover = z.infer<typeof leftover>;
/** A verification's verdict. */
export type Verdict = NonNullable<Result['verdict']>;
