import { html } from 'hono/html';

import type { Proof, Result } from '../result.js';
import { PROOF_NAMES, PROOF_STATUS } from '../summary.js';
import { type Tone, badge } from './badge.js';
import type { Html, Ink } from './ink.js';
import { moment } from './times.js';

const TONES = {
  proven: 'good',
  pending: 'wait',
  contradicted: 'bad',
  'not-checked': 'quiet',
} as const satisfies Record<Proof['status'], Tone>;

/** What each proof rests on. */
const MEANINGS = {
  session: 'In whose session at Jira Allow was pressed.',
  grant: 'What the service account’s own list of authorised applications says.',
  attribution: 'Whom Jira’s history names as the author of what the connector itself writes.',
} as const satisfies Record<Proof['kind'], string>;

/** How it was proven whose connector it is, and what was not, and why. */
export function proofs({ identity, connector }: Result, ink: Ink): Html {
  if (identity === null || connector === null) return html``;
  return html`<section aria-labelledby="proofs">
    <h2 id="proofs">What was proven, and how</h2>
    <ul class="rows">
      ${identity.proofs.map(
        ({ kind, status, detail, at }) =>
          html`<li>
            <h3>${PROOF_NAMES[kind]} ${badge(TONES[status], PROOF_STATUS[status].toLowerCase())}</h3>
            <p>${ink.text(detail)}</p>
            <p class="small">${MEANINGS[kind]}${at === null ? '' : html` ${moment(at)}.`}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}
