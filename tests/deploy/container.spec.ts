import { readFile, readdir } from 'node:fs/promises';
import { stringify } from 'yaml';

import { type Container, openContainer } from '../../fixtures/container.js';
import { MANIFESTS, deployedPod } from '../../fixtures/deployed.js';
import { readExposition } from '../../fixtures/exposition.js';
import { outputOf } from '../../fixtures/fleet-place.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';

test.use({ variants: { owner: 'service' } });

/** A manifest's container with a target of the sites; the passwords are files, as the file of targets says. */
async function containerOf(
  sites: Sites,
  name: (typeof MANIFESTS)[number],
  forbidden: readonly object[] = [],
): Promise<Container> {
  const { environment } = sites;
  // The third part of four, to which two of these targets fall.
  const index = '2';
  const account = (side: 'JIRA' | 'ALIGN', secret: string): object => ({
    username: environment[`${side}_USERNAME`],
    password: { file: `/run/secrets/${secret}` },
  });
  const file = {
    accounts: { service: account('JIRA', 'service-password'), admin: account('ALIGN', 'admin-password') },
    jira: {
      acme: { url: environment['JIRA_URL'], account: 'service', atlassianIdUrl: environment['ATLASSIAN_ID_URL'] },
    },
    align: { acme: { url: environment['ALIGN_URL'], account: 'admin' } },
    targets: Object.fromEntries(
      ['sales', 'support', 'audit', 'travel', 'legal'].map((each) => [
        each,
        {
          jira: 'acme',
          align: 'acme',
          connector: environment['CONNECTOR'],
          canary: { issue: environment['CANARY_ISSUE'] },
        },
      ]),
    ),
  };
  const pod = await deployedPod(name);
  const [container] = pod.containers;
  const args = container.args.map((each) => each.replace('$(JOB_COMPLETION_INDEX)', index));
  const env = [...container.env, { name: 'JOB_COMPLETION_INDEX', value: index }];
  return await openContainer(
    { ...pod, containers: [{ ...container, args, env }] },
    {
      targets: { 'targets.yaml': stringify(file) },
      secrets: {
        'service-password': environment['JIRA_PASSWORD'] ?? '',
        'admin-password': environment['ALIGN_PASSWORD'] ?? '',
      },
    },
    forbidden,
  );
}

/** What a container runtime's own profile forbids, beside much else, whoever has no rights. */
const NO_USER_NAMESPACES = [
  { names: ['unshare', 'setns'], action: 'SCMP_ACT_ERRNO' },
  // ENOSYS, at which a program takes `clone`.
  { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: 38 },
  {
    names: ['clone'],
    action: 'SCMP_ACT_ERRNO',
    args: [{ index: 0, value: 0x10000000, valueTwo: 0x10000000, op: 'SCMP_CMP_MASKED_EQ' }],
  },
];

for (const name of MANIFESTS) {
  test(`${name}: it verifies in a container that is as the manifest says`, async ({ sites }) => {
    const container = await containerOf(sites, name);
    try {
      const ended = await container.run();
      expect(ended.exitCode, ended.stderr).toBe(0);
      const { results } = outputOf(ended);
      expect(results.length).toBeGreaterThan(0);
      expect(results.map(({ verdict }) => verdict)).toEqual(results.map(() => 'proven'));
      const state = container.volume('state');
      const metrics = (await readdir(state)).filter((each) => each.endsWith('.prom'));
      expect(metrics).toHaveLength(1);
      const samples = readExposition(await readFile(`${state}/${metrics.join('')}`, 'utf8'));
      expect(samples.filter((each) => each.name === 'connector_swap_last_success_timestamp_seconds')).toHaveLength(
        results.length,
      );
      expect(await readdir(`${state}/artifacts`)).toHaveLength(results.length);
    } finally {
      container.close();
    }
  });
}

test('where the browser may not make its sandbox the run ends with 2 and says so: it goes without for nobody', async ({
  sites,
}) => {
  const container = await containerOf(sites, 'kubernetes/cronjob.yaml', NO_USER_NAMESPACES);
  try {
    const ended = await container.run();
    expect(ended.exitCode, ended.stderr).toBe(2);
    expect(ended.stderr).toMatch(/sandbox/i);
  } finally {
    container.close();
  }
});
