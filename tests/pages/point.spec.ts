import { expect, test } from '@playwright/test';

import { tabOf } from '../../fixtures/tab.js';
import { pointedAt } from '../../pages/point.js';

test('whoever clicks as soon as they are asked presses nothing, and that is what they pointed at', async ({ page }) => {
  await page.setContent('<button onclick="this.textContent = `Pressed`">Save</button>');
  const save = page.getByRole('button');
  const pointed = await pointedAt(tabOf(page), [page.mainFrame()], 5_000, () => save.click({ noWaitAfter: true }));
  expect(String(pointed)).toBe("getByRole('button', { name: 'Save' })");
  await expect(save).toHaveText('Save');
});

test('a page that is just being left for another lets nobody point: nobody is asked, and nobody waits', async ({
  page,
}) => {
  await page.route('**/slow', () => undefined);
  await page.setContent('<a href="http://127.0.0.1/slow">Go on</a>');
  const left = page.waitForRequest('**/slow');
  await page.getByRole('link').click({ noWaitAfter: true });
  await left;
  let isAsked = false;
  const pointed = await pointedAt(tabOf(page, 1_000), [page.mainFrame()], 20_000, () => {
    isAsked = true;
    return Promise.resolve();
  });
  expect(pointed).toBe('deaf');
  expect(isAsked).toBe(false);
});
