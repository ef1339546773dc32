import { readFile, readdir } from 'node:fs/promises';
import { z } from 'zod';

import { expect, test } from '../../fixtures/test.js';
import { startTool } from '../../fixtures/tool.js';

const PLAYWRIGHT = '/node_modules/playwright';
/** Built into one file, of what the tool takes of it; and as its own package brings it, in a hundred. */
const ZOD = '/flows/zod.js';
const WHOLE_ZOD = '/node_modules/zod/';

const coverage = z.object({ result: z.array(z.object({ url: z.string() })) });

/** Every file that a command loads which ends as it should, by what Node writes of the code that it has run. */
async function loaded(
  directory: string,
  args: readonly string[],
  code: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = `${directory}/loaded`;
  const { exitCode, stderr } = await startTool(args, { ...settings, NODE_V8_COVERAGE: folder }, directory).ended;
  expect(exitCode, stderr).toBe(code);
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(`${folder}/${name}`, 'utf8')));
  const files = texts.flatMap((text) => coverage.parse(JSON.parse(text)).result.map(({ url }) => url));
  return files.join('\n');
}

for (const args of [['--help'], ['--version'], ['swap', '--help']]) {
  test(`${args.join(' ')}: loads neither Playwright nor zod`, async ({ operator }) => {
    const files = await loaded(operator.directory, args, 0);
    expect(files).toContain('/flows/cli.js');
    for (const name of [PLAYWRIGHT, ZOD, WHOLE_ZOD]) expect(files).not.toContain(name);
  });
}

test('a wrong configuration: loads no Playwright, and of zod what the tool takes of it', async ({ operator }) => {
  const files = await loaded(operator.directory, ['verify'], 2);
  expect(files).toContain(ZOD);
  for (const name of [PLAYWRIGHT, WHOLE_ZOD, '/flows/swap.js', '/controls/catalogue.js'])
    expect(files).not.toContain(name);
});

test('a swap that is done: loads nothing that proposes how to mend a screen', async ({ operator, sites }) => {
  const own = { LOCK_DIR: `${operator.directory}/locks` };
  const files = await loaded(operator.directory, ['swap'], 0, { ...sites.environment, ...own });
  expect(files).toContain(PLAYWRIGHT);
  for (const name of [WHOLE_ZOD, '/doctor/survey.js', '/node_modules/yaml/']) expect(files).not.toContain(name);
});
