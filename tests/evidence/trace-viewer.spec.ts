import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { expect, test } from '../../fixtures/test.js';

const PLAYWRIGHT = fileURLToPath(new URL('../../node_modules/playwright/cli.js', import.meta.url));

test.use({ variants: { owner: 'service' } });

test('a trace that was scrubbed opens in Playwright’s viewer, and shows every recorded step', async ({
  operator,
  page,
}) => {
  const { result } = await operator.run(['verify', '--evidence', 'full']);
  const trace = result.artifacts.find((path) => path.endsWith('trace.zip')) ?? 'no trace';
  const { server, address } = await startViewer(trace);
  try {
    await page.goto(address);
    const actions = page.getByRole('treeitem');
    const recorded = result.steps.map(({ name }) => name).filter((name) => !/^(?:Open the browser|Sign in)/.test(name));
    expect(recorded.length).toBeGreaterThan(2);
    for (const name of recorded) await expect(actions.filter({ hasText: name })).toBeVisible();

    await actions.filter({ hasText: 'Open the connector' }).click();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('treeitem', { name: /^Click .*Administration/ }).click();
    await expect(page.getByRole('tabpanel', { name: 'Call' })).toContainText('Administration');
  } finally {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  }
});

/** What a colleague does with a trace, short of the browser: that one the test brings. */
async function startViewer(trace: string): Promise<{ server: ChildProcess; address: string }> {
  const args = [PLAYWRIGHT, 'show-trace', '--host', '127.0.0.1', '--port', '0', trace];
  const server = spawn(execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /Listening on (\S+)/.exec(line)?.[1];
    if (address !== undefined) return { server, address };
  }
  throw new Error('The trace viewer ended before it said where it listens.');
}
