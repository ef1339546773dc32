import { expect, test } from '@playwright/test';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { z } from 'zod';

import { deployText } from '../../fixtures/deployed.js';
import { readExposition } from '../../fixtures/exposition.js';
import { madeUpResult } from '../../fixtures/made-up-report.js';
import { metricsText } from '../../flows/report/metrics.js';

const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string(),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[hm]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.record(z.enum(['summary', 'description']), z.string()).or(z.object({ summary: z.string() })),
        }),
      ),
    }),
  ),
});

/** What an expression of PromQL names: metrics, and what it wants of their labels. */
interface Named {
  readonly metrics: readonly string[];
  readonly matchers: readonly { readonly label: string; readonly values: readonly string[] }[];
}

/** Reads an expression with the grammar of Prometheus' own editor. */
function namedIn(expression: string): Named {
  const metrics: string[] = [];
  const matchers: { label: string; values: readonly string[] }[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, type, from, to }) => {
      const text = expression.slice(from, to);
      if (type.isError) throw new SyntaxError(`PromQL: ${expression} at ${from}`);
      // No rule looks at another metric than the tool's own.
      if (name === 'Identifier') metrics.push(text);
      if (name !== 'UnquotedLabelMatcher') return;
      const [, label = '', values = ''] = /^(\w+)\s*=~?\s*"(.*)"$/.exec(text) ?? [];
      matchers.push({ label, values: values.split('|') });
    },
  });
  return { metrics, matchers };
}

test('every alert is an expression of PromQL about metrics, labels and values that the tool writes', async () => {
  const { groups } = rulesSchema.parse(parse(await deployText('prometheus/alerts.yml')));
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(0);
  const result = madeUpResult({ command: 'verify', outcome: 'verified', verdict: 'unauthorised', error: null });
  const written = readExposition((await metricsText([{ result, lastSuccess: new Date() }])) ?? '');
  for (const { alert, expr, annotations } of rules) {
    const { metrics, matchers } = namedIn(expr);
    expect(metrics.length, alert).toBeGreaterThan(0);
    const samples = written.filter(({ name }) => metrics.includes(name));
    expect(new Set(samples.map(({ name }) => name)), alert).toEqual(new Set(metrics));
    for (const { label, values } of matchers) {
      const there = samples.map(({ labels }) => labels[label]);
      expect(there, `${alert}: ${label}`).toEqual(expect.arrayContaining([...values]));
    }
    const used = [...JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label);
    expect(
      used.filter((label) => !samples.some(({ labels }) => Object.hasOwn(labels, label))),
      alert,
    ).toEqual([]);
  }
});

test('every verdict that is not good has an alert', async () => {
  const { groups } = rulesSchema.parse(parse(await deployText('prometheus/alerts.yml')));
  const matchers = groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => namedIn(expr).matchers));
  const alerted = matchers.filter(({ label }) => label === 'verdict').flatMap(({ values }) => values);
  const written = readExposition((await metricsText([{ result: madeUpResult(), lastSuccess: null }])) ?? '');
  const verdicts = written.flatMap(({ labels }) => labels['verdict'] ?? []);
  expect([...alerted, 'proven', 'consistent'].sort()).toEqual(verdicts.sort());
});
