import { expect, test } from '@playwright/test';

import { COMPLETE, type Settings, load, refusal, without } from '../../fixtures/settings.js';

test('what is needed is enough', async () => {
  const { target, timeouts, warnings } = await load(COMPLETE);
  expect(target.jira.url.href).toBe('https://acme.atlassian.net/');
  expect(target.jira.atlassianIdUrl?.origin).toBe('https://id.atlassian.com');
  expect(target.jira.signInOrigins).toEqual(['https://acme.atlassian.net', 'https://id.atlassian.com']);
  expect(target.align?.signInOrigins).toEqual(['https://acme.jiraalign.com']);
  expect(timeouts).toMatchObject({ signIn: 90_000, label: 120_000, run: 900_000 });
  expect(warnings).toEqual([]);
});

test('everything that is wrong is told at once, by name and never by value', async () => {
  const message = await refusal({
    JIRA_URL: 'ftp://secret-host',
    ALIGN_PASSWORD: 'short',
    TIMEOUT_RUN: 'soon',
    CANARY_ISSUE: 'x y',
  });
  for (const name of [
    'JIRA_URL',
    'JIRA_USERNAME',
    'JIRA_PASSWORD',
    'ALIGN_URL',
    'ALIGN_USERNAME',
    'ALIGN_PASSWORD',
    'CONNECTOR',
    'TIMEOUT_RUN',
    'CANARY_ISSUE',
  ]) {
    expect(message).toContain(`  ${name}: `);
  }
  for (const value of ['secret-host', 'short', 'soon', 'x y'])
    expect(message).not.toContain(value === 'short' ? '“short”' : value);
});

const wrong: readonly [what: string, change: Settings, says: RegExp][] = [
  ['an address without https', { JIRA_URL: 'http://acme.atlassian.net' }, /JIRA_URL: must begin with https/],
  ['an address with a user name', { ALIGN_URL: 'https://a:b@acme.jiraalign.com' }, /ALIGN_URL: must hold no user name/],
  ['an address with a query', { ALIGN_URL: 'https://acme.jiraalign.com/?x=1' }, /ALIGN_URL: must end with the path/],
  [
    'loopback and other origins in one target',
    { JIRA_URL: 'http://jira.localhost:8080' },
    /JIRA_URL leads to this machine, ALIGN_URL does not/,
  ],
  [
    'a sign-in origin elsewhere in a loopback target',
    { JIRA_URL: 'http://127.0.0.1:1', ALIGN_URL: 'http://[::1]:2', ALIGN_SIGN_IN_ORIGINS: 'https://sso.acme.example' },
    /ALIGN_SIGN_IN_ORIGINS/,
  ],
  ['a secret under 6 characters', { JIRA_PASSWORD: '12345' }, /JIRA_PASSWORD: a secret needs at least 6/],
  [
    'two forms of one secret',
    { JIRA_PASSWORD_COMMAND: 'echo x' },
    /JIRA_PASSWORD and JIRA_PASSWORD_COMMAND are both set/,
  ],
  ['a time-out of nothing', { TIMEOUT_LABEL: '0' }, /TIMEOUT_LABEL: is not a number of seconds/],
  ['a canary field without a canary', { CANARY_FIELD: 'Story Points' }, /CANARY_FIELD: needs CANARY_ISSUE/],
  [
    'a proxy whose password is not written as in addresses',
    { PROXY_URL: 'http://swap:50%off-now@proxy.example' },
    /PROXY_URL: in its/,
  ],
  ['a name of blanks alone', { JIRA_USERNAME: ' ' }, /JIRA_USERNAME: is blank\./],
  ['a browser that is not there', { BROWSER_PATH: '/nowhere/chrome' }, /BROWSER_PATH: is not a program/],
  ['a sign-in that does not exist', { ALIGN_SIGN_IN: 'magic' }, /ALIGN_SIGN_IN: is none of manual/],
  ['a seed that is none', { JIRA_TOTP_SECRET: 'not base 32!' }, /JIRA_TOTP_SECRET: is neither a key in base32/],
  [
    'codes from two sources',
    { JIRA_TOTP_SECRET: 'JBSWY3DPEHPK3PXP', JIRA_TOTP_COMMAND: 'code' },
    /JIRA_TOTP_SECRET and JIRA_TOTP_COMMAND are both set/,
  ],
  ['a password that is empty', { JIRA_PASSWORD: '' }, /JIRA_PASSWORD: is not set/],
];

for (const [what, change, says] of wrong) {
  test(`refused: ${what}`, async () => {
    expect(await refusal({ ...COMPLETE, ...change })).toMatch(says);
  });
}

for (const host of ['localhost', 'jira.localhost', '127.0.0.1', '127.8.9.10', '[::1]']) {
  test(`plain http is allowed where all of a target is this machine: ${host}`, async () => {
    const url = `http://${host}:8080`;
    const align = `http://${host}:8081`;
    const { target } = await load({ ...COMPLETE, JIRA_URL: url, ALIGN_URL: align, ATLASSIAN_ID_URL: url });
    expect(target.jira.url.origin).toBe(url);
  });
}

test('one site for both is refused: one of the two is wrong', async () => {
  const url = 'https://acme.example';
  expect(await refusal({ ...COMPLETE, JIRA_URL: url, ALIGN_URL: `${url}/align` })).toContain('lead to the same site');
});

for (const host of ['128.0.0.1', 'localhost.example', '127.0.0.1.example']) {
  test(`what only looks like this machine is not: ${host}`, async () => {
    const url = `http://${host}:8080`;
    expect(await refusal({ ...COMPLETE, JIRA_URL: url, ALIGN_URL: url, ATLASSIAN_ID_URL: url })).toContain(
      'must begin with https',
    );
  });
}

test('verify without all three of Jira Align’s settings looks at Jira alone', async () => {
  const rest = without('ALIGN_PASSWORD', 'CONNECTOR');
  const { target } = await load(rest, 'verify');
  expect(target.align).toBeNull();
  expect(await refusal(rest, 'swap')).toContain('ALIGN_PASSWORD');
});

test('a misspelt setting is told with the one that was meant', async () => {
  const { warnings } = await load({ ...COMPLETE, TIMEOUT_SIGNIN: '5', JIRA_TOKEN_OF_ANOTHER_TOOL: 'x' });
  expect(warnings).toEqual(['TIMEOUT_SIGNIN is not a setting of this tool: did you mean TIMEOUT_SIGN_IN?']);
});

test('where a setting is missing, the misspelt one is told too', async () => {
  const rest = without('JIRA_PASSWORD', 'JIRA_USERNAME', 'CONNECTOR');
  const message = await refusal({ ...rest, JIRA_PASWORD: 'correct horse', JIRA_USER: 'x', CONECTOR: '1', HOME: '/' });
  for (const [wrong, right] of [
    ['JIRA_PASWORD', 'JIRA_PASSWORD'],
    ['JIRA_USER', 'JIRA_USERNAME'],
    ['CONECTOR', 'CONNECTOR'],
  ])
    expect(message).toContain(`  ${wrong} is not a setting of this tool: did you mean ${right}?`);
  expect(message).toMatch(/^3 settings are/);
  expect(message).not.toContain('HOME');
});
