import { expect, test } from '@playwright/test';

import { faultySwap, killedSwap } from '../../fixtures/faulty-swap.js';

// One of each kind of which `npm run faults` and `npm run kills` do hundreds.

test('Allow is done, and its answer is lost on the way: every word of the run is true', async () => {
  const { exitCode, falseWords } = await faultySwap({
    route: 'browser POST acme.jira.localhost/plugins/servlet/oauth/authorize [approve]',
    fault: 'reset-before-answer',
    lasts: 'once',
  });
  expect(falseWords).toEqual([]);
  expect(exitCode).not.toBeNull();
});

test('killed once the request token is there, the next run ends 0 and nothing is left', async () => {
  const moment = {
    is: 'end',
    step: 'Reauthorize the Jira OAuth access and wait for the request token',
  } as const;
  expect(await killedSwap(moment, 0)).toEqual([]);
});
