import { type Variants, variantChoices } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';

/** What is unknown of the screens: each pair of answers to two of these questions is met in some row below. */
const factors = [
  'navigation',
  'connector-order',
  'window',
  'labels',
  'control-kind',
  'form-names',
  'consent',
  'label',
  'test',
] as const;

/** The answers that let a swap be done. */
const choices = { ...variantChoices, test: ['at-once', 'after-refresh'] } as const;

type Layout = Pick<Variants, (typeof factors)[number]>;

type Row = readonly [
  navigation: Layout['navigation'],
  order: Layout['connector-order'],
  window: Layout['window'],
  labels: Layout['labels'],
  kind: Layout['control-kind'],
  names: Layout['form-names'],
  consent: Layout['consent'],
  label: Layout['label'],
  test: (typeof choices.test)[number],
];

const rows: readonly Row[] = [
  ['top-gear', 'choose-first', 'page', 'newer', 'link', '2022-only', 'popup', 'after-reopening', 'after-refresh'],
  ['bottom-administration', 'choose-in-list', 'page', 'older', 'input', 'labelled', 'new-tab', 'at-once', 'at-once'],
  [
    'bottom-administration',
    'choose-in-list',
    'page',
    'newer',
    'button',
    'labels-only',
    'same-tab',
    'at-once',
    'after-refresh',
  ],
  ['top-gear', 'choose-in-list', 'modal', 'newer', 'input', '2022-only', 'same-tab', 'at-once', 'after-refresh'],
  [
    'bottom-administration',
    'choose-first',
    'modal',
    'newer',
    'button',
    'labelled',
    'popup',
    'after-reopening',
    'after-refresh',
  ],
  ['bottom-administration', 'choose-first', 'modal', 'older', 'link', 'labels-only', 'new-tab', 'at-once', 'at-once'],
  [
    'top-gear',
    'choose-in-list',
    'slide-out',
    'older',
    'link',
    'labelled',
    'same-tab',
    'after-reopening',
    'after-refresh',
  ],
  ['top-gear', 'choose-first', 'slide-out', 'older', 'button', '2022-only', 'new-tab', 'at-once', 'after-refresh'],
  [
    'bottom-administration',
    'choose-in-list',
    'slide-out',
    'newer',
    'input',
    'labels-only',
    'popup',
    'after-reopening',
    'at-once',
  ],
  ['top-gear', 'choose-in-list', 'iframe', 'newer', 'button', 'labelled', 'new-tab', 'after-reopening', 'at-once'],
  ['top-gear', 'choose-in-list', 'iframe', 'older', 'link', 'labels-only', 'popup', 'at-once', 'after-refresh'],
  [
    'bottom-administration',
    'choose-first',
    'iframe',
    'newer',
    'input',
    '2022-only',
    'same-tab',
    'after-reopening',
    'at-once',
  ],
];

function layoutOf(row: Row): Layout {
  // Object.fromEntries does not know that each name has its own value.
  return Object.fromEntries(factors.map((name, column) => [name, row[column]])) as unknown as Layout;
}

test('every pair of layout choices is met in some row', () => {
  const layouts = rows.map(layoutOf);
  const missing = factors.flatMap((one, column) =>
    factors
      .slice(column + 1)
      .flatMap((other) =>
        choices[one].flatMap((first) =>
          choices[other]
            .filter((second) => !layouts.some((layout) => layout[one] === first && layout[other] === second))
            .map((second) => `${one}=${first} with ${other}=${second}`),
        ),
      ),
  );
  expect(missing).toEqual([]);
});

for (const row of rows) {
  test.describe(`a layout of ${row.join(', ')}`, () => {
    test.use({ variants: layoutOf(row) });

    test('the swap is done, and nothing else', async ({ sites, operator }) => {
      // Reopening and refreshing come at a quarter of these times where they are short.
      const { exitCode, result, stderr } = await operator.run(['swap'], {
        TIMEOUT_LABEL: '8',
        TIMEOUT_CONNECTIVITY: '8',
      });
      expect(exitCode, stderr).toBe(0);
      expect(result.outcome).toBe('swapped');
      const own = sites.changes.filter(({ from }) => from === 'browser').map(({ what }) => what);
      const procedure = ['sign-in', 'sign-in', 'test', 'reauthorize', 'request', 'allow', 'callback', 'save', 'test'];
      expect(own, 'each press once, in the order of the procedure, and nothing else').toEqual(procedure);
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
      expect(sites.authorisation()).toBe('authorised');
      expect(result.identity?.proofs.map(({ status }) => status)).toEqual(['proven', 'proven', 'proven']);
    });
  });
}
