import { expect, test } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

import { type FleetPlace, openFleetPlace, outputOf, teamName } from '../../fixtures/fleet-place.js';
import { people } from '../../fixtures/person.js';
import { descendants } from '../../fixtures/process-table.js';
import type { Change } from '../../fixtures/sites/index.js';
import type { Results } from '../../flows/report/result.js';

/** Opens a place for one test. */
async function at(
  opening: ReturnType<typeof openFleetPlace>,
  work: (place: FleetPlace) => Promise<void>,
): Promise<void> {
  const place = await opening;
  try {
    await work(place);
  } finally {
    await place.close();
  }
}

/** How often people, or the tool in their place, did something at a company's sites. */
function count({ companies }: FleetPlace, what: Change['what'], company = 0): number {
  return (companies[company]?.changes ?? []).filter((each) => each.what === what && each.from === 'browser').length;
}

const cameTo = ({ results }: Results): readonly (readonly (string | number | null | undefined)[])[] =>
  results.map(({ target, verdict, exitCode }) => [target?.name, verdict, exitCode]);

test('every target is verified in one command: each account signs in once, each connector is tested once', async () => {
  await at(openFleetPlace(), async (place) => {
    const { exitCode, output, stderr } = await place.run(['verify', '--all']);
    expect(exitCode, stderr).toBe(0);
    expect(cameTo(output)).toEqual([1, 2, 3].map((team) => [teamName(1, team), 'proven', 0]));
    expect(count(place, 'sign-in')).toBe(2);
    expect(count(place, 'test')).toBe(3);
    expect(stderr).toMatch(/\n3 targets in .* s: 3 proven\.\n$/);
    expect(new Set(output.results.map(({ runId }) => runId)).size).toBe(3);
  });
});

test('a target that is broken stops no other, and the worst exit code counts', async ({ browser }) => {
  await at(openFleetPlace(), async (place) => {
    const [sites] = place.companies;
    if (sites === undefined) throw new TypeError('There is no company.');
    await people(browser, sites, '12').authoriseAs(sites.accounts.other);
    const targets = structuredClone(place.file.targets);
    Object.assign(targets[teamName(1, 1)] ?? {}, { connector: 'No such connector' });
    await place.write({ ...place.file, targets });
    const { exitCode, output, stderr } = await place.run(['verify', '--all']);
    expect(exitCode, stderr).toBe(8);
    expect(cameTo(output)).toEqual([
      [teamName(1, 1), 'unreachable', 5],
      [teamName(1, 2), 'wrong-account', 8],
      [teamName(1, 3), 'proven', 0],
    ]);
    expect(stderr).toContain(sites.accounts.other.fullName);
    expect(output.results[0]?.error?.hint).toContain(`targets.${teamName(1, 1)}.connector`);
  });
});

test('a password that is refused is typed once, and stops every target that shares the account, and no other', async () => {
  await at(openFleetPlace({}, { companies: 2, teams: 2 }), async (place) => {
    const going = place.start(['verify', '--all', '--json'], { SERVICE_PASSWORD_1: 'not the password' });
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(3);
    const output = outputOf(ended);
    expect(output.results.map(({ exitCode }) => exitCode)).toEqual([3, 3, 0, 0]);
    expect(count(place, 'sign-in-refused')).toBe(1);
    expect(ended.stderr).toContain(
      'The password of this account was sent for company-1-team-1, and did not let it in: it is not sent again.',
    );
  });
});

test('several connectors are swapped where somebody has said yes, and a target alone is as one without a file', async () => {
  await at(openFleetPlace({ owner: 'person' }, { companies: 1, teams: 2 }), async (place) => {
    const refused = await place.start(['swap', '--all']).ended;
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('Add --yes where that is decided');
    expect(count(place, 'reauthorize')).toBe(0);
    const { exitCode, output, stderr } = await place.run(['swap', '--all', '--yes']);
    expect(exitCode, stderr).toBe(0);
    expect(output.results.map(({ outcome }) => outcome)).toEqual(['swapped', 'swapped']);
    for (const id of ['11', '12'])
      expect(place.companies[0]?.owner(id)).toBe(place.companies[0]?.accounts.service.fullName);
    const alone = await place.start(['verify', '--target', teamName(1, 2), '--json']).ended;
    expect(JSON.parse(alone.stdout)).toMatchObject({ verdict: 'proven', target: { name: teamName(1, 2) } });
  });
});

test('a verification of a target with Jira Align is not content with Jira alone: what is missing is said', async () => {
  await at(openFleetPlace(), async (place) => {
    const { exitCode, stderr } = await place.start(['verify', '--all'], { ADMIN_PASSWORD_1: '' }).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain('accounts.company-1-admin.password: ADMIN_PASSWORD_1 is not set in the environment.');
    expect(count(place, 'sign-in')).toBe(0);
  });
});

/** The processes of a tool's browser that all others belong to. */
async function browsersOf(pid: number): Promise<readonly number[]> {
  const all = await descendants(pid);
  return all
    .filter(({ arguments: line }) => line.includes('chrom') && !line.includes('--type='))
    .map((each) => each.pid);
}

/** Milliseconds for a tool to get there, on a busy machine too. */
const PATIENCE = 30_000;

