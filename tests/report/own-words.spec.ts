import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

import { logWriter } from '../../flows/report/log.js';
import { type Result, resultSchema } from '../../flows/report/result.js';
import { SecretRegistry } from '../../flows/report/secret-registry.js';
import { Secret } from '../../pages/secret.js';

const runId = '20260801T101112Z-abcdef';

/** A result whose every free text holds the given text, and nothing else the tool's own words. */
function resultWith(text: string): Result {
  const state = { authorisation: 'unauthorised', account: { id: text, name: text } } as const;
  const proof = { status: 'not-checked', detail: `seen ${text}`, at: '2026-08-01T10:11:12.493Z' } as const;
  const [session, grant, attribution] = [
    { ...proof, kind: 'session' as const },
    { ...proof, kind: 'grant' as const },
    { ...proof, kind: 'attribution' as const },
  ];
  return {
    schemaVersion: 1,
    runId,
    command: 'verify',
    target: { name: text, jira: text, align: text, connector: text },
    outcome: 'stopped',
    verdict: 'not-connecting',
    exitCode: 6,
    changed: true,
    connector: { id: text, name: text, before: state, after: { ...state, authorisation: 'refreshing' } },
    identity: { expected: state.account, approvedAs: null, application: text, proofs: [session, grant, attribution] },
    connectivity: { status: 'no-answer', durationMs: 123456, refreshes: 0, detail: text },
    steps: [
      {
        name: text,
        status: 'skipped',
        startedAt: '2026-08-01T10:11:12.493Z',
        durationMs: 1,
        controls: { 'connector.save': text },
      },
    ],
    drift: [{ control: 'connector.save', rung: text, usual: text }],
    overrides: {
      file: text,
      hash: 'a'.repeat(64),
      says: { 'connector.save': text },
      timeouts: { TIMEOUT_LABEL: '300' },
    },
    leftovers: [{ what: text, where: null }],
    artifacts: [text],
    withheld: [{ name: text, why: text }],
    error: { code: 'consent-mismatch', message: text, hint: text },
  };
}

/** Every word that the schema fixes, every key, every code, and what else stands in our files. */
function ownWords(): readonly string[] {
  const schema = JSON.stringify(z.toJSONSchema(resultSchema));
  const keys = [...schema.matchAll(/"([A-Za-z][\w-]+)"/g)].map(([, word]) => word ?? '');
  return [
    ...new Set([...keys, 'consent-mismatch', runId, '101112', '493027', 'step ended', 'run ended', 'secret']),
  ].filter((word) => word.length >= 6);
}

function knowing(...values: readonly string[]): SecretRegistry {
  const registry = new SecretRegistry();
  for (const value of values) registry.addSecret(new Secret(value));
  return registry;
}

test('a password that is one of our own words spoils no result, and goes from its free texts', () => {
  const words = ownWords();
  expect(words).toContain('not-checked');
  for (const word of words) {
    const clean = knowing(word).cleanData(resultWith(`my ${word} here`), resultSchema);
    expect(resultSchema.safeParse(clean).success).toBe(true);
    expect(clean, word).toEqual(resultWith('my [secret] here'));
  }
});

test('a word of ours where a free text is expected is no word of ours', () => {
  const data = { ...resultWith('text'), outcome: 'swapped with hunter2hunter2', more: 'hunter2hunter2' };
  const clean = knowing('hunter2hunter2').cleanData(data, resultSchema);
  expect(clean).toMatchObject({ outcome: 'swapped with [secret]', more: '[secret]' });
});

test('a password that is one of our own words leaves every line of the log whole, and goes from its free texts', () => {
  const words = [...ownWords(), 'durationMs', 'exitCode', 'controls', 'screenshot'];
  const path = test.info().outputPath('run.ndjson');
  const log = logWriter(path, runId, 'trace', knowing(...words, 'hunter2hunter2'));
  const result = resultWith('hunter2hunter2');
  log.stepStarted?.('Type hunter2hunter2');
  for (const step of result.steps) log.stepEnded?.(step);
  log.noted?.('noted hunter2hunter2', 'warn');
  log.traced?.('traced', { why: 'hunter2hunter2', deep: { status: 'hunter2hunter2' } });
  log.ended?.(result, null);
  log.close();
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.every(({ run, time }) => run === runId && !Number.isNaN(Date.parse(String(time))))).toBe(true);
  expect(lines.map(({ level }) => level)).toEqual([20, 30, 40, 20, 50]);
  expect(lines).toMatchObject([
    { step: 'Type [secret]' },
    { step: '[secret]', status: 'skipped', durationMs: 1, controls: { 'connector.save': '[secret]' } },
    { msg: 'noted [secret]' },
    { why: '[secret]', deep: { status: '[secret]' } },
    {
      exitCode: 6,
      outcome: 'stopped',
      connector: { before: { authorisation: 'unauthorised', account: { id: '[secret]' } } },
      error: { code: 'consent-mismatch', message: '[secret]' },
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});
