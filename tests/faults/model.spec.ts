import fc from 'fast-check';
import type { Browser } from 'playwright';

import { expect, test } from '@playwright/test';

import { notFinished } from '../../fixtures/faulty-swap.js';
import { type Moment, momentName, reach } from '../../fixtures/moments.js';
import { people } from '../../fixtures/person.js';
import { once } from '../../fixtures/resume.js';
import type { Account } from '../../fixtures/sites/accounts.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { watchTruth } from '../../fixtures/truth.js';
import { wholeRun } from './whole-run.js';

/** What may happen to a connector, in any order: runs that end by themselves or are ended, and people who use the sites. */
type Act =
  | { readonly is: 'swap' }
  | { readonly is: 'killed swap'; readonly moment: Moment }
  | { readonly is: 'ended swap'; readonly moment: Moment }
  | { readonly is: 'reauthorize is pressed and left' }
  | { readonly is: 'somebody else authorises' }
  | { readonly is: 'the owner revokes' };

const moment = fc.integer({ min: 250, max: 950 }).map((of): Moment => ({ is: 'thousandth', of }));
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ is: fc.constant('swap' as const) }),
  fc.record({ is: fc.constant('killed swap' as const), moment }),
  fc.record({ is: fc.constant('ended swap' as const), moment }),
  fc.record({ is: fc.constant('reauthorize is pressed and left' as const) }),
  fc.record({ is: fc.constant('somebody else authorises' as const) }),
  fc.record({ is: fc.constant('the owner revokes' as const) }),
);

/** The same in every run of the suite. After the last act of each the same command must finish the job. */
const SEQUENCES = fc.sample(fc.array(act, { minLength: 1, maxLength: 4 }), { numRuns: 1_000, seed: 5 });

for (const [index, acts] of SEQUENCES.entries()) {
  const title = `sequence ${index + 1}: ${acts.map(actName).join(', then ')}`;

  test(title, async ({ browser }) => {
    const words = await once('model', title, () => played(browser, acts));
    expect(words).toEqual([]);
  });
}

function actName(each: Act): string {
  return 'moment' in each ? `${each.is} ${momentName(each.moment)}` : each.is;
}

/** Plays a sequence; gives what is not as it should be, a sentence each. */
async function played(browser: Browser, acts: readonly Act[]): Promise<readonly string[]> {
  const place = await openSwapPlace();
  const { sites } = place;
  const person = people(browser, sites);
  const words: string[] = [];
  const swapping = async (at: Moment | null, signal: NodeJS.Signals): Promise<void> => {
    const whole = await wholeRun();
    const witness = watchTruth(sites, { mayBeLost: at !== null });
    const going = place.swap();
    if (at !== null) {
      await Promise.race([reach(going, at, whole), going.ended]);
      going.signal(signal);
    }
    const ended = await going.ended;
    if (ended.exitCode !== null) words.push(...witness.falseWords(ended));
    if (at === null && ended.exitCode !== 0) words.push(`ends with ${ended.exitCode}: ${ended.stderr.slice(-600)}`);
  };
  try {
    for (const each of acts) {
      switch (each.is) {
        case 'swap':
          await swapping(null, 'SIGTERM');
          break;
        case 'killed swap':
          await swapping(each.moment, 'SIGKILL');
          break;
        case 'ended swap':
          await swapping(each.moment, 'SIGTERM');
          break;
        case 'reauthorize is pressed and left':
          await person.pressAndLeave();
          break;
        case 'somebody else authorises':
          await person.authoriseAs(sites.accounts.other);
          break;
        case 'the owner revokes':
          await person.revokeAs(ownerOf(sites) ?? sites.accounts.person);
      }
    }
    return [...words, ...(await notFinished(place))];
  } finally {
    await place.close();
  }
}

function ownerOf(sites: Sites): Account | null {
  const { service, person, superAdmin, other } = sites.accounts;
  return [service, person, superAdmin, other].find(({ fullName }) => fullName === sites.owner()) ?? null;
}
