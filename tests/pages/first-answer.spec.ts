import { makeAuthority } from '../../fixtures/certificates.js';
import { startSecureSite } from '../../fixtures/secure-site.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { firstAnswer } from '../../pages/first-answer.js';

test.use({ ignoreHTTPSErrors: true });

test('an answer has the site’s certificate, and its clock, as far as a cache has not aged it', async ({ page }) => {
  const site = await startSecureSite(makeAuthority('Acme Root'), 'acme.jira.localhost', (_, response) => {
    response.writeHead(302, {
      date: new Date(Date.now() - 3_600_000).toUTCString(),
      age: '3600',
      location: 'https://nowhere.localhost:9/',
    });
    response.end();
  });
  try {
    const answer = await firstAnswer(tabOf(page), new URL(site.origin));
    expect(answer.status).toBe(302);
    expect(answer.certificate?.issuer).toBe('Acme Root');
    expect(answer.certificate?.until.getTime()).toBeGreaterThan(Date.now());
    expect(Math.abs(answer.ahead ?? Infinity)).toBeLessThan(2_000);
  } finally {
    site.stop();
  }
});

test('a site that is out of order has not answered', async ({ page }) => {
  const site = await startSecureSite(makeAuthority('Acme Root'), 'acme.jira.localhost', (_, response) => {
    response.writeHead(503).end('Down for today.');
  });
  try {
    await expect(firstAnswer(tabOf(page), new URL(site.origin))).rejects.toMatchObject({ code: 'unreachable' });
  } finally {
    site.stop();
  }
});
