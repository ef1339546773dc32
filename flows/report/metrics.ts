import { printable } from './printable.js';
import { type Result, resultSchema } from './result.js';
import { runTimes } from './run-times.js';
import { targetName } from './target-name.js';
import { verdictOf } from './verdict-of.js';

/** A run on a target, and when one last succeeded there. */
export interface Measured {
  readonly result: Result;
  readonly lastSuccess: Date | null;
}

const VERDICTS = resultSchema.shape.verdict.unwrap().options;
const PROOF_STATUSES = ['proven', 'pending', 'contradicted', 'not-checked'] as const;

type Labels = Readonly<Record<string, string>>;

/** What each metric is called, says, and is told apart by beside target and command. */
const METRICS = {
  last_run: ['last_run_timestamp_seconds', 'When the last run ended.'],
  last_success: ['last_success_timestamp_seconds', 'When a run last succeeded.'],
  exit_code: ['exit_code', 'Exit code of the last run.'],
  verdict: ['verdict', 'Verdict of the last run: 1 for the one that it came to.', 'verdict'],
  run_duration: ['run_duration_seconds', 'How long the last run took.'],
  connectivity: ['connectivity_duration_seconds', 'How long the connectivity test took.'],
  authorised: ['authorised', 'Whether the connector was authorised when it was last seen.'],
  drifted: ['drifted_controls', 'How many controls the last run found by a last resort alone.'],
  proof: ['proof', 'What the last run has of each proof: 1 for its status.', 'proof', 'status'],
  connector: ['connector_info', 'The connector, and the account behind it.', 'jira', 'align', 'id', 'name', 'account'],
} as const;

/**
 * Results as metrics in Prometheus' text format; `null` where no result is about a target. What is not known of one has no
 * sample, so that it can be told from 0.
 */
export async function metricsText(measured: readonly Measured[]): Promise<string | null> {
  const about = measured.filter(({ result }) => result.target !== null);
  if (about.length === 0) return null;
  // Loaded where it is asked for.
  const { Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const gauge = ([name, help, ...labels]: (typeof METRICS)[keyof typeof METRICS]): InstanceType<typeof Gauge> =>
    new Gauge({
      name: `connector_swap_${name}`,
      help,
      labelNames: ['target', 'command', ...labels],
      registers: [registry],
    });
  const gauges = new Map(Object.values(METRICS).map((metric) => [metric, gauge(metric)]));
  for (const { result, lastSuccess } of about) {
    const own = { target: targetName(result), command: result.command ?? '' };
    for (const { metric, value, labels = {} } of samplesOf(result, lastSuccess)) {
      if (value !== null) gauges.get(METRICS[metric])?.set(shown({ ...own, ...labels }), Number(value));
    }
  }
  return await registry.metrics();
}

interface Sample {
  readonly metric: keyof typeof METRICS;
  /** `null` where it is not known. */
  readonly value: number | boolean | null;
  readonly labels?: Labels;
}

function samplesOf(result: Result, lastSuccess: Date | null): readonly Sample[] {
  const { connectivity, connector, identity, target, exitCode } = result;
  const times = runTimes(result, new Date());
  const verdict = verdictOf(result);
  const authorisation = connector?.after.authorisation ?? 'unknown';
  return [
    { metric: 'last_run', value: inSeconds(times.endedAt.getTime()) },
    { metric: 'last_success', value: lastSuccess === null ? null : inSeconds(lastSuccess.getTime()) },
    { metric: 'exit_code', value: exitCode },
    ...VERDICTS.map((each) => ({ metric: 'verdict', value: each === verdict, labels: { verdict: each } }) as const),
    { metric: 'run_duration', value: inSeconds(times.durationMs) },
    { metric: 'connectivity', value: inSeconds(connectivity?.durationMs ?? null) },
    { metric: 'authorised', value: authorisation === 'unknown' ? null : authorisation === 'authorised' },
    { metric: 'drifted', value: result.drift.length },
    ...(identity?.proofs ?? []).flatMap(({ kind, status }) =>
      PROOF_STATUSES.map(
        (each) => ({ metric: 'proof', value: each === status, labels: { proof: kind, status: each } }) as const,
      ),
    ),
    {
      metric: 'connector',
      value: 1,
      labels: {
        jira: target?.jira ?? '',
        align: target?.align ?? '',
        id: connector?.id ?? '',
        name: connector?.name ?? '',
        account: connector?.after.account?.name ?? '',
      },
    },
  ];
}

function inSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}

/** The library escapes what the format gives a meaning; what nobody would see in a dashboard is written out. */
function shown(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, printable(value)]));
}
