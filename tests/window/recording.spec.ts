import type { Page } from '@playwright/test';
import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { umask } from 'node:process';
import { pathToFileURL } from 'node:url';

import { type Result, resultSchema } from '../../flows/report/result.js';
import { type Film, type FilmChapter, watchFilm } from '../../fixtures/film.js';
import { LeakSearch } from '../../fixtures/leaks/search.js';
import { startPlaywrightTest } from '../../fixtures/playwright-test.js';
import { expect, test } from '../../fixtures/window.js';

/** What stands in every made-up password of the stand-in sites. */
const IN_EVERY_PASSWORD = { name: 'a password', value: ' &<"%+é' };

/** How far the foot of a frame may be from its caption as the browser paints it: a video is never exact. */
const LIKE = 12;

/** Seconds that each name of a step can be read at the least: `FOLLOWABLE` of playwright.config.ts, and times are in tenths. */
const READABLE = 0.35;

/** Seconds by which a film may differ from what the result says. */
const ABOUT = 3;

test('the recorded project leaves videos as long as the run, whose frames name the steps, and no secret', async ({
  desk,
  page,
}, testInfo) => {
  test.setTimeout(300_000);
  const folder = testInfo.outputPath('recorded');
  const args = ['--project=recorded', '--headed'];
  const before = umask(0);
  const going = startPlaywrightTest(args, desk.settings, folder);
  umask(before);
  const { exitCode, stdout, stderr } = await going.ended;
  expect(exitCode, stdout + stderr).toBe(0);
  expect(stderr).toContain('Reports were scrubbed');

  const results = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('/result.json'));
  expect(results).toHaveLength(2);
  for (const name of results) {
    const path = join(folder, name);
    const result = resultSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    for (const artifact of result.artifacts) expect((await stat(artifact)).mode & 0o777, artifact).toBe(0o600);
    const left: number[] = [];
    for (const { chapters, film } of await filmsOf(page, dirname(path), result)) {
      expect(film.captions.map(({ index }) => index)).toEqual(chapters.map((_, index) => index));
      const short = chapters.filter(({ at }, index) => (chapters[index + 1]?.at ?? Infinity) - at < READABLE);
      expect(short.map(({ name }) => name)).toEqual([]);
      for (const { by } of film.captions) expect(by).toBeLessThan(LIKE);
      left.push(lengthLeft(result, chapters) - film.length);
      expect(film.length).toBeGreaterThan(chapters.at(-1)?.at ?? Infinity);
    }
    // A page that was closed on the way ends earlier; none goes on for longer than the run.
    expect(Math.min(...left)).toBeGreaterThan(-ABOUT);
    expect(Math.min(...left)).toBeLessThan(ABOUT);
  }
  const { findings } = await new LeakSearch([IN_EVERY_PASSWORD]).folder(folder);
  expect(findings).toEqual([]);
});

/** The films of a run with their chapters, as its report lists them. */
async function filmsOf(
  page: Page,
  folder: string,
  { steps }: Result,
): Promise<readonly { chapters: readonly FilmChapter[]; film: Film }[]> {
  await page.goto(pathToFileURL(join(folder, 'report.html')).href);
  const videos = await page.locator('.recording').evaluateAll((all) =>
    all.map((recording) => ({
      file: recording.querySelector('video')?.getAttribute('src') ?? '',
      chapters: [...recording.querySelectorAll<HTMLElement>('[data-at]')].map((link) => ({
        at: Number(link.dataset['at']),
        line: link.parentElement?.textContent ?? '',
      })),
    })),
  );
  expect(videos).not.toHaveLength(0);
  const films = [];
  for (const { file, chapters: listed } of videos) {
    const chapters = listed.map(({ at, line }) => {
      const index = steps.findIndex(({ name }) => line.endsWith(` ${name}`));
      return { at, index: index + 1, name: steps[index]?.name ?? `none: ${line}` };
    });
    films.push({ chapters, film: await watchFilm(page, join(folder, file), chapters) });
  }
  return films;
}

/** Seconds from the beginning of a film to the end of the run's last step. */
function lengthLeft({ steps }: Result, [first]: readonly FilmChapter[]): number {
  const [step, last] = [steps[(first?.index ?? 0) - 1], steps.at(-1)];
  if (first === undefined || step === undefined || last === undefined) return NaN;
  const began = Date.parse(step.startedAt) - first.at * 1_000;
  return (Date.parse(last.startedAt) + last.durationMs - began) / 1_000;
}
