import { below } from '../pages/address.js';
import type { Deployment } from '../pages/jira-deployment.js';
import type { Run } from './run/run.js';
import type { JiraSeat } from './sign-in.js';

/** A permission that the connector needs, and what for. */
interface Needed {
  readonly key: string;
  readonly why: string;
  /** `null` where every kind of Jira asks for it. */
  readonly only: Deployment | null;
}

/**
 * What the connector needs of Jira. The vendor's pages disagree: its article on the API service account asks for Jira
 * administration in the cloud, and for a list of project permissions that is a picture (docs/facts.md, permissions). The
 * others are inferred from what a connector does.
 */
const NEEDED: readonly Needed[] = [
  { key: 'BROWSE_PROJECTS', why: 'see issues', only: null },
  { key: 'CREATE_ISSUES', why: 'create what is planned in Jira Align', only: null },
  { key: 'EDIT_ISSUES', why: 'write changes back', only: null },
  { key: 'TRANSITION_ISSUES', why: 'move issues between states', only: null },
  { key: 'ASSIGN_ISSUES', why: 'set owners', only: null },
  { key: 'LINK_ISSUES', why: 'link work to its parents', only: null },
  { key: 'DELETE_ISSUES', why: 'sync deletions', only: null },
  { key: 'MANAGE_SPRINTS_PERMISSION', why: 'sync sprints', only: null },
  { key: 'ADMINISTER', why: 'read fields and workflows', only: 'cloud' },
];

/** Reports what the service account lacks in the projects that the settings name. It stops nothing: the list is not certain. */
export async function reportPermissions(run: Run, { jira }: JiraSeat): Promise<void> {
  const needed = NEEDED.filter(({ only }) => only === null || only === jira.deployment);
  for (const project of run.target.projects) {
    const found = await jira.permissions(
      project,
      needed.map(({ key }) => key),
    );
    if (found.is === 'unreadable') {
      run.note(`Permissions in ${project}: not-checked (Jira answered ${found.status ?? 'nothing'}).`, 'warn');
      continue;
    }
    const lacking = needed.filter(({ key }) => !found.held.includes(key));
    if (lacking.length === 0) continue;
    const list = lacking.map(({ key, why }) => `${key} (${why})`).join(', ');
    run.note(`The service account seems to lack in project ${project}: ${list}.`, 'warn');
    run.findings.leftovers.push({
      what: `Give the service account what the connector may need in project ${project}: ${list}.`,
      where: below(run.target.jira.url, `/plugins/servlet/project-config/${project}/permissions`).href,
    });
  }
}
