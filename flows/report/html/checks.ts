import { html } from 'hono/html';

import type { Comparison } from '../../findings.js';
import { seconds } from '../printable.js';
import type { Connectivity, Result } from '../result.js';
import { type Tone, badge } from './badge.js';
import type { Html, Ink } from './ink.js';
import type { ComparedSettings, ReportParts } from './parts.js';
import { timeOfDay } from './times.js';

const TEST = {
  passed: ['good', 'passed'],
  failed: ['bad', 'failed'],
  'no-answer': ['bad', 'no answer'],
  'not-run': ['quiet', 'not run'],
} as const satisfies Record<Connectivity['status'], readonly [Tone, string]>;

/** The connectivity test and the comparison of the settings. */
export function checks({ result, settings }: ReportParts, ink: Ink): Html {
  const { connectivity } = result;
  if (connectivity === null) return html``;
  return html`<section aria-labelledby="checks">
    <h2 id="checks">What else was checked</h2>
    <ul class="rows">
      ${connectivityRow(connectivity, ink)} ${settingsRow(settings, result, ink)}
    </ul>
  </section>`;
}

function connectivityRow({ status, detail, durationMs, refreshes }: Connectivity, ink: Ink): Html {
  const [tone, word] = TEST[status];
  const took =
    durationMs === null
      ? ''
      : `It took ${seconds(durationMs)}${refreshes === 0 ? '' : `, and the page was refreshed ${refreshes === 1 ? 'once' : `${refreshes} times`}`}. `;
  return html`<li>
    <h3>Connectivity test ${badge(tone, word)}</h3>
    <p>${ink.text(detail)}</p>
    <p class="small">${took}It shows that Jira can be reached, not as whom.</p>
  </li>`;
}

/** Labels alone: some of the values are keys, and none is needed to see that they are as they were. */
function settingsRow({ labels, comparisons }: ComparedSettings, { command }: Result, ink: Ink): Html {
  if (command === 'verify') return html``;
  const changed = new Set(comparisons.flatMap((comparison) => comparison.changed));
  const [tone, word] =
    comparisons.length === 0
      ? (['quiet', 'not compared'] as const)
      : changed.size === 0
        ? (['good', 'as they were'] as const)
        : (['bad', `${changed.size} changed`] as const);
  return html`<li>
    <h3>Settings of the connector ${badge(tone, word)}</h3>
    ${
      comparisons.length === 0
        ? html`<p>This run did not come to Save, before which they are compared.</p>`
        : html`<p>Compared with what they were when the connector was opened: ${comparisons.map(compared)}.</p>`
    }
    ${
      labels.length === 0
        ? ''
        : html`<ul class="labels">
            ${[...new Set([...changed, ...labels])].map((label) => html`<li>${ink.name(label)}${changed.has(label) ? html` <strong>(changed)</strong>` : ''}</li>`)}
          </ul>
          <p class="small">${labels.length} settings. Their values are not kept, since some are keys.</p>`
    }
  </li>`;
}

function compared({ moment, at, changed }: Comparison, index: number): Html {
  const said = changed.length === 0 ? 'all as they were' : 'not all as they were';
  return html`${index === 0 ? '' : '; '}${moment}, at ${timeOfDay(at)}, ${said}`;
}

/** What a person may still want to do. */
export function leftovers({ leftovers: left }: Result, ink: Ink): Html {
  if (left.length === 0) return html``;
  return html`<section aria-labelledby="left">
    <h2 id="left">Left for you</h2>
    <ul>
      ${left.map(({ what, where }) => html`<li>${ink.text(what)}${where === null ? '' : html` ${ink.address(where)}`}</li>`)}
    </ul>
  </section>`;
}
