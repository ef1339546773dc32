import { expect, test } from '../../fixtures/test.js';

const LISTS = [
  ['list-box', 'choose-in-list'],
  ['list-box', 'choose-first'],
  ['late-list-box', 'choose-in-list'],
  ['late-list-box', 'choose-first'],
] as const;

for (const [chooser, order] of LISTS) {
  test.describe(`connectors in a ${chooser}, ${order}`, () => {
    test.use({ variants: { chooser, 'connector-order': order, connectors: 'many' } });

    test('the swap is done, on the connector that was meant', async ({ sites, operator }) => {
      const { exitCode, result, stderr } = await operator.run(['swap']);
      expect(exitCode, stderr).toBe(0);
      expect(result.connector).toMatchObject({ id: '1', name: sites.environment['CONNECTOR'] });
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
    });

    for (const [what, connector] of [
      ['name', 'Team 7 Jira'],
      ['id', '17'],
    ] as const)
      test(`another is found behind it, by its ${what}`, async ({ operator }) => {
        const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], { CONNECTOR: connector });
        expect(exitCode, stderr).toBe(0);
        expect(result.connector).toMatchObject({ id: '17', name: 'Team 7 Jira' });
      });
  });
}

test.describe('a list that a script draws, without the connector that is meant', () => {
  test.use({ variants: { chooser: 'list-box' } });

  test('9, since a list may hold more than it shows', async ({ sites, operator }) => {
    const { exitCode, result } = await operator.run(['swap'], { CONNECTOR: 'No such connector', TIMEOUT_ACTION: '3' });
    expect(exitCode).toBe(9);
    expect(result.error?.hint).toContain('CONNECTOR must be a name that the list shows');
    expect(sites.changes.filter(({ what }) => what === 'reauthorize')).toEqual([]);
  });
});
