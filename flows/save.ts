import { SwapError } from '../pages/errors.js';
import { changedSettings } from '../pages/settings.js';
import { until } from '../pages/until.js';
import { type Change, makePress, noteDownByOthers } from './change.js';
import { reopenConnector } from './connector.js';
import type { Comparison } from './findings.js';

/** Save may be pressed twice: the second sends what the first did, and is compared anew before. */
const MOST_PRESSES = 2;

/**
 * Saves the connector. It is opened anew before, so that what is saved is what the site holds, and compared with what it
 * was at the beginning; and once more afterwards, to see that it was saved.
 * @throws SwapError `settings-changed`, and Save is not pressed; `save-unconfirmed`.
 */
export async function saveConnector(change: Change): Promise<void> {
  const { run, window, align, target, journal } = change;
  let isConfirmed = false;
  for (let presses = 0; presses < MOST_PRESSES && !isConfirmed; presses += 1) {
    if (presses > 0) run.note('Jira Align did not confirm that it was saved: Save is pressed once more.', 'warn');
    await reopenConnector(run, align, target);
    await requireSameSettings(change, 'before Save');
    const isAnswered = await makePress(change, 'Save', (pressing) => window.pressSave(pressing));
    // A session that had ended is told by where the answer leads: nothing was saved then.
    isConfirmed = isAnswered && !(await align.navigation.asksToSignIn());
  }
  await reopenConnector(run, align, target);
  const label = await window.shownLabel();
  if (label !== 'authorised') {
    run.findings.after = { authorisation: label ?? 'unknown', account: null };
    // Somebody else has taken it since: it is down by another press than this run's, and needs a person no less.
    if (label !== null) noteDownByOthers(run);
  }
  if (!isConfirmed || label !== 'authorised') {
    throw new SwapError(
      'save-unconfirmed',
      `Save was pressed, and ${isConfirmed ? 'the connector no longer shows Reauthorize Jira OAuth access' : 'Jira Align did not confirm that it was saved'}.`,
      label === 'authorised' || label === null
        ? 'Open the connector, compare its settings, and press Save by hand.'
        : 'Somebody else pressed there meanwhile, or its access was revoked: ask who is working on this connector.',
    );
  }
  await journal.saved();
  await requireSameSettings(change, 'after Save');
  run.note(`${run.findings.settings.length} settings compared: all as they were.`);
}

async function requireSameSettings({ run, window, align }: Change, moment: Comparison['moment']): Promise<void> {
  const { settings, comparisons } = run.findings;
  const compared: { changed: readonly string[] | null } = { changed: null };
  // A script may fill the window a moment after it shows.
  await until(run.tab(align.tab.page), run.timeouts.action, async () => {
    const shown = await window.settingsNow();
    if (shown !== null) compared.changed = changedSettings(settings, shown);
    return compared.changed?.length === 0 ? true : null;
  });
  const { changed } = compared;
  if (changed === null) throw notCompared(moment);
  comparisons.push({ moment, at: new Date().toISOString(), changed });
  if (changed.length === 0) return;
  throw new SwapError(
    'settings-changed',
    `Since the connector was opened, ${changed.map((label) => `“${label}”`).join(', ')} changed, not by this run. ${moment === 'before Save' ? 'Save was not pressed.' : 'Save had been pressed.'}`,
    'Ask who else is editing this connector. The new authorisation holds already; when the settings are right, press Save by hand.',
  );
}

function notCompared(moment: Comparison['moment']): SwapError {
  return new SwapError(
    'unknown-screen',
    `The connector window could not be read ${moment}, and its settings were not compared.${moment === 'before Save' ? ' Save was not pressed.' : ''}`,
    'Open the connector, compare its settings, and press Save by hand.',
  );
}