const moments = [
  { when: 'as the next target begins', reached: () => true },
  {
    when: 'in the middle of a target',
    reached: ({ companies }: FleetPlace) => (companies[0]?.openings('12') ?? 0) > 0,
  },
];
for (const { when, reached } of moments)
  test(`a browser that is there and says nothing any more ends no target but those in it, and in bounded time: ${when}`, async () => {
    await at(openFleetPlace({}, { companies: 1, teams: 3 }), async (place) => {
      const going = place.start(['verify', '--all', '--concurrency', '1', '--json'], { TIMEOUT_RUN: '40' });
      const browsers = (): Promise<readonly number[]> => browsersOf(going.pid ?? 0);
      await expect.poll(browsers, { timeout: PATIENCE }).not.toEqual([]);
      const known = await browsers();
      await going.said('✓');
      await expect.poll(() => reached(place), { intervals: [20], timeout: PATIENCE }).toBe(true);
      for (const pid of known) process.kill(pid, 'SIGSTOP');
      const ended = await going.ended;
      expect(ended.exitCode, ended.stderr).toBe(11);
      expect(outputOf(ended).results.map(({ verdict }) => verdict)).toEqual(['proven', 'unreachable', 'proven']);
    });
  });

test('a swap that leaves a connector down is the last that is begun', async () => {
  await at(openFleetPlace({ owner: 'person', 'request-token': 'never' }, { companies: 1, teams: 2 }), async (place) => {
    const going = place.start(['swap', '--all', '--yes', '--json'], { TIMEOUT_REQUEST_TOKEN: '2' });
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(6);
    const { results } = outputOf(ended);
    expect(results.map(({ exitCode, outcome, error }) => [exitCode, outcome, error?.code])).toEqual([
      [6, 'stopped', 'request-token-missing'],
      [11, 'not-run', 'not-begun'],
    ]);
    expect(ended.stderr).toContain('IS DOWN');
    expect(count(place, 'reauthorize')).toBe(1);
  });
});

test('the parts of a fleet, joined, are the fleet; a part that is given twice is refused', async () => {
  await at(openFleetPlace({}, { companies: 1, teams: 4 }), async (place) => {
    const whole = await place.run(['verify', '--all']);
    const parts = [];
    for (const part of ['1/2', '2/2']) parts.push(await place.run(['verify', '--all', '--shard', part]));
    expect(parts.map(({ output }) => output.results.length).every((length) => length > 0)).toBe(true);
    for (const [index, { stdout }] of parts.entries())
      await writeFile(join(place.folder, `part-${index}.json`), stdout);
    const joined = await place.start(['merge', 'part-0.json', 'part-1.json', '--json']).ended;
    expect(joined.exitCode, joined.stderr).toBe(0);
    const sorted = (output: Results): unknown =>
      cameTo(output).toSorted(([a], [b]) => String(a).localeCompare(String(b)));
    expect(sorted(outputOf(joined))).toEqual(sorted(whole.output));
    const twice = await place.start(['merge', 'part-0.json', 'part-0.json']).ended;
    expect(twice.exitCode).toBe(2);
  });
});

test('where the browser is lost in the middle, what was going on is done once more in another', async () => {
  await at(openFleetPlace({}, { companies: 1, teams: 4 }), async (place) => {
    const going = place.start(['verify', '--all', '--concurrency', '2', '--json']);
    await going.said('✓');
    for (const { pid, arguments: line } of await descendants(going.pid ?? 0))
      if (line.includes('chrom') && !line.includes('--type=')) process.kill(pid, 'SIGKILL');
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(outputOf(ended).results.map(({ verdict }) => verdict)).toEqual(['proven', 'proven', 'proven', 'proven']);
    expect(ended.stderr).toContain('another one is opened');
  });
});

test('a signal ends the whole: what goes on ends by itself, and nothing more is begun', async () => {
  await at(openFleetPlace({}, { companies: 1, teams: 4 }), async (place) => {
    const going = place.start(['verify', '--all', '--concurrency', '1', '--json']);
    await going.said('✓');
    going.signal('SIGTERM');
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(143);
    const { results } = outputOf(ended);
    expect(results[0]?.verdict).toBe('proven');
    expect(results.slice(1).map(({ exitCode }) => exitCode)).toEqual([143, 143, 143]);
  });
});

test('what is wrong with the file of targets is told at once, by where it stands', async () => {
  await at(openFleetPlace(), async (place) => {
    const file = structuredClone(place.file);
    Object.assign(file.accounts['company-1-admin'] ?? {}, { password: { env: 'NOT_SET' } });
    Object.assign(file.jira['company-1'] ?? {}, { url: 'jira' });
    await place.write(file);
    const { exitCode, stderr } = await place.start(['swap', '--all', '--yes']).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toContain('  accounts.company-1-admin.password: NOT_SET is not set in the environment.');
    expect(stderr).toContain('  jira.company-1.url: is not an address');
    expect(stderr.match(/is not an address/g)).toHaveLength(1);
    expect(stderr).not.toMatch(/JIRA_|ALIGN_/);
    const unknown = await place.start(['verify', '--target', 'nobody']).ended;
    expect(unknown.stderr).toContain(`It has: ${[1, 2, 3].map((team) => teamName(1, team)).join(', ')}.`);
  });
});
