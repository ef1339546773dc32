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

interface Off {
  readonly what: string;
  readonly replaced: readonly Replacement[];
  readonly args: readonly string[];
  readonly fault: Variants['fault'];
  /** Chooses the shapes of the secrets: an error page shows short ones whole. */
  readonly number: number;
  /** What is found then, each in something that the run left. */
  readonly leaks: readonly string[];
}

/**
 * What keeps secrets in, each taken away in turn. The recorder guard belongs here as well, with `--evidence full`: its
 * module is replaced by one that stops no recorder, together with NO_SCRUBBER, since the scrubber alone still removes by
 * value what the guard let in; and what is found then must be JIRA_PASSWORD, which without the guard alone is not.
 */
const OFF: readonly Off[] = [
  {
    what: 'the scrubber',
    replaced: [NO_SCRUBBER],
    args: ['--evidence', 'screens'],
    fault: 'after-align-password',
    number: 5,
    leaks: ['ALIGN_PASSWORD (quotes)', 'a form token of the sites', 'by kind: __state in a parameter'],
  },
  {
    what: 'the scrubber',
    replaced: [NO_SCRUBBER],
    args: ['--evidence', 'screens'],
    fault: 'at-consent',
    number: 6,
    leaks: ['a request token of the sites', 'by kind: oauth_token in a parameter'],
  },
];

for (const { what, replaced, args, fault, number, leaks } of OFF) {
  test(`without ${what} the same search finds leaks: ${fault}`, async ({}, testInfo) => {
    const copy = testInfo.outputPath('tool');
    await mkdir(copy, { recursive: true });
    const cli = await crippled(copy, replaced);
    const settings = { TIMEOUT_SIGN_IN: '12', TIMEOUT_ACTION: '8' };
    const order = { args: ['swap', '--json', ...args], number, variants: { fault }, settings, cli };
    const { ended, searched, folder } = await leakRun(order);
    expect(ended.exitCode, ended.stderr).not.toBe(1);
    const canaries = searched.findings.map(({ canary }) => canary);
    for (const leak of leaks) expect(canaries).toContain(leak);
    const artefacts = searched.findings.map(({ artefact }) => artefact.replace(/.*\//, ''));
    expect(artefacts).toEqual(expect.arrayContaining(['result.json', 'run.ndjson', 'stdout', 'stderr']));
    await Promise.all([rm(folder, { recursive: true }), rm(copy, { recursive: true })]);
  });
}
