import { expect, test } from '@playwright/test';
import { mkdir, rm } from 'node:fs/promises';

import { type Replacement, crippled } from '../../fixtures/leaks/crippled.js';
import { leakRun } from '../../fixtures/leaks/run.js';
import type { Variants } from '../../fixtures/sites/index.js';

/** Learns every secret, removes none, and finds none afterwards: the gate lets everything through. */
const NO_SCRUBBER: Replacement = {
  module: 'flows/report/secret-registry.js',
  text: `
    export * from './secret-registry.real.js';
    import { SecretRegistry as Real } from './secret-registry.real.js';
    export class SecretRegistry extends Real {
      clean(text) { return text; }
      cleanData(data) { return data; }
      cleanBytes(bytes) { return bytes; }
      findIn() { return []; }
    }`,
};

/** Records from the first page on, whatever is typed, and says that nothing records. */
const NO_GUARD: Replacement = {
  module: 'flows/evidence/recorder.js',
  text: `
    export * from './recorder.real.js';
    import { makeRecorder as makeReal } from './recorder.real.js';
    export function makeRecorder(order) {
      const real = makeReal(order);
      return {
        ...real,
        state: () => 'off',
        watch: async (context) => {
          await real.watch(context);
          await real.offRecord(null, async () => undefined);
        },
        stepStarted: (chapter) => real.stepStarted(chapter, false),
        offRecord: (page, work) => work(),
      };
    }`,
};

interface Off {
  readonly what: string;
  readonly replaced: readonly Replacement[];
  readonly evidence: 'screens' | 'full';
  readonly variants: Partial<Variants>;
  /** Chooses the shapes of the secrets: an error page shows short ones whole. */
  readonly number: number;
  /** What is found then. */
  readonly leaks: readonly string[];
  /** In which of the files that the run left. */
  readonly files: readonly string[];
  /** What is not found even then. */
  readonly kept: readonly string[];
}

const EVERYWHERE = ['result.json', 'run.ndjson', 'stdout', 'stderr'];

/**
 * What keeps secrets in, each taken away in turn. The scrubber removes by value what a recorder without the guard let in,
 * so that the guard is taken away with it: what the guard alone kept out is found then, and without the scrubber is not.
 */
const OFF: readonly Off[] = [
  {
    what: 'the scrubber',
    replaced: [NO_SCRUBBER],
    evidence: 'screens',
    variants: { fault: 'after-align-password', 'fault-status': '400' },
    number: 5,
    leaks: ['ALIGN_PASSWORD (quotes)', 'a form token of the sites', 'by kind: __state in a parameter'],
    files: EVERYWHERE,
    kept: [],
  },
  {
    what: 'the scrubber',
    replaced: [NO_SCRUBBER],
    evidence: 'full',
    variants: { fault: 'at-consent' },
    number: 6,
    leaks: ['a request token of the sites', 'by kind: oauth_token in a parameter'],
    files: [...EVERYWHERE, 'trace.zip'],
    kept: ['JIRA_PASSWORD (emoji)', 'ALIGN_PASSWORD (markup)'],
  },
  {
    what: 'the scrubber and the recorder guard',
    replaced: [NO_SCRUBBER, NO_GUARD],
    evidence: 'full',
    variants: { fault: 'at-consent' },
    number: 6,
    leaks: ['JIRA_PASSWORD (emoji)', 'ALIGN_PASSWORD (markup)'],
    files: ['trace.zip'],
    kept: [],
  },
];

for (const { what, replaced, evidence, variants, number, leaks, files, kept } of OFF) {
  test(`without ${what} the same search finds leaks: ${evidence}, ${Object.values(variants).join(' ')}`, async ({}, testInfo) => {
    const copy = testInfo.outputPath('tool');
    await mkdir(copy, { recursive: true });
    const cli = await crippled(copy, replaced);
    const settings = { TIMEOUT_SIGN_IN: '12', TIMEOUT_ACTION: '8' };
    const args = ['swap', '--json', '--evidence', evidence];
    const { ended, searched, folder } = await leakRun({ args, number, variants, settings, cli });
    expect(ended.exitCode, ended.stderr).not.toBe(1);
    const canaries = new Set(searched.findings.map(({ canary }) => canary));
    expect([...canaries]).toEqual(expect.arrayContaining([...leaks]));
    for (const each of kept) expect([...canaries]).not.toContain(each);
    const artefacts = searched.findings.map(({ artefact }) => artefact);
    for (const file of files) expect(artefacts.some((artefact) => artefact.includes(file))).toBe(true);
    await Promise.all([rm(folder, { recursive: true }), rm(copy, { recursive: true })]);
  });
}
