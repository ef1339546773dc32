import { html } from 'hono/html';

import { seconds } from '../printable.js';
import type { Step } from '../result.js';
import { type Tone, badge } from './badge.js';
import type { Html, Ink } from './ink.js';
import type { ReportParts } from './parts.js';
import { picture } from './picture.js';
import { timeOfDay } from './times.js';

const STATUS = { passed: 'good', failed: 'bad', skipped: 'quiet' } as const satisfies Record<Step['status'], Tone>;

/** Each step: when, how long, how it ended, which controls it used and how they were found, and what was to be seen. */
export function steps({ result, pictures }: ReportParts, ink: Ink): Html {
  if (result.steps.length === 0) return html``;
  return html`<section aria-labelledby="steps">
    <h2 id="steps">Steps</h2>
    <p class="small no-print">A picture opens and closes when it is pressed.</p>
    <ol class="steps">
      ${result.steps.map((step, index) => oneStep(step, pictures.get(index + 1) ?? null, ink))}
    </ol>
  </section>`;
}

function oneStep({ name, status, startedAt, durationMs, controls }: Step, image: Buffer | null, ink: Ink): Html {
  const used = Object.entries(controls);
  return html`<li class="step">
    <div>
      <h3>${ink.text(name)}</h3>
      <p class="small">
        ${badge(STATUS[status], status)} ${timeOfDay(startedAt)}, ${seconds(durationMs)}
      </p>
      ${used.length === 0 ? '' : rungs(used, ink)}
    </div>
    ${image === null ? '' : picture(image, `The screen at the end of the step “${name}”`, status === 'failed')}
  </li>`;
}

/** The rung of its ladder by which each control was found: where it is a late one, the site has drifted. */
function rungs(used: readonly (readonly [control: string, rung: string])[], ink: Ink): Html {
  return html`<details class="rungs">
    <summary>${used.length === 1 ? 'One control' : `${used.length} controls`}, and how found</summary>
    <dl>
      ${used.map(
        ([control, rung]) =>
          html`<div>
            <dt>${control}</dt>
            <dd>${ink.text(rung)}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
