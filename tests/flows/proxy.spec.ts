import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from '../../fixtures/test.js';

const USER = 'swap-proxy';
const PASSWORD = 'Zq7-proxy-word';

/** A proxy on this machine that asks for its password; gives its address, and the hosts that were asked for through it. */
async function startProxy(): Promise<{ host: string; asked: Set<string>; stop: () => void }> {
  const asked = new Set<string>();
  const wanted = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
  const server = createServer((incoming, outgoing) => {
    if (incoming.headers['proxy-authorization'] !== wanted) {
      outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end('The proxy wants a password.');
      return;
    }
    const url = new URL(incoming.url ?? '');
    asked.add(url.hostname);
    const onward = request(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        method: incoming.method ?? 'GET',
        headers: incoming.headers,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A server that listens on a port has this kind of address.
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { host: `127.0.0.1:${port}`, asked, stop };
}

test('a proxy with a password is passed, and its password stands nowhere', async ({ sites, operator }) => {
  const proxy = await startProxy();
  try {
    const { exitCode, result, stdout, stderr } = await operator.run(['swap', '--dry-run'], {
      PROXY_URL: `http://${USER}:${PASSWORD}@${proxy.host}`,
    });
    expect(exitCode, stderr).toBe(0);
    expect([...proxy.asked].sort()).toEqual(
      Object.values(sites.origins)
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
  const proxy = await startProxy();
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
