import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';

import { openFleetPlace, outputOf, teamName } from '../../fixtures/fleet-place.js';
import { type Between, between } from '../../fixtures/network/between.js';

test('what a site says of itself, its kind and its version, is told once, and stands in the report of each target', async () => {
  const asked: string[] = [];
  const net = between((route) => {
    if (/^browser GET .*(serverInfo|About)$/.test(route)) asked.push(route);
    return Promise.resolve(false);
  });
  const two = { companies: 2, teams: 2 };
  const place = await openFleetPlace({}, two, net);
  try {
    const inTurn = ['verify', '--all', '--concurrency', '1', '--evidence', 'screens'];
    const { exitCode, output, stderr } = await place.run(inTurn);
    expect(exitCode, stderr).toBe(0);
    const [jira, align] = ['acme.jira.localhost/rest/api/2/serverInfo', 'acme.jiraalign.localhost/About'];
    // Each target opens its Jira at this address; one of each company is told its kind there, and its version.
    const times = { jira: two.companies * (two.teams + 2), align: two.companies };
    const expected = [...Array<string>(times.jira).fill(jira), ...Array<string>(times.align).fill(align)];
    expect(asked.toSorted()).toEqual(expected.map((path) => `browser GET ${path}`));
    const reports = output.results.flatMap(({ artifacts }) => artifacts.filter((path) => path.endsWith('report.html')));
    expect(reports).toHaveLength(two.companies * two.teams);
    for (const path of reports) {
      const report = await readFile(path, 'utf8');
      expect(report).toContain('1001.0.0-SNAPSHOT (Cloud)');
      expect(report).toContain('11.14.0.41208');
    }
  } finally {
    await place.close();
  }
});

test('a target that goes on with the sessions of another finds its connector in the list, and passes over what is dear', async () => {
  const opened: string[] = [];
  const net = between((route) => {
    if (route.startsWith('browser GET ')) opened.push(route.slice('browser GET '.length));
    return Promise.resolve(false);
  });
  const place = await openFleetPlace({}, { companies: 1, teams: 3 }, net);
  try {
    const { exitCode, stderr } = await place.run(['verify', '--all', '--concurrency', '1']);
    expect(exitCode, stderr).toBe(0);
    const count = (path: string): number => opened.filter((each) => each === path).length;
    expect(count('acme.jira.localhost/jira/your-work')).toBe(1);
    expect(count('acme.jiraalign.localhost/JiraSettings')).toBe(1);
    expect(count('acme.jiraalign.localhost/ManageJiraConnectors')).toBe(3);
  } finally {
    await place.close();
  }
});

const SERVER_INFO = 'acme.jira.localhost/rest/api/2/serverInfo';
const MYSELF = 'acme.jira.localhost/rest/api/2/myself';

/** How often the first target asks for `serverInfo`: a page of it, what kind of Jira it is, and its version. */
const FIRST_TARGET = 3;

/** What the address of the list may answer to who comes by it alone, and how often it is asked before that is believed. */
const BESIDE: readonly [what: string, status: number, headers: Record<string, string>, times: number][] = [
  ['is not found', 404, {}, 1],
  ['is out of order', 503, {}, 4],
  ['leads to the first page', 302, { location: '/' }, 1],
  ['asks to sign in', 302, { location: '/Login' }, 1],
];

/** Answers so where no page of the site led to the list. */
function listAlone(asked: string[], status: number, headers: Record<string, string>): Between {
  return (route, received, response) => {
    const isList = route === 'browser GET acme.jiraalign.localhost/ManageJiraConnectors';
    if (!isList || received.headers.referer !== undefined) return Promise.resolve(false);
    asked.push(route);
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end();
    return Promise.resolve(true);
  };
}

for (const [what, status, headers, times] of BESIDE) {
  test(`where the address of the list alone ${what}, the way begins at the first page, and so does each later one`, async () => {
    const asked: string[] = [];
    const net = between(listAlone(asked, status, headers));
    const place = await openFleetPlace({}, { companies: 1, teams: 3 }, net);
    try {
      const ended = await place.start(['verify', '--all', '--concurrency', '1', '--json'], { TIMEOUT_ACTION: '4' })
        .ended;
      expect(ended.exitCode, ended.stderr).toBe(0);
      expect(outputOf(ended).results.map(({ verdict }) => verdict)).toEqual(['proven', 'proven', 'proven']);
      expect(asked).toHaveLength(times);
    } finally {
      await place.close();
    }
  });
}

test('a session that has ended meanwhile is told by Jira’s first page, and a connector that is missing takes nothing from the others', async () => {
  const opened: string[] = [];
  const ends = { is: false };
  const net = between((route, _received, response) => {
    const path = route.replace('browser GET ', '');
    opened.push(path);
    if (opened.filter((each) => each === SERVER_INFO).length === FIRST_TARGET + 1) ends.is ||= path === SERVER_INFO;
    if (!ends.is || path !== MYSELF) return Promise.resolve(false);
    ends.is = false;
    response.writeHead(401).end();
    return Promise.resolve(true);
  });
  const place = await openFleetPlace({}, { companies: 1, teams: 4 }, net);
  try {
    Object.assign(place.file.targets[teamName(1, 3)] ?? {}, { connector: 'Team 33 Jira' });
    await place.write(place.file);
    const ended = await place.start(['verify', '--all', '--concurrency', '1', '--json'], { TIMEOUT_ACTION: '4' }).ended;
    expect(outputOf(ended).results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 5, 0]);
    const count = (path: string): number => opened.filter((each) => each === path).length;
    expect(count('acme.jira.localhost/jira/your-work')).toBe(2);
    // The first target's way, and that of the third once its connector was not in the list.
    expect(count('acme.jiraalign.localhost/JiraSettings')).toBe(2);
  } finally {
    await place.close();
  }
});
