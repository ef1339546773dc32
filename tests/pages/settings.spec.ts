import { expect, test } from '@playwright/test';

import { changedSettings } from '../../pages/settings.js';

const interval = { key: 'interval', label: 'Sync interval', value: '5 minutes' };
const name = { key: 'txtConnectorName1', label: 'Connector Name', value: 'Acme Jira' };

test('the same settings in another order have not changed', () => {
  expect(changedSettings([interval, name], [name, interval])).toEqual([]);
});

test('a setting with another value has changed, and is named as the screen names it', () => {
  expect(changedSettings([interval, name], [{ ...interval, value: '1 minute' }, name])).toEqual(['Sync interval']);
});

test('a setting that came or went has changed', () => {
  expect(changedSettings([interval], [interval, name])).toEqual(['Connector Name']);
  expect(changedSettings([interval, name], [name])).toEqual(['Sync interval']);
});

test('of several fields with one name each counts', () => {
  const second = { ...interval, value: '10 minutes' };
  expect(changedSettings([interval, second], [interval, { ...interval, value: '15 minutes' }])).toEqual([
    'Sync interval',
  ]);
});

test('a name that is made up anew at each opening is no change, but a value is', () => {
  const again = { ...interval, key: 'mat-input-9' };
  expect(changedSettings([interval, name], [again, name])).toEqual([]);
  expect(changedSettings([interval, name], [{ ...again, value: '1 minute' }, name])).toContain('Sync interval');
});
