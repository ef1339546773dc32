import { expect, test } from '@playwright/test';
import { createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import OAuth from 'oauth-1.0a';

import { makeAccounts } from '../../fixtures/sites/accounts.js';
import { Consumer } from '../../fixtures/sites/oauth/consumer.js';
import { Provider, ProviderRefusal } from '../../fixtures/sites/oauth/provider.js';
import { type Parameters, baseString, header, readHeader, sign, verify } from '../../fixtures/sites/oauth/signature.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const URL_TEXT = 'http://acme.jira.localhost:8080/rest/api/2/issue/OPS-7?expand=changelog&q=a%20b%2Bc&q=a';
const consumer = { key: 'jira-align', name: 'Jira Align', publicKey };

/** The package that gives the second opinion: it knows nothing of ours. */
function independent(): OAuth {
  return new OAuth({
    consumer: { key: 'jira-align', secret: '' },
    signature_method: 'RSA-SHA1',
    hash_function: (base) => createSign('RSA-SHA1').update(base).sign(privateKey, 'base64'),
  });
}

function ownRequest(change: Readonly<Record<string, string | null>> = {}): Parameters {
  const all: Record<string, string | null> = {
    oauth_consumer_key: 'jira-align',
    oauth_nonce: randomBytes(8).toString('hex'),
    oauth_signature_method: 'RSA-SHA1',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_callback: 'http://acme.jiraalign.localhost/oauth/callback',
    oauth_version: '1.0',
    ...change,
  };
  const parameters = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return [...parameters, ['oauth_signature', sign(baseString('POST', new URL(URL_TEXT), parameters), privateKey)]];
}

function problemOf(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (error instanceof ProviderRefusal) return error.problem;
    throw error;
  }
}

test('what an independent package signs, our provider accepts', () => {
  const provider = new Provider();
  provider.register(consumer);
  const oauth = independent();
  const signed = oauth.authorize({ url: URL_TEXT, method: 'PUT' }, { key: 'a token', secret: '' });
  const parameters = readHeader(oauth.toHeader(signed).Authorization);
  expect(provider.check('PUT', new URL(URL_TEXT), parameters ?? []).name).toBe('Jira Align');
});

test('what we sign, an independent package computes alike', () => {
  const parameters = ownRequest();
  const [signature, rest] = [parameters.at(-1)?.[1] ?? '', parameters.slice(0, -1)];
  const oauth = independent();
  const value = (name: string): string => rest.find(([each]) => each === name)?.[1] ?? '';
  const data = {
    oauth_consumer_key: value('oauth_consumer_key'),
    oauth_nonce: value('oauth_nonce'),
    oauth_signature_method: value('oauth_signature_method'),
    oauth_timestamp: Number(value('oauth_timestamp')),
    oauth_callback: value('oauth_callback'),
    oauth_version: '1.0',
  };
  const base = oauth.getBaseString({ url: URL_TEXT, method: 'POST', data: {} }, data);
  expect(createVerify('RSA-SHA1').update(base).verify(publicKey, signature, 'base64')).toBe(true);
});

test('a header survives being written and read', () => {
  const parameters: Parameters = [['oauth_token', `a b&"c"=é'()*!`]];
  expect(readHeader(header(parameters))).toEqual(parameters);
  expect(readHeader('Basic abc')).toBeNull();
});

test('a signature holds for one request and one key only', () => {
  const base = baseString('GET', new URL(URL_TEXT), [['oauth_nonce', '1']]);
  const signature = sign(base, privateKey);
  expect(verify(base, signature, publicKey)).toBe(true);
  expect(verify(`${base}x`, signature, publicKey)).toBe(false);
  expect(verify(base, signature, new Consumer('other').publicKey)).toBe(false);
});

const refusals: readonly [what: string, change: Readonly<Record<string, string | null>>, problem: string][] = [
  ['nothing', {}, 'accepted'],
  ['an unknown consumer', { oauth_consumer_key: 'somebody' }, 'consumer_key_unknown'],
  ['another method of signing', { oauth_signature_method: 'HMAC-SHA1' }, 'signature_method_rejected'],
  ['an old timestamp', { oauth_timestamp: String(Math.floor(Date.now() / 1000) - 3600) }, 'timestamp_refused'],
  ['no timestamp that can be read', { oauth_timestamp: 'now' }, 'timestamp_refused'],
  ['no nonce', { oauth_nonce: null }, 'parameter_absent'],
];

for (const [what, change, problem] of refusals) {
  test(`a request with ${what} wrong: ${problem}`, () => {
    const provider = new Provider();
    provider.register(consumer);
    expect(problemOf(() => provider.check('POST', new URL(URL_TEXT), ownRequest(change)))).toBe(problem);
  });
}

test('a tampered request and a repeated one are refused', () => {
  const provider = new Provider();
  provider.register(consumer);
  const request = ownRequest();
  const tampered = request.map(
    ([name, value]) => [name, name === 'oauth_callback' ? 'http://elsewhere.localhost/' : value] as const,
  );
  expect(problemOf(() => provider.check('POST', new URL(URL_TEXT), tampered))).toBe('signature_invalid');
  expect(problemOf(() => provider.check('POST', new URL(URL_TEXT), request))).toBe('accepted');
  expect(problemOf(() => provider.check('POST', new URL(URL_TEXT), request))).toBe('nonce_used');
});

test('a request token is good once, for its own verifier, after its approval', () => {
  const { service } = makeAccounts();
  const provider = new Provider();
  const { token } = provider.issueRequestToken(consumer, 'oob');
  expect(problemOf(() => provider.exchange(consumer, token, 'ABC123'))).toBe('permission_unknown');
  const verifier = provider.approve(provider.undecided(token), service);
  expect(verifier).toMatch(/^[A-Za-z0-9]{6}$/);
  expect(problemOf(() => provider.undecided(token))).toBe('token_used');
  expect(problemOf(() => provider.exchange(consumer, token, 'wrong!'))).toBe('token_rejected');
  expect(provider.exchange(consumer, token, verifier).account).toBe(service);
  expect(problemOf(() => provider.exchange(consumer, token, verifier))).toBe('token_used');
  expect(problemOf(() => provider.undecided('never issued'))).toBe('token_rejected');
});

test('a denied token gives nothing', () => {
  const provider = new Provider();
  const issued = provider.issueRequestToken(consumer, 'oob');
  issued.approval = { is: 'denied' };
  expect(problemOf(() => provider.exchange(consumer, issued.token, 'denied'))).toBe('permission_denied');
});

test('a revoked token acts as nobody', () => {
  const { service } = makeAccounts();
  const provider = new Provider();
  const { token } = provider.issueAccessToken(consumer, service, new Date());
  const parameters: Parameters = [['oauth_token', token]];
  expect(provider.accountOf(consumer, parameters)).toBe(service);
  provider.revoke(token);
  expect(problemOf(() => provider.accountOf(consumer, parameters))).toBe('token_rejected');
});
