import { startProxy } from '../../fixtures/proxy.js';
import { expect, test } from '../../fixtures/test.js';

const USER = 'swap-proxy';
const PASSWORD = 'Zq7-proxy-word';

test('a proxy with a password is passed, and its password stands nowhere', async ({ sites, operator }) => {
  const proxy = await startProxy(USER, PASSWORD);
  try {
    const { exitCode, result, stdout, stderr } = await operator.run(['swap', '--dry-run'], {
      PROXY_URL: `http://${USER}:${PASSWORD}@${proxy.host}`,
    });
    expect(exitCode, stderr).toBe(0);
    expect([...proxy.asked].sort()).toEqual(
      [sites.origins.jira, sites.origins.atlassianId, sites.origins.align]
        .map((origin) => new URL(origin).hostname)
        .sort(),
    );
    expect(result.outcome).toBe('planned');
    expect(stdout + stderr).not.toContain(PASSWORD);
  } finally {
    proxy.stop();
  }
});

test('a proxy that refuses the password is said to be the cause: 11', async ({ operator }) => {
  const proxy = await startProxy(USER, PASSWORD);
  try {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
      PROXY_URL: `http://${USER}:another-word@${proxy.host}`,
    });
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.code, stderr).toBe('proxy');
    expect(result.error?.hint).toContain('PROXY_URL');
  } finally {
    proxy.stop();
  }
});
