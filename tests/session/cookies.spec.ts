import { expect, test } from '@playwright/test';

import { cookiesOf, isSecretCookie } from '../../flows/session/cookies.js';
import type { SessionPlace } from '../../flows/session/place.js';

const PLACE = { folder: '', username: '' } as const;
const service: SessionPlace = {
  ...PLACE,
  kind: 'service',
  sites: [new URL('https://acme.atlassian.net'), new URL('https://id.atlassian.com')],
};
const admin: SessionPlace = { ...PLACE, kind: 'admin', sites: [new URL('https://acme.jiraalign.com/align')] };

test('only the cookies of the account’s own sites are kept, never an identity provider’s or another account’s', async ({
  context,
}) => {
  await context.addCookies([
    { name: 'site', value: '1', domain: 'acme.atlassian.net', path: '/' },
    { name: 'atlassian-id', value: '1', domain: 'id.atlassian.com', path: '/' },
    { name: 'parent', value: '1', domain: '.atlassian.com', path: '/' },
    { name: 'align', value: '1', domain: 'acme.jiraalign.com', path: '/align' },
    { name: 'another-site', value: '1', domain: 'other.atlassian.net', path: '/' },
    { name: 'provider', value: '1', domain: 'sso.acme.example', path: '/' },
  ]);
  const names = async (place: SessionPlace): Promise<string[]> =>
    (await cookiesOf(context, place)).map(({ name }) => name).sort();
  expect(await names(service)).toEqual(['atlassian-id', 'parent', 'site']);
  expect(await names(admin)).toEqual(['align']);
});

test('a token is told from a preference, also one without a digit', () => {
  for (const token of ['3f9c2b1a7d5e', 'qWxGhTzRnvBkLpYdMcSfJwAe']) expect(isSecretCookie(token), token).toBe(true);
  for (const word of ['en_US', 'dark-theme-by-default', 'America/New_York'])
    expect(isSecretCookie(word), word).toBe(false);
});
