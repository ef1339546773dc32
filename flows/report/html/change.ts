import { html } from 'hono/html';

import type { Account, ConnectorState, Result } from '../result.js';
import type { Html, Ink } from './ink.js';

type Connector = NonNullable<Result['connector']>;

const STATES = {
  authorised: 'authorised',
  refreshing: 'waiting for its request token',
  requestable: 'waiting for Request and Allow',
  unauthorised: 'not authorised',
  unknown: 'could not be read',
} as const satisfies Record<ConnectorState['authorisation'], string>;

/** Who it is where no account is known: without an authorisation it is nobody's. */
const NOBODY = {
  authorised: 'Account not known',
  refreshing: 'Nobody yet',
  requestable: 'Nobody yet',
  unauthorised: 'Nobody',
  unknown: 'Not known',
} as const satisfies Record<ConnectorState['authorisation'], string>;

/** From whom to whom: the connector as it was found and as it was left. */
export function change(result: Result, ink: Ink): Html {
  const { connector, identity, changed, target } = result;
  if (connector === null) return html``;
  return html`<section aria-labelledby="change">
    <h2 id="change">${changed ? 'What changed' : 'What was found'}</h2>
    ${changed ? fromTo(connector, ink) : asFound(connector, ink)}
    <dl class="facts">
      ${fact('Connector', html`${nameOf(connector.name ?? target?.connector ?? null, ink)}${connector.id === null ? '' : html`, id ${ink.name(connector.id)}`}`)}
      ${typeof target?.align === 'string' ? fact('Jira Align', ink.address(target.align)) : ''}
      ${target === null ? '' : fact('Jira', ink.address(target.jira))}
      ${fact('Service account', account(identity?.expected ?? null, ink))}
      ${changed ? fact('Allowed by', account(identity?.approvedAs ?? null, ink, 'nobody: Allow was not pressed')) : ''}
      ${fact('Application', nameOf(identity?.application ?? null, ink))}
    </dl>
  </section>`;
}

function fromTo({ before, after }: Connector, ink: Ink): Html {
  return html`<div class="from-to">
    ${side('Before', before, ink)}
    <span class="arrow" aria-hidden="true">→</span>
    ${side('After', after, ink)}
  </div>`;
}

/** What was only looked at has one state, and the account is the one that a proof told. */
function asFound({ after }: Connector, ink: Ink): Html {
  return html`<p>This run pressed nothing that changes a site.</p>
    ${
      after.authorisation === 'unknown'
        ? html`<p>What state the connector is in was not seen.</p>`
        : html`<div class="from-to one">${side('As it is', after, ink)}</div>`
    }`;
}

function side(when: string, { authorisation, account: whose }: ConnectorState, ink: Ink): Html {
  return html`<div class="side">
    <h3>${when}</h3>
    <p class="who">${whose === null ? NOBODY[authorisation] : ink.name(whose.name)}</p>
    ${whose === null ? '' : html`<p class="id">${ink.name(whose.id)}</p>`}
    <p>${STATES[authorisation]}</p>
  </div>`;
}

function fact(what: string, value: Html): Html {
  return html`<dt>${what}</dt>
    <dd>${value}</dd>`;
}

function nameOf(name: string | null, ink: Ink): Html {
  return name === null ? html`not known` : ink.name(name);
}

function account(whose: Account, ink: Ink, none = 'not known'): Html {
  return whose === null ? html`${none}` : html`${ink.name(whose.name)} <span class="id">${ink.name(whose.id)}</span>`;
}
