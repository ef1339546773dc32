import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';
import { env, execPath } from 'node:process';

import { acceptedBySchema } from '../../fixtures/published-schema.js';
import { expect, test } from '../../fixtures/test.js';
import { CLI, readArtifact, startTool } from '../../fixtures/tool.js';

const PROJECT = new URL('../../', import.meta.url);

test('help shows the commands, examples and exit codes', async ({ operator }) => {
  const { exitCode, stdout } = await startTool(['--help'], {}, operator.directory).ended;
  expect(exitCode).toBe(0);
  for (const word of ['swap', 'verify', 'demo', 'sites', 'init', 'Examples:', 'LEFT UNAUTHORISED'])
    expect(stdout).toContain(word);
});

test('the version is the package’s', async ({ operator }) => {
  const { exitCode, stdout } = await startTool(['--version'], {}, operator.directory).ended;
  const { version } = JSON.parse(await readFile(new URL('package.json', PROJECT), 'utf8')) as { version: string };
  expect([exitCode, stdout.trim()]).toEqual([0, version]);
});

for (const args of [
  [],
  ['swop'],
  ['swap', '--nonsense'],
  ['swap', '--evidence', 'everything'],
  ['swap', '--record'],
  ['verify', '--dry-run'],
]) {
  test(`usage is refused with 2: connector-swap ${args.join(' ')}`, async ({ operator }) => {
    const { exitCode, stdout, stderr } = await startTool(args, {}, operator.directory).ended;
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });
}

test('with --json, even a usage error is one result that the schema accepts', async ({ operator }) => {
  const { exitCode, stdout, stderr } = await startTool(['swap', '--json', '--nonsense'], {}, operator.directory).ended;
  const output: unknown = JSON.parse(stdout);
  expect(exitCode).toBe(2);
  expect(output).toMatchObject({
    outcome: 'not-run',
    exitCode: 2,
    target: null,
    connector: null,
    error: { code: 'usage', message: "unknown option '--nonsense'" },
  });
  expect(stderr).toBe("unknown option '--nonsense'\nSee connector-swap --help.\n");
  expect(await acceptedBySchema(output)).toBe('accepted');
});

test('with --json, a configuration error is one result, and names every setting', async ({ operator }) => {
  const ended = await startTool(['swap', '--json'], {}, operator.directory).ended;
  const output = JSON.parse(ended.stdout) as { error: { message: string } };
  expect(ended.exitCode).toBe(2);
  expect(output).toMatchObject({ command: 'swap', outcome: 'not-run', identity: null, connectivity: null });
  expect(output.error.message).toContain('JIRA_URL: is not set');
  expect(await acceptedBySchema(output)).toBe('accepted');
});

test('a .env that others can write is refused', async ({ operator }) => {
  await writeFile(`${operator.directory}/.env`, '');
  await chmod(`${operator.directory}/.env`, 0o666);
  const { exitCode, stderr } = await operator.run(['swap']);
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toContain('.env is refused');
});

test('a window that can’t be shown is told before the browser is started: 2', async ({ operator }) => {
  for (const command of ['swap', 'demo']) {
    const settings = { DISPLAY: '', WAYLAND_DISPLAY: '' };
    const { exitCode, stderr } = await operator.start([command, '--headed'], settings).ended;
    expect(exitCode, stderr).toBe(2);
    expect(stderr).toMatch(/^--headed shows a window, and this machine has no screen/);
    expect(stderr).toContain('Leave out --headed');
  }
});

test('a browser that does not start is quoted in its own words, without escape codes: 2', async ({ operator }) => {
  const { exitCode, result } = await operator.run(['swap'], { BROWSER_PATH: '/bin/true', BROWSER_CHANNEL: '' });
  expect(exitCode).toBe(2);
  expect(result.error).toMatchObject({
    code: 'no-browser',
    message: 'The browser did not start (BROWSER_PATH): it ended at once with exit code 0, and said nothing.',
  });
  expect(result.error?.hint).toContain('BROWSER_PATH must name a Chromium');
});

test('a run leaves result, log and a screenshot a step, for its owner alone, and no secret in any of them', async ({
  sites,
  operator,
}) => {
  const { result, stdout, stderr } = await operator.run(['swap', '--evidence', 'screens']);
  expect(await acceptedBySchema(result)).toBe('accepted');
  expect(JSON.parse(await readArtifact(result, 'result.json'))).toEqual(result);
  const log = await readArtifact(result, 'run.ndjson');
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string });
  expect(lines.filter(({ msg }) => msg === 'step ended')).toHaveLength(result.steps.length);
  expect(result.artifacts.filter((path) => path.endsWith('.png')).length).toBeGreaterThanOrEqual(
    result.steps.length - 2,
  );
  for (const path of result.artifacts) expect((await stat(path)).mode & 0o077).toBe(0);
  const { service, superAdmin } = sites.accounts;
  for (const text of [stdout, stderr, log]) {
    expect(text).not.toContain(service.password);
    expect(text).not.toContain(superAdmin.password);
    expect(text).not.toMatch(/oauth_token=|oauth_verifier=/);
  }
  expect(result.steps.find(({ name }) => name.startsWith('Reauthorize'))?.controls).toHaveProperty([
    'connector.reauthorize',
  ]);
});

