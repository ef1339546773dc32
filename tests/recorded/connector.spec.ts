import { expect, test } from '../../fixtures/recorded.js';

// One of them at a time has the connector; the second goes on where the first has come to.
test.describe('the connector', { lock: 'connector' }, () => {
  test('is swapped, and then verified', async ({ carryOut }) => {
    const swapped = await carryOut('swap');
    expect(swapped.error, 'what stopped the swap').toBeNull();
    const verified = await carryOut('verify');
    expect(verified.error, 'what stopped the verification').toBeNull();
    expect(['proven', 'consistent']).toContain(verified.verdict);
  });
});
