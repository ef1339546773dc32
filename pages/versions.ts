import { below, originOf } from './address.js';
import { fetchInPage } from './fetch-in-page.js';
import type { Tab } from './tab.js';
import { inTime } from './until.js';

/** The versions of the sites, as they say them; `null` where one did not. */
export interface SiteVersions {
  readonly jira: string | null;
  readonly align: string | null;
}

/** A version is a short word; whatever is longer is something else. */
const LONGEST = 60;

/** Jira's version and kind, as it says them to anybody; `null` where it does not. A page of this Jira must be open. */
export async function readJiraVersion(tab: Tab, jira: URL): Promise<string | null> {
  const answer = await fetchInPage(tab, below(jira, '/rest/api/2/serverInfo'));
  const json = answer?.status === 200 ? answer.json : null;
  if (typeof json !== 'object' || json === null) return null;
  const version = 'version' in json ? shortText(json.version) : null;
  const kind = 'deploymentType' in json ? shortText(json.deploymentType) : null;
  return version === null ? kind : `${version}${kind === null ? '' : ` (${kind})`}`;
}

/**
 * Jira Align's version, which stands in an attribute of its page About (docs/facts.md, sign-in); `null` where it does not.
 * A page of this Jira Align must be open; it stays as it is.
 */
export async function readAlignVersion(tab: Tab, align: URL): Promise<string | null> {
  const url = below(align, '/About');
  if (originOf(tab.page.url()) !== url.origin) return null;
  const reading = tab.page.evaluate(
    async ({ address, patience }) => {
      const request = { cache: 'no-store', signal: AbortSignal.timeout(patience) } as const;
      const response = await fetch(address, request).catch(() => null);
      if (response?.ok !== true) return null;
      const about = new DOMParser().parseFromString(await response.text(), 'text/html');
      return about.querySelector('[data-version]')?.getAttribute('data-version') ?? null;
    },
    { address: url.href, patience: tab.patience },
  );
  const version = await inTime(tab, tab.patience, reading);
  return shortText(version);
}

function shortText(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > LONGEST ? null : text;
}
