import type { Browser } from 'playwright';

import type { Tab } from '../pages/tab.js';
import { readAlignVersion, readJiraVersion } from '../pages/versions.js';
import type { Run } from './run/run.js';
import type { AlignSeat, JiraSeat } from './sign-in.js';

/** Milliseconds for a site to say its version, which is for the report alone. */
const PATIENCE = 5_000;

/** What looks like a version. Any other words of a page stay with the run that knows which secrets they could hold. */
const NUMBERED = /^\d+(?:\.\d+){1,5}(?:-[A-Za-z\d]{1,9})?(?: \([A-Za-z]{1,9}\))?$/;

/** Notes the versions of the sites, read in the pages that are open. What keeps them from being read never stops a run. */
export async function readVersions(run: Run, jira: JiraSeat, align: AlignSeat | null): Promise<void> {
  const { findings, target } = run;
  const [jiraVersion, alignVersion] = await Promise.all([
    versionOf(run, target.jira.url, jira.tab, readJiraVersion),
    align === null || target.align === null ? null : versionOf(run, target.align.url, align.tab, readAlignVersion),
  ]);
  findings.versions = { ...findings.versions, jira: jiraVersion, align: alignVersion };
}

/** A site's version: no target asks once another has been told. */
async function versionOf({ shared }: Run, site: URL, tab: Tab, read: typeof readJiraVersion): Promise<string | null> {
  const known = shared?.versions.get(site.href);
  if (known !== undefined) return known;
  try {
    const version = await read({ ...tab, patience: PATIENCE }, site);
    if (version !== null && NUMBERED.test(version)) shared?.versions.set(site.href, version);
    return version;
  } catch {
    // An end of the run shows itself at whatever comes next.
    return null;
  }
}

/** The browser and its version, as it says them itself. */
export function browserVersion(browser: Browser): string {
  return `${browser.browserType().name()} ${browser.version()}`;
}