test('without evidence there are still result, log, report and plan', async ({ operator }) => {
  const { result } = await operator.run(['swap', '--dry-run', '--evidence', 'none']);
  expect(result.artifacts.map((path) => path.split('/').at(-1))).toEqual([
    ...['result.json', 'run.ndjson', 'report.html', 'plan.json', 'change-ticket.txt'],
  ]);
  const [run = ''] = await readdir(`${operator.directory}/artifacts`);
  expect(run).toBe(result.runId);
});

test('sites: the environment file is private, read alike by dotenv and sh, and every change is a line of JSON', async ({
  operator,
}) => {
  const path = `${operator.directory}/sites.env`;
  const left = "# Written by `connector-swap sites`, which overwrites it.\nJIRA_URL='gone'\n";
  await writeFile(path, left, { mode: 0o644 });
  const child = spawn(execPath, [CLI, 'sites', '--env', path, '--variant', 'pace=fast'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const changes: { what: string; from: string }[] = [];
    createInterface({ input: child.stdout }).on('line', (line) =>
      changes.push(JSON.parse(line) as { what: string; from: string }),
    );
    await expect(async () => {
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }).toPass();

    const shell = ['-c', `set -a; . '${path}'; exec '${execPath}' '${CLI}' swap --json --evidence none`];
    const state = { LOCK_DIR: `${operator.directory}/l`, ARTIFACTS_DIR: `${operator.directory}/a` };
    const bySh = spawn('sh', shell, {
      cwd: operator.directory,
      env: { PATH: env['PATH'], HOME: env['HOME'], ...state },
    });
    let printed = '';
    bySh.stdout.on('data', (part) => (printed += String(part)));
    await new Promise((resolve) => bySh.once('close', resolve));
    expect(JSON.parse(printed)).toMatchObject({ exitCode: 0, changed: true });
    expect(changes.filter(({ from }) => from === 'browser').map(({ what }) => what)).toContain('allow');
    const count = changes.filter(({ from }) => from === 'browser').length;

    const again = await startTool(
      ['swap', '--json', '--evidence', 'none', '--env-file', path],
      state,
      operator.directory,
    ).ended;
    expect(JSON.parse(again.stdout)).toMatchObject({ exitCode: 0, changed: false });
    expect(
      changes
        .filter(({ from }) => from === 'browser')
        .slice(count)
        .map(({ what }) => what),
    ).toEqual(['sign-in', 'sign-in', 'test']);
  } finally {
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect(await closed).toBe(0);
  }
});

test('sites: a switch or a value that does not exist is refused, with those that do', async ({ operator }) => {
  const refusal = async (variant: string): Promise<string> => {
    const { exitCode, stderr } = await startTool(['sites', '--variant', variant], {}, operator.directory).ended;
    expect(exitCode, stderr).toBe(2);
    return stderr;
  };
  const value = await refusal('consent=upside-down');
  expect(value).toContain('“consent” has no value “upside-down”');
  expect(value).toContain('consent=new-tab|popup|same-tab');
  expect(value).not.toContain('pace=');
  const name = await refusal('help');
  expect(name).toContain('Nothing was started.');
  expect(await refusal('unheard-of=1')).toContain('no switch “unheard-of”');
  expect(name).toContain('consent=new-tab|popup|same-tab');
  expect(name).toContain('pace=demo|fast');
});

test('sites: a file with settings of somebody else’s is not overwritten, and a missing folder is no bug', async ({
  operator,
}) => {
  const own = `${operator.directory}/own.env`;
  await writeFile(own, 'PRECIOUS=1\n');
  const refused = await startTool(['sites', '--env', own], {}, operator.directory).ended;
  expect(refused.exitCode, refused.stderr).toBe(2);
  expect(refused.stderr).toContain('would be lost');
  expect(await readFile(own, 'utf8')).toBe('PRECIOUS=1\n');
  const nowhere = await startTool(['sites', '--env', 'no/such/folder/sites.env'], {}, operator.directory).ended;
  expect(nowhere.exitCode, nowhere.stderr).toBe(2);
  expect(nowhere.stderr).toContain('its folder does not exist');
});

test('the published schema is the one that the tool uses', async () => {
  const { z } = await import('zod');
  const { outputSchema } = await import('../../flows/report/result.js');
  const published = JSON.parse(await readFile(new URL('docs/result.schema.json', PROJECT), 'utf8')) as object;
  expect(published).toMatchObject(z.toJSONSchema(outputSchema));
});
