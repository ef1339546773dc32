import { html } from 'hono/html';

import { meaningOf } from '../exit-codes.js';
import { ONLY_THE_FORMER_OWNER, beforeByHand, forSupport, stepsByHand } from '../finish-by-hand.js';
import type { Result } from '../result.js';
import { withSameSettings } from '../in-shell.js';
import { summarise } from '../summary.js';
import { type Tone, badge } from './badge.js';
import type { Html, Ink } from './ink.js';
import type { ReportParts } from './parts.js';
import { moment, spanOf, timeOfDay } from './times.js';

/** What a reader must know first: one sentence to believe, and what is to be done where something is. */
export function verdict(parts: ReportParts, ink: Ink): Html {
  const { result, ended } = parts;
  const tone = toneOf(parts);
  const word = ended ? `Exit code ${result.exitCode}: ${meaningOf(result.exitCode)}` : 'Not ended';
  return html`<section class="verdict ${tone}" aria-labelledby="verdict">
    <p class="code">${badge(tone, word)} ${ended ? when(result) : ''}</p>
    <h1 id="verdict">${ink.text(headlineOf(parts))}</h1>
    ${isLeftDown(parts) ? byHand(parts, ink) : whatToDo(result, ink)}
  </section>`;
}

/** The sentence at the top, as plain text. */
export function headlineOf(parts: ReportParts): string {
  const { result, downSince, ended } = parts;
  if (ended) return summarise(result, downSince)[0] ?? '';
  const down = isLeftDown(parts) ? (summarise({ ...result, exitCode: 6 }, downSince)[0] ?? '') : '';
  return `This run has not ended, or was killed: what follows is how far it had come. ${down}`.trim();
}

/** The connector is down; in a run that has not ended, as far as it had been seen. */
function isLeftDown({ result, ended, downSince }: ReportParts): boolean {
  if (ended) return result.exitCode === 6;
  return downSince !== null && result.connector?.after.authorisation !== 'authorised';
}

function toneOf(parts: ReportParts): Tone {
  if (isLeftDown(parts)) return 'bad';
  if (!parts.ended) return 'wait';
  const { exitCode } = parts.result;
  if (exitCode === 0) return 'good';
  return [1, 4, 8].includes(exitCode) ? 'bad' : 'wait';
}

function when({ steps }: Result): Html {
  const span = spanOf(steps);
  return span === null ? html`` : html`<span class="when">${moment(span.from)} to ${timeOfDay(span.to)}</span>`;
}

function whatToDo({ error }: Result, ink: Ink): Html {
  if (error === null) return html``;
  return html`<p><strong>What to do.</strong> ${ink.text(error.hint)}</p>
    <p class="small">Reason: <code>${error.code}</code></p>`;
}

/** The most important part of the product's most important page. */
function byHand({ result, downSince, named }: ReportParts, ink: Ink): Html {
  const { error } = result;
  return html`${
    error === null
      ? ''
      : html`<p><strong>Why.</strong> ${ink.text(error.message)}</p>
            <p><strong>What to do.</strong> ${ink.text(error.hint)}</p>`
  }
    <p>${beforeByHand(result)}</p>
    <ol class="by-hand">
      ${stepsByHand(result).map(
        ({ text, where }) =>
          html`<li>${ink.text(withSameSettings(text, named))}${where === null ? '' : html`: ${ink.address(where)}`}</li>`,
      )}
    </ol>
    <p>${ONLY_THE_FORMER_OWNER}</p>
    <h2>For vendor support</h2>
    <p>${ink.text(forSupport(result, downSince).join('\n'))}</p>`;
}
