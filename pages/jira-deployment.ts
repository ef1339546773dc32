import { below, originOf } from './address.js';
import { fetchInPage } from './fetch-in-page.js';
import { open } from './open.js';
import type { Tab } from './tab.js';

/** Jira in Atlassian's cloud, or one that somebody runs themselves: they name accounts differently. */
export type Deployment = 'cloud' | 'data-center';

/**
 * Which of the two a Jira is, as it says to anybody; `null` where it does not say. A page of this Jira is asked where the
 * tab shows one; else the answer itself is opened, since every other page may lead away to a sign-in.
 */
export async function readDeployment(tab: Tab, jira: URL): Promise<Deployment | null> {
  const url = below(jira, '/rest/api/2/serverInfo');
  if (originOf(tab.page.url()) !== url.origin) await open(tab, url);
  const answer = await fetchInPage(tab, url);
  const json = answer?.status === 200 ? answer.json : null;
  const type: unknown =
    typeof json === 'object' && json !== null && 'deploymentType' in json ? json.deploymentType : null;
  switch (type) {
    case 'Cloud':
      return 'cloud';
    case 'Server':
    case 'DataCenter':
      return 'data-center';
    default:
      return null;
  }
}
