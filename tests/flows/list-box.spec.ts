import { expect, test } from '../../fixtures/test.js';

for (const order of ['choose-in-list', 'choose-first'] as const) {
  test.describe(`connectors in a list that a script draws, ${order}`, () => {
    test.use({ variants: { chooser: 'list-box', 'connector-order': order, connectors: 'many' } });

    test('the swap is done, on the connector that was meant', async ({ sites, operator }) => {
      const { exitCode, result, stderr } = await operator.run(['swap']);
      expect(exitCode, stderr).toBe(0);
      expect(result.connector).toMatchObject({ id: '1', name: sites.environment['CONNECTOR'] });
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
    });

    test('another is found behind it', async ({ operator }) => {
      const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], { CONNECTOR: 'Team 7 Jira' });
      expect(exitCode, stderr).toBe(0);
      expect(result.connector?.name).toBe('Team 7 Jira');
    });
  });
}

test.describe('a list that a script draws, without the connector that is meant', () => {
  test.use({ variants: { chooser: 'list-box' } });

  test('5, with the names that it offers', async ({ sites, operator }) => {
    const { exitCode, result } = await operator.run(['swap'], { CONNECTOR: 'No such connector', TIMEOUT_ACTION: '3' });
    expect(exitCode).toBe(5);
    expect(result.error?.message).toContain(sites.environment['CONNECTOR']);
    expect(sites.changes.filter(({ what }) => what === 'reauthorize')).toEqual([]);
  });
});
