import { below, originOf } from './address.js';
import { atlassianId as controls } from './controls/atlassian-id.js';
import { describeScreen } from './describe-screen.js';
import { seen } from './controls/look.js';
import { SwapError } from './errors.js';
import { open } from './open.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/**
 * Ends this browser's session at Atlassian ID, confirming where it asks (docs/facts.md, Atlassian ID).
 * @throws SwapError `unknown-screen` where it neither asks nor goes on, or as `open` does.
 */
export async function logOutOfAtlassianId(tab: Tab, atlassianId: URL): Promise<void> {
  await open(tab, below(atlassianId, '/logout'));
  const isGone = (): boolean => {
    const shown = tab.page.url();
    return originOf(shown) !== atlassianId.origin || !new URL(shown).pathname.startsWith('/logout');
  };
  const confirm = await until(tab, tab.patience, async () => (isGone() ? 'gone' : await seen(tab, controls.logOut)));
  if (confirm === 'gone') return;
  await confirm?.locator.click({ timeout: tab.patience, signal: tab.signal });
  const done = await until(tab, tab.patience, () => Promise.resolve(isGone() ? true : null));
  if (done !== null) return;
  throw new SwapError(
    'unknown-screen',
    `Atlassian ID did not end the session; it shows ${await describeScreen(tab.page)}.`,
    'Look at the screenshot of this step.',
  );
}
