import { expect, test } from '@playwright/test';
import { validate as problemsOfDockerfile } from 'dockerfile-utils';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { z } from 'zod';

import { MANIFESTS, type Pod, deployObjects, deployText, deployedPod, deployedUnit } from '../../fixtures/deployed.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const { version, engines } = z
  .object({ version: z.string(), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync(`${PROJECT}package.json`, 'utf8')));

/** Kubernetes' own schema of each kind that is deployed, and where its type comes from. */
const KINDS = {
  PersistentVolumeClaim: { Model: PersistentVolumeClaim, from: 'v1' },
  CronJob: { Model: CronJob, from: 'batch/v1' },
  Job: { Model: Job, from: 'batch/v1' },
};
const kindSchema = z.looseObject({ kind: z.enum(['PersistentVolumeClaim', 'CronJob', 'Job']) });

/** What the compiler says of an object as a literal of Kubernetes' type: of an unknown field too, which the schema lets pass. */
async function misfits(object: z.infer<typeof kindSchema>, folder: string): Promise<string> {
  const { kind } = object;
  const file = `${folder}/${kind}.ts`;
  await mkdir(folder, { recursive: true });
  const type = `import type { I${kind} } from 'kubernetes-models/${KINDS[kind].from}/${kind}';`;
  await writeFile(file, `${type}\nexport const object: I${kind} = ${JSON.stringify(object, null, 2)};\n`);
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig', '--module', 'nodenext'];
  return spawnSync(execPath, [`${PROJECT}node_modules/typescript/bin/tsc`, ...options, file], {
    encoding: 'utf8',
    cwd: PROJECT,
  }).stdout;
}

for (const name of MANIFESTS) {
  test(`${name}: Kubernetes' schema and types take every object of it`, async ({}, testInfo) => {
    const objects = await deployObjects(name);
    expect(objects).toHaveLength(2);
    for (const each of objects) {
      const object = kindSchema.parse(each);
      const { Model } = KINDS[object.kind];
      expect(() => {
        // The schema's own check; its constructor takes what has the type, which is what is to be found out.
        new Model(object as never).validate();
      }).not.toThrow();
      expect(await misfits(object, testInfo.outputPath())).toBe('');
    }
  });

  test(`${name}: it may do no more than it needs, and is not tried again`, async () => {
    const pod = await deployedPod(name);
    expect(pod).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost' } },
      containers: [
        {
          image: expect.stringMatching(`:${version}$`),
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    });
    expect(pod.securityContext.runAsUser).toBeGreaterThan(0);
    expect(pod.containers[0]).not.toHaveProperty('securityContext.capabilities.add');
    expect(pod).not.toHaveProperty('hostPID');
    expect(pod).not.toHaveProperty('hostNetwork');
  });

  test(`${name}: what it writes lies on volumes, and what it reads is a file that nobody can change`, async () => {
    const pod = await deployedPod(name);
    const [{ env, volumeMounts }] = pod.containers;
    for (const setting of ['LOCK_DIR', 'ARTIFACTS_DIR', 'TMPDIR'])
      expect(mountOf(volumeMounts, env.find((each) => each.name === setting)?.value)).toMatchObject({
        readOnly: false,
      });
    const targets = mountOf(volumeMounts, env.find((each) => each.name === 'TARGETS_FILE')?.value);
    const modes = { targets: 'configMap', secrets: 'secret' } as const;
    for (const [volume, source] of Object.entries(modes)) {
      expect(volumeMounts.find((each) => each.name === volume)).toMatchObject({ readOnly: true });
      // 0440: neither the file of targets nor a secret may be writable by others than its owner.
      expect(pod.volumes.find((each) => each.name === volume)).toMatchObject({ [source]: { defaultMode: 0o440 } });
    }
    expect(targets?.name).toBe('targets');
    expect(env.filter(({ name: setting }) => /PASSWORD|SECRET|KEY|NOTIFY/.test(setting))).toEqual([]);
  });
}

