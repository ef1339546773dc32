import fc from 'fast-check';
import type { Browser } from 'playwright';

import { expect, test } from '@playwright/test';

import { notFinished } from '../../fixtures/faulty-swap.js';
import { type Moment, STEP_MOMENTS, momentName, reach } from '../../fixtures/moments.js';
import { type People, people } from '../../fixtures/person.js';
import { once } from '../../fixtures/resume.js';
import type { Account } from '../../fixtures/sites/accounts.js';
import type { Sites, Variants } from '../../fixtures/sites/index.js';
import { type SwapPlace, openSwapPlace } from '../../fixtures/swap-place.js';
import { watchTruth } from '../../fixtures/truth.js';
import { wholeRun } from './whole-run.js';

/** Whose the connector may be by now, by full name; `null` stands for nobody's. */
interface Model {
  owners: readonly (string | null)[];
}

/** The sites, who uses them, and what was found that is not as it should be, a sentence each. */
interface Real {
  readonly place: SwapPlace;
  readonly sites: Sites;
  readonly person: People;
  readonly words: string[];
}

type Act = fc.AsyncCommand<Model, Real>;

/** Something that may happen to a connector: when it can, and whose the connector may be afterwards. */
function act(
  name: string,
  happen: (real: Real) => Promise<void>,
  owners: (before: Model['owners'], real: Real) => Model['owners'],
  isPossible: (model: Readonly<Model>) => boolean = () => true,
): Act {
  return {
    toString: () => name,
    check: isPossible,
    run: async (model, real) => {
      await happen(real);
      model.owners = owners(model.owners, real);
      const owner = real.sites.owner();
      if (!model.owners.includes(owner)) real.words.push(`after ${name} it is ${owner ?? 'nobody'}'s`);
    },
  };
}

async function swapping({ place, sites, words }: Real, at: Moment | null, signal: NodeJS.Signals): Promise<void> {
  const whole = await wholeRun();
  const mayBeLost = at === null ? [] : (['reauthorize', 'request', 'allow', 'save'] as const);
  const witness = watchTruth(sites, { mayBeLost });
  const going = place.swap();
  if (at !== null) {
    await Promise.race([reach(place, going, at, whole), going.ended]);
    going.signal(signal);
  }
  const ended = await going.ended;
  words.push(...(ended.exitCode === null ? witness.forbidden() : witness.falseWords(ended)));
  // One that was over before its signal came has ended as any other; one that was told to end may have left the connector down.
  const codes = at === null || signal === 'SIGKILL' ? [0] : [0, 6, 143];
  if (ended.exitCode !== null && !codes.includes(ended.exitCode))
    words.push(`ends with ${ended.exitCode}: ${ended.stderr.slice(-600)}`);
}

const serviceAlone = (_before: Model['owners'], { sites }: Real): Model['owners'] => [sites.accounts.service.fullName];
const nobody = (): Model['owners'] => [null];

/** A run that is cut short leaves it as it was, without an authorisation, or with the service account's: never another's. */
const cutShort = (before: Model['owners'], { sites }: Real): Model['owners'] => [
  ...before,
  null,
  sites.accounts.service.fullName,
];

/** Nobody's, but where a run was cut short a moment ago: its Allow may be on its way still, and be taken in after this. */
const revoked = (before: Model['owners'], { sites }: Real): Model['owners'] =>
  before.length > 1 ? [null, sites.accounts.service.fullName] : [null];

/** Slow sites take longer than a swap was measured to: their later steps are met by name. */
const moment: fc.Arbitrary<Moment> = fc.oneof(
  fc.integer({ min: 250, max: 950 }).map((of): Moment => ({ is: 'thousandth', of })),
  fc.constantFrom(...STEP_MOMENTS.slice(2)),
);

/** What may happen, in any order: runs that end by themselves or are ended, and people who use the sites. */
const ACTS: fc.Arbitrary<Act>[] = [
  fc.constant(act('swap', (real) => swapping(real, null, 'SIGTERM'), serviceAlone)),
  moment.map((at) => act(`killed swap ${momentName(at)}`, (real) => swapping(real, at, 'SIGKILL'), cutShort)),
  moment.map((at) => act(`ended swap ${momentName(at)}`, (real) => swapping(real, at, 'SIGTERM'), cutShort)),
  fc.constant(act('reauthorize is pressed and left', ({ person }) => person.pressAndLeave(), nobody)),
  fc.constant(
    act(
      'somebody else authorises',
      ({ person, sites }) => person.authoriseAs(sites.accounts.other),
      (_before, { sites }) => [sites.accounts.other.fullName],
    ),
  ),
  fc.constant(
    act(
      'the owner revokes',
      ({ person, sites }) => person.revokeAs(ownerOf(sites) ?? sites.accounts.person),
      revoked,
      ({ owners }) => owners.some((owner) => owner !== null),
    ),
  ),
];

/** What windows show by themselves and what only when opened anew, and how long tokens are good: what is unknown, or left to chance. */
const SITES: fc.Arbitrary<Partial<Variants>> = fc.record({
  consent: fc.constantFrom('new-tab', 'popup'),
  label: fc.constantFrom('at-once', 'after-reopening'),
  test: fc.constantFrom('at-once', 'after-refresh'),
  'request-token': fc.constantFrom('arrives', 'first-expires'),
  'handed-out': fc.constantFrom('requestable', 'pending'),
});

/** Connectors are opened anew, and tests refreshed, after a quarter of these, in seconds. */
const PATIENCE = { TIMEOUT_LABEL: '12', TIMEOUT_CONNECTIVITY: '12' };

/** The same in every run of the suite. After the last act of each the same command must finish the job. */
const SEQUENCES = fc.sample(
  fc.tuple(
    SITES,
    fc.commands(ACTS, { maxCommands: 4 }).filter((acts) => [...acts].length > 0),
  ),
  { numRuns: 1_000, seed: 5 },
);

for (const [index, [variants, acts]] of SEQUENCES.entries()) {
  const title = `sequence ${index + 1} (${Object.values(variants).join(', ')}): ${[...acts].map((each) => each.toString()).join(', then ')}`;

  test(title, async ({ browser }) => {
    const words = await once('model', title, () => played(browser, variants, acts));
    expect(words).toEqual([]);
  });
}

/** Plays a sequence; gives what is not as it should be, a sentence each. */
async function played(browser: Browser, variants: Partial<Variants>, acts: Iterable<Act>): Promise<readonly string[]> {
  const place = await openSwapPlace(null, variants, PATIENCE);
  const { sites } = place;
  const real: Real = { place, sites, person: people(browser, sites), words: [] };
  try {
    await fc.asyncModelRun(() => ({ model: { owners: [sites.accounts.person.fullName] }, real }), acts);
    return [...real.words, ...(await notFinished(place))];
  } finally {
    await place.close();
  }
}

function ownerOf(sites: Sites): Account | null {
  const { service, person, superAdmin, other } = sites.accounts;
  return [service, person, superAdmin, other].find(({ fullName }) => fullName === sites.owner()) ?? null;
}
