import { createHash } from 'node:crypto';

import { address } from '../../pages/address.js';
import type { Setting } from '../../pages/settings.js';
import type { ControlsFile } from '../config/controls-file.js';
import type { Target } from '../config/target.js';
import { type Findings, shown } from '../findings.js';
import { toolVersion } from '../report/tool-version.js';
import * as z from '../zod.js';

/** Days for which a plan holds: what a second person approved is not what is there for ever. */
export const HOLDS_DAYS = 7;

const DAY = 86_400_000;

const account = z.object({ id: z.string(), name: z.string() }).nullable();

/** What a dry run found, and what a swap would do to it: the file that a second person approves. */
export const planSchema = z.object({
  planVersion: z.literal(1),
  runId: z.string(),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  toolVersion: z.string(),
  /** SHA-256 of what CONTROLS_FILE says; `null` where there is none. */
  controls: z.string().nullable(),
  jira: z.string(),
  align: z.string(),
  connector: z.object({ id: z.string().nullable(), name: z.string().nullable() }),
  /** How the connector was found; the account as far as it was proven. */
  today: z.object({ authorisation: z.string(), account }),
  /** As whom it will be authorised. */
  to: account,
  /** The application expected on the consent screen; `null` where any is. */
  application: z.string().nullable(),
  connectivity: z.string(),
  settings: z.array(z.object({ key: z.string(), label: z.string(), value: z.string() })),
});
/** A plan, as it is written and read. */
export type Plan = z.infer<typeof planSchema>;

/** What a plan is made of: the same for a dry run and for the swap that is compared with it. */
export interface PlanSubject {
  readonly runId: string;
  readonly target: Target;
  readonly controls: Pick<ControlsFile, 'hash'> | null;
  readonly findings: Findings;
}

/** Makes the plan of what would be done now. */
export function planOf({ runId, target, controls, findings }: PlanSubject): Plan {
  const now = Date.now();
  return {
    planVersion: 1,
    runId,
    madeAt: new Date(now).toISOString(),
    expiresAt: new Date(now + HOLDS_DAYS * DAY).toISOString(),
    toolVersion: toolVersion(),
    controls: controls?.hash ?? null,
    jira: address(target.jira.url),
    align: target.align === null ? '' : address(target.align.url),
    connector: { ...findings.connector },
    today: { ...findings.before },
    to: shown(findings.expected),
    application: target.application,
    connectivity: findings.connectivity.status,
    settings: findings.settings.map(withoutKey),
  };
}

/** A key's value is compared, and not shown. */
function withoutKey({ key, label, value }: Setting): Plan['settings'][number] {
  const isKey = /key|secret|token|password/i.test(label);
  return { key, label, value: isKey && value !== '' ? `sha256 ${hashOf(value).slice(0, 16)}` : value };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What is not as it was planned, a sentence each; none where a swap may go on. Its state counts only as long as nothing was pressed. */
export function differences(plan: Plan, now: Plan, isUnderWay: boolean): readonly string[] {
  const name = (who: Plan['to']): string => (who === null ? 'not known' : `${who.name} (${who.id})`);
  const rows: readonly (readonly [string, string, string])[] = [
    ['Jira', plan.jira, now.jira],
    ['Jira Align', plan.align, now.align],
    ['the connector', connectorOf(plan), connectorOf(now)],
    ['the service account', name(plan.to), name(now.to)],
    ['APPLICATION', plan.application ?? 'any', now.application ?? 'any'],
    ['the version of connector-swap', plan.toolVersion, now.toolVersion],
    ['CONTROLS_FILE', plan.controls ?? 'none', now.controls ?? 'none'],
    ...settingRows(plan, now),
  ];
  const state: typeof rows = [
    ['its authorisation', plan.today.authorisation, now.today.authorisation],
    ['whose it is today', name(plan.today.account), name(now.today.account)],
    ['the connectivity test', plan.connectivity, now.connectivity],
  ];
  const changed = [...rows, ...(isUnderWay ? [] : state)].filter(([, planned, is]) => planned !== is);
  return changed.map(([what, planned, is]) => `${what} was planned as “${planned}” and is “${is}”`);
}

function settingRows(plan: Plan, now: Plan): readonly (readonly [string, string, string])[] {
  const values = (settings: Plan['settings']): Map<string, string> =>
    new Map(settings.map(({ key, value }) => [key, value]));
  const [planned, is] = [values(plan.settings), values(now.settings)];
  const all = new Map([...plan.settings, ...now.settings].map(({ key, label }) => [key, label]));
  return [...all].map(([key, label]) => [
    `the setting ${label}`,
    planned.get(key) ?? 'not there',
    is.get(key) ?? 'not there',
  ]);
}

function connectorOf({ connector: { id, name } }: Plan): string {
  return `${name ?? 'without a name'}${id === null ? '' : ` (id ${id})`}`;
}