/** The volume that a path lies on. */
function mountOf(
  mounts: Pod['containers'][0]['volumeMounts'],
  path = '',
): Pod['containers'][0]['volumeMounts'][number] | undefined {
  return mounts.find(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`));
}

test('one CronJob at a time, with a deadline before the next', async () => {
  expect((await deployObjects('kubernetes/cronjob.yaml')).at(-1)).toMatchObject({
    spec: {
      schedule: expect.stringMatching(/^\d+ \* \* \* \*$/),
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: 3000 } },
    },
  });
});

test('as many indexes as parts, and no part ends another', async () => {
  const job = (await deployObjects('kubernetes/indexed-job.yaml')).at(-1);
  const [{ args }] = (await deployedPod('kubernetes/indexed-job.yaml')).containers;
  const [, parts = ''] = /index\/(\d+)/.exec(args.join(' ')) ?? [];
  expect(job).toMatchObject({
    spec: {
      completionMode: 'Indexed',
      completions: Number(parts),
      backoffLimitPerIndex: 0,
      activeDeadlineSeconds: 3000,
    },
  });
  // It would end all parts with the first that fails.
  expect(job).not.toHaveProperty('spec.backoffLimit');
  // One file for each job that writes metrics.
  expect(args.at(-1)).toContain('$(JOB_COMPLETION_INDEX)');
});

test('the profile of system calls forbids nothing of which the browser makes its sandbox', async () => {
  const profile = z
    .object({
      defaultAction: z.string(),
      syscalls: z.array(z.object({ names: z.array(z.string()), action: z.string() })),
    })
    .parse(JSON.parse(await deployText('kubernetes/seccomp.json')));
  const forbidden = profile.syscalls.flatMap(({ names }) => names);
  expect(profile.syscalls.map(({ action }) => action)).toEqual(['SCMP_ACT_ERRNO']);
  expect(forbidden.filter((call) => /^(?:clone3?|unshare|setns|chroot)$/.test(call))).toEqual([]);
  expect(forbidden).toEqual(expect.arrayContaining(['mount', 'ptrace', 'bpf', 'keyctl', 'kexec_load', 'init_module']));
});

test('the service may do no more than it needs, and the timer starts it', async () => {
  const unit = await deployedUnit('connector-swap-verify.service');
  const service = (key: string): string => unit('Service', key).join(' ');
  expect(service('Type')).toBe('oneshot');
  expect(service('User')).not.toMatch(/^(?:root|0)?$/);
  expect(service('NoNewPrivileges')).toBe('yes');
  expect(unit('Service', 'CapabilityBoundingSet')).toEqual(['']);
  expect(service('ProtectSystem')).toBe('strict');
  expect(service('TimeoutStartSec')).toBe('50min');
  // No retries; and what Chromium can't be without.
  for (const key of ['Restart', 'RestrictNamespaces', 'MemoryDenyWriteExecute', 'SystemCallFilter'])
    expect(unit('Service', key)).toEqual([]);
  const folders = [`/var/lib/${service('StateDirectory')}`, service('ReadWritePaths')];
  const written = [service('ExecStart').split(' ').at(-1), ...(service('Environment').match(/\/var\/\S+/g) ?? [])];
  expect(written.filter((path) => !folders.some((folder) => path?.startsWith(folder)))).toEqual([]);
  const timer = await deployedUnit('connector-swap-verify.timer');
  expect(timer('Timer', 'OnCalendar')).toHaveLength(1);
  expect(timer('Timer', 'Persistent')).toEqual(['yes']);
  expect(timer('Install', 'WantedBy')).toEqual(['timers.target']);
});

test('GitHub’s own parser takes the workflow, and each action in it is one commit', async () => {
  const text = await deployText('github-actions/verify.yml');
  const problems = execFileSync(execPath, [`${PROJECT}fixtures/parse-workflow.mjs`], { input: text, encoding: 'utf8' });
  expect(JSON.parse(problems)).toEqual([]);
  const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action ?? ''))).toEqual([]);
  expect(text).toContain(`node-version: ${engines.node.replace('>=', '')}\n`);
});

test('the image is made of files that are there, by the Node that is promised, and runs as nobody special', async () => {
  const text = await deployText('Dockerfile');
  expect(problemsOfDockerfile(text).map(({ message }) => message)).toEqual([]);
  const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '));
  expect(copied.length).toBeGreaterThan(0);
  expect(copied.filter((source) => !existsSync(`${PROJECT}${source}`))).toEqual([]);
  const allowed = readFileSync(`${PROJECT}.dockerignore`, 'utf8').match(/(?<=^!).+$/gm) ?? [];
  expect([...copied].sort()).toEqual([...allowed].sort());
  expect(/^ARG NODE_VERSION=(\d+)\./m.exec(text)?.[1]).toBe(engines.node.replace('>=', ''));
  expect(text).toContain(`connector-swap:${version}`);
  const { securityContext } = await deployedPod('kubernetes/cronjob.yaml');
  expect(text).toContain(`\nUSER ${securityContext.runAsUser}:${securityContext.runAsGroup}\n`);
});
