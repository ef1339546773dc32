import type { Browser } from 'playwright';

import { readAlignVersion, readJiraVersion } from '../pages/versions.js';
import type { Run } from './run/run.js';
import type { AlignSeat, JiraSeat } from './sign-in.js';

/** Milliseconds for a site to say its version, which is for the report alone. */
const PATIENCE = 5_000;

/** Notes the versions of the sites, read in the pages that are open. What keeps them from being read never stops a run. */
export async function readVersions({ findings, target }: Run, jira: JiraSeat, align: AlignSeat | null): Promise<void> {
  const [jiraVersion, alignVersion] = await Promise.all([
    unlessRefused(() => readJiraVersion({ ...jira.tab, patience: PATIENCE }, target.jira.url)),
    unlessRefused(async () =>
      align === null || target.align === null
        ? null
        : await readAlignVersion({ ...align.tab, patience: PATIENCE }, target.align.url),
    ),
  ]);
  findings.versions = { ...findings.versions, jira: jiraVersion, align: alignVersion };
}

async function unlessRefused(read: () => Promise<string | null>): Promise<string | null> {
  try {
    return await read();
  } catch {
    // An end of the run shows itself at whatever comes next.
    return null;
  }
}

/** The browser and its version, as it says them itself. */
export function browserVersion(browser: Browser): string {
  return `${browser.browserType().name()} ${browser.version()}`;
}
