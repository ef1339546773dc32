import { expect, test } from '@playwright/test';

import { applicationIn, names } from '../../pages/consent-names.js';

test('the application is read off each of the known wordings', () => {
  expect(
    applicationIn('Jira\nThe application Jira Align would like to have read and write access to your data on HOST.'),
  ).toBe('Jira Align');
  expect(applicationIn('Your work\nJira Align is requesting access to your data')).toBe('Jira Align');
  expect(applicationIn('Hello.\n“Jira Align” is requesting access to your data')).toBe('Jira Align');
});

test('a wording that is not known names no application', () => {
  expect(applicationIn('Request for Access\nJira Align\nAllow or deny?')).toBeNull();
});

test('a name counts only where it stands whole', () => {
  expect(names('You are logged in as Ann Lee.', 'Ann Lee')).toBe(true);
  expect(names('You are logged in as Joann Lee.', 'Ann Lee')).toBe(false);
  expect(names('You are logged in as Ann Leeds', 'Ann Lee')).toBe(false);
  expect(names('logged in as Ann\n  Lee', 'Ann Lee')).toBe(true);
  expect(names('logged in as Zoë (Ops) *', 'Zoë (Ops)')).toBe(true);
});
