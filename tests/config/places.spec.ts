import { expect, test } from '@playwright/test';

import { inOwnWords } from '../../flows/report/own-words.js';
import { NO_PLACES, byPlace, placesOf } from '../../flows/config/places.js';

const FILE = {
  accounts: { service: { username: 'service@acme.example' }, admin: { username: 'admin@acme.example' } },
  jira: { dc: { url: 'https://jira.acme.example', account: 'service' } },
  align: { acme: { url: 'https://acme.jiraalign.com', account: 'admin' } },
  targets: { sales: { jira: 'dc', align: 'acme', connector: 'Sales' } },
};
const SALES = placesOf('sales', FILE.targets.sales, FILE);

for (const [told, says] of [
  [
    'Check ALIGN_USERNAME and ALIGN_PASSWORD. The password was sent once.',
    'Check accounts.admin.username and accounts.admin.password. The password was sent once.',
  ],
  [
    'Set CONNECTOR to the exact name or the id of the connector.',
    'Set targets.sales.connector to the exact name or the id of the connector.',
  ],
  [
    'Set JIRA_TOTP_SECRET or JIRA_TOTP_COMMAND, where the second factor is a six-digit code.',
    'Set accounts.service.totpSecret or accounts.service.totpCommand, where the second factor is a six-digit code.',
  ],
  ['Set ALIGN_SIGN_IN=manual.', 'Set align.acme.signIn: manual.'],
  ['add its origin to JIRA_SIGN_IN_ORIGINS', 'add its origin to jira.dc.signInOrigins'],
  ['which is not JIRA_ACCOUNT_ID.', 'which is not accounts.service.accountId.'],
  ['Set ATLASSIAN_ID_URL, or correct JIRA_URL.', 'Set jira.dc.atlassianIdUrl, or correct jira.dc.url.'],
  ['needs CANARY_ISSUE (CANARY_FIELD)', 'needs targets.sales.canary.issue (targets.sales.canary.field)'],
  ['needs SESSION_KEY and TIMEOUT_RUN', 'needs SESSION_KEY and TIMEOUT_RUN'],
  ['Jira Align has no connector “THE CONNECTOR”.', 'Jira Align has no connector “THE CONNECTOR”.'],
  ['look into /srv/CONNECTOR/report.html', 'look into /srv/CONNECTOR/report.html'],
] as const) {
  test(`a sentence of a run by the file of targets: ${told}`, () => {
    expect(byPlace(told, SALES)).toBe(says);
    expect(byPlace(told, NO_PLACES), 'without such a file it is as it was').toBe(told);
  });
}

test('a sign-in by hand that a run advises leads to the same settings and the same target', () => {
  const hint =
    'Check ALIGN_USERNAME, or sign in once with `connector-swap login --account admin`, which needs SESSION_KEY.';
  expect(inOwnWords(hint, { places: SALES, envFile: 'prod.env', target: { name: 'sales' } })).toBe(
    'Check accounts.admin.username, or sign in once with `connector-swap login --account admin --env-file prod.env --target sales`, which needs SESSION_KEY.',
  );
  expect(inOwnWords(hint, { places: NO_PLACES, envFile: null, target: { name: null } })).toBe(hint);
});
