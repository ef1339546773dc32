import type { RequestListener } from 'node:http';
import { once } from 'node:events';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { env } from 'node:process';

import { type Authority, makeAuthority } from '../../fixtures/certificates.js';
import { expect, test } from '../../fixtures/test.js';

/** A browser with a page about refused certificates: the headless shell, in which tests mostly run, has none. */
const WHOLE_BROWSER = { BROWSER_PATH: env['BROWSER_PATH'] ?? '' };

async function secureSite(
  authority: Authority,
  host: string,
  options: ServerOptions = {},
  answer: RequestListener = (_, response) => response.end('It could be read.'),
): Promise<{ origin: string; asked: () => number; stop: () => void }> {
  let asked = 0;
  const { certificate, key } = authority.forServer(host);
  const server = createServer({ cert: certificate, key, ...options }, (request, response) => {
    asked += 1;
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A server that listens on a port has this kind of address.
  return {
    origin: `https://${host}:${port}`,
    asked: () => asked,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test('a certificate of an unknown authority: 11, and both the site and the issuer are named', async ({ operator }) => {
  const site = await secureSite(makeAuthority('Acme TLS Inspection'), 'acme.jira.localhost');
  try {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
      ...WHOLE_BROWSER,
      JIRA_URL: site.origin,
    });
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.code).toBe('certificate');
    expect(result.error?.message).toContain(`${site.origin}, issued by “Acme TLS Inspection”`);
    expect(result.error?.hint).toContain("machine's store");
    expect(site.asked()).toBe(0);
  } finally {
    site.stop();
  }
});
