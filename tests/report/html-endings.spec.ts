import { writeFile } from 'node:fs/promises';

import { AS_RILEY, UNSEEN, madeUpParts, madeUpResult, makeVideo } from '../../fixtures/made-up-report.js';
import { axeViolations, openReport, tooWideForPhone } from '../../fixtures/report-reader.js';
import { expect, test } from '../../fixtures/test.js';
import type { ReportParts } from '../../flows/report/html/parts.js';
import { writeReport } from '../../flows/report/html/write.js';

const down = new Date('2026-11-25T04:12:30.000Z');
const connector = madeUpResult().connector ?? { id: null, name: null, before: AS_RILEY };

const endings: readonly [what: string, parts: Partial<ReportParts>, says: readonly RegExp[]][] = [
  [
    'a run that goes on and has pressed nothing',
    { ended: false },
    [
      /^This run has not ended, or was killed: what follows is how far it had come\.$/m,
      /! Not ended/,
      /pressed nothing/,
    ],
  ],
  [
    'a run that was killed after the first press',
    {
      ended: false,
      downSince: down,
      result: madeUpResult({ changed: true, connector: { ...connector, after: UNSEEN } }),
    },
    [
      /was killed: .+ MAY BE DOWN since 2026-11-25 04:12:30 \(UTC\): its state could not be read/,
      /sign in to Jira as Jira Align Service/,
    ],
  ],
  [
    'a drifted connector',
    {
      result: madeUpResult({
        command: 'verify',
        outcome: 'verified',
        verdict: 'wrong-account',
        exitCode: 8,
        error: { code: 'wrong-account', message: 'Riley Carter wrote.', hint: 'Run `connector-swap swap`.' },
      }),
    },
    [/WRONG ACCOUNT/, /✗ contradicted/, /! not yet proven/, /What was found/, /Run connector-swap swap\./],
  ],
  [
    'settings that somebody changed meanwhile',
    {
      result: madeUpResult({ changed: true, exitCode: 7 }),
      settings: {
        labels: ['Admins', 'Sync interval'],
        comparisons: [{ moment: 'before Save', at: down.toISOString(), changed: ['Sync interval'] }],
      },
    },
    [/✗ 1 changed/, /Sync interval \(changed\)/, /before Save, at 04:12:30 UTC, not all as they were/],
  ],
  [
    'a run that could not begin, and files that were withheld',
    {
      result: madeUpResult({
        target: null,
        connector: null,
        identity: null,
        connectivity: null,
        steps: [],
        outcome: 'not-run',
        exitCode: 2,
        withheld: [{ name: 'trace.zip', why: 'a cookie was still in it' }],
      }),
    },
    [
      /Exit code 2: usage or settings at fault/,
      /Withheld: one file was deleted/,
      /trace\.zip: a cookie was still in it/,
    ],
  ],
];

test('the report of every other ending can be read by anybody, anywhere', async ({ page }, testInfo) => {
  for (const [what, parts, says] of endings) {
    await test.step(what, async () => {
      const { trouble } = await openReport(page, writeReport(testInfo.outputPath(), madeUpParts(parts)));
      const text = await page.locator('main').innerText();
      for (const each of says) expect(text).toMatch(each);
      expect(await axeViolations(page)).toEqual([]);
      expect(await tooWideForPhone(page)).toBe(0);
      expect(trouble).toEqual([]);
    });
  }
});

test('only addresses of the target’s own sites are links', async ({ page }, testInfo) => {
  const places = [
    'https://acme.atlassian.net/plugins/servlet',
    'https://acme.atlassian.net.evil.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ];
  const leftovers = places.map((where) => ({ what: 'Look at', where }));
  await openReport(page, writeReport(testInfo.outputPath(), madeUpParts({ result: madeUpResult({ leftovers }) })));
  const left = page.getByRole('region', { name: 'Left for you' });
  await expect(left.getByRole('listitem')).toHaveCount(places.length);
  await expect(left.getByRole('link')).toHaveText(places.slice(0, 1));
});

test('the report goes out with a recording beside it: its chapters seek', async ({ page }, testInfo) => {
  await writeFile(testInfo.outputPath('jira #1.webm'), await makeVideo(page));
  const videos = [
    {
      file: 'jira #1.webm',
      title: 'Jira',
      chapters: [
        { name: 'Open the connector', at: 0 },
        { name: 'Save the connector', at: 1.25 },
      ],
    },
  ];
  const { trouble } = await openReport(page, writeReport(testInfo.outputPath(), madeUpParts({ videos })));
  const video = page.locator('video');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Save the connector' })
    .getByRole('link', { name: '0:01' })
    .click();
  await expect
    .poll(() => video.evaluate((element) => (element as HTMLVideoElement).currentTime))
    .toBeGreaterThanOrEqual(1.25);
  await expect(page.getByRole('link', { name: 'jira #1.webm' })).toHaveAttribute('href', 'jira%20%231.webm');
  expect(await axeViolations(page)).toEqual([]);
  expect(trouble.filter((each) => !each.endsWith('.webm'))).toEqual([]);
});
