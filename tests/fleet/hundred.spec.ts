import { type Browser, expect, test } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stdout } from 'node:process';

import { type FleetPlace, TEAMS, openFleetPlace, outputOf, teamName } from '../../fixtures/fleet-place.js';
import { watchMemory } from '../../fixtures/memory.js';
import { people } from '../../fixtures/person.js';
import type { Ended } from '../../fixtures/tool.js';
import type { Results } from '../../flows/report/result.js';

/** The targets that are broken, each in its own way, and the exit code that says so. */
const BROKEN = new Map([
  [teamName(1, 3), 5],
  [teamName(1, 7), 8],
  [teamName(2, 1), 8],
  [teamName(2, 20), 5],
  [teamName(3, 4), 5],
  [teamName(4, 9), 3],
  [teamName(5, 5), 11],
]);

test('100 connectors of 5 companies, 7 of them broken: one command, one table; the same in four parts', async ({
  browser,
}) => {
  const place = await openFleetPlace({}, { companies: 5, teams: TEAMS });
  try {
    await breakSeven(place, browser);
    const whole = await measured(place, ['verify', '--all', '--json']);
    expect(whole.exitCode, whole.stderr).toBe(8);
    const output = outputOf(whole);
    expect(output.results).toHaveLength(5 * TEAMS);
    for (const { target, exitCode, error } of output.results)
      expect(exitCode, `${target?.name ?? ''}: ${error?.message ?? ''}`).toBe(BROKEN.get(target?.name ?? '') ?? 0);
    expect(whole.stderr).toContain('93 proven');

    const parts = [];
    for (const part of ['1/4', '2/4', '3/4', '4/4']) {
      const { stdout: printed } = await place.start(['verify', '--all', '--shard', part, '--json']).ended;
      parts.push(`part-${part.charAt(0)}.json`);
      await writeFile(join(place.folder, `part-${part.charAt(0)}.json`), printed);
    }
    const joined = await place.start(['merge', ...parts, '--json']).ended;
    expect(joined.exitCode, joined.stderr).toBe(8);
    expect(codes(outputOf(joined))).toEqual(codes(output));
  } finally {
    await place.close();
  }
});

function codes({ results }: Results): Readonly<Record<string, number>> {
  return Object.fromEntries(
    results
      .map(({ target, exitCode }) => [target?.name ?? '', exitCode] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

async function breakSeven({ companies, file, write }: FleetPlace, browser: Browser): Promise<void> {
  const [first, second] = companies;
  if (first === undefined || second === undefined) throw new TypeError('There are too few companies.');
  await people(browser, first, '17').authoriseAs(first.accounts.other);
  await people(browser, second, '11').pressAndLeave();
  const broken = structuredClone(file);
  const change = (name: string, what: object): void => void Object.assign(broken.targets[name] ?? {}, what);
  change(teamName(1, 3), { connector: 'No such connector' });
  change(teamName(2, 20), { connector: 'Legacy Jira' });
  change(teamName(3, 4), { connector: '4' });
  broken.accounts['nobody'] = { username: 'nobody@acme.example', password: { env: 'ADMIN_PASSWORD_4' } };
  broken.jira['company-4-as-nobody'] = {
    ...broken.jira['company-4'],
    url: broken.jira['company-4']?.url ?? '',
    account: 'nobody',
  };
  change(teamName(4, 9), { jira: 'company-4-as-nobody' });
  broken.align['company-5-down'] = { url: 'http://down.jiraalign.localhost:4', account: 'company-5-admin' };
  change(teamName(5, 5), { align: 'company-5-down' });
  await write(broken);
}

/** Runs a command, and prints how long it took and how much memory it and its browser had. */
async function measured(place: FleetPlace, args: readonly string[]): Promise<Ended> {
  const began = performance.now();
  const going = place.start(args);
  const memory = watchMemory(going.pid ?? 0);
  const ended = await going.ended;
  const seconds = ((performance.now() - began) / 1_000).toFixed(0);
  stdout.write(
    `100 targets: ${seconds} s, at most ${(memory.peak() / 2 ** 20).toFixed(0)} MiB (PSS of Node and browser)\n`,
  );
  return ended;
}
