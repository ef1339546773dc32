import { HOLDS_DAYS, type Plan } from './plan.js';

/** A plan in words, for the ticket in which a change is approved; `command` is what carries it out. */
export function ticketText(plan: Plan, command: string): string {
  const { connector, today, to } = plan;
  const who = (account: Plan['to']): string => (account === null ? 'not known' : `${account.name} (${account.id})`);
  return [
    `CHANGE: re-authorise the Jira Align connector ${connector.name ?? ''}${connector.id === null ? '' : ` (id ${connector.id})`} as ${who(to)}`,
    '',
    `Jira Align:      ${plan.align}`,
    `Jira:            ${plan.jira}`,
    `Today:           ${today.authorisation}, account: ${who(today.account)}`,
    `Afterwards:      authorised, account: ${who(to)}`,
    `Application:     ${plan.application ?? 'any; the consent screen will name it'}`,
    `Connectivity:    ${plan.connectivity}`,
    `Tool:            connector-swap ${plan.toolVersion}; own controls: ${plan.controls === null ? 'none' : `SHA-256 ${plan.controls}`}`,
    `Plan:            ${plan.runId}, made ${plan.madeAt}, holds for ${HOLDS_DAYS} days, until ${plan.expiresAt}`,
    '',
    'Checked, with nothing pressed but the connectivity test:',
    '- both accounts sign in, and whose sessions they are',
    '- the connector is there, is OAuth, leads to this Jira, and can be edited',
    '- nobody else holds it, and the journal can be written',
    "- the service account's grants and the canary, as far as there is one",
    '',
    'Can be seen only once Reauthorize is pressed, which can cost the old authorisation:',
    '- that Jira gives a request token, and shows the consent screen to the service account',
    '- that Jira Align trades the approval for a token',
    '- that Save keeps every setting, and that the connection works afterwards',
    '',
    `Settings, none of which may change (${plan.settings.length}):`,
    ...plan.settings.map(({ label, value }) => `- ${label}: ${value}`),
    '',
    'Back out: only the former owner can bring the old authorisation back.',
    '',
    `To carry it out: ${command}`,
    'It stops with 5, before the first press, where anything is not as it is here, but for what an unfinished run has pressed since.',
    '',
  ].join('\n');
}
