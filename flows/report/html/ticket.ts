import { html } from 'hono/html';

import { meaningOf } from '../exit-codes.js';
import { withSameSettings } from '../in-shell.js';
import { printable } from '../printable.js';
import { summarise } from '../summary.js';
import type { Html } from './ink.js';
import type { ReportParts } from './parts.js';
import { spanOf, utc } from './times.js';
import { headlineOf } from './verdict.js';
import { versionsOf } from './versions.js';

/** Characters in a row. */
const ROW = 90;

/** The plain-text summary to copy into a change ticket. The button appears with the script that it needs. */
export function ticket(parts: ReportParts): Html {
  const text = ticketText(parts);
  return html`<section aria-labelledby="ticket" class="no-print">
    <h2 id="ticket">For the change ticket</h2>
    <p><label for="summary">The same as plain text, to copy into a ticket:</label></p>
    <textarea id="summary" readonly rows="${String(rowsOf(text))}" spellcheck="false">
${text}</textarea
    >
    <p><button type="button" id="copy" hidden>Copy</button> <span id="copied" role="status"></span></p>
  </section>`;
}

/** About as many rows as the text takes where there is room for it. */
function rowsOf(text: string): number {
  return text.split('\n').reduce((rows, line) => rows + Math.ceil((line.length + 1) / ROW), 0);
}

/** The summary as plain text. */
function ticketText(parts: ReportParts): string {
  const { result, downSince, ended, settings } = parts;
  const { target, command, exitCode, runId } = result;
  const span = spanOf(result.steps);
  const [, ...rest] = summarise({ ...result, artifacts: [] }, downSince);
  const changed = [...new Set(settings.comparisons.flatMap((comparison) => comparison.changed))];
  const lines = [
    headlineOf(parts),
    ...(ended ? rest : []),
    '',
    ...(settings.comparisons.length === 0
      ? []
      : [
          `Settings: ${settings.labels.length} compared with those at the opening, ${changed.length === 0 ? 'all as they were' : `changed: ${changed.join(', ')}`}.`,
        ]),
    ...(target === null
      ? []
      : [`Jira: ${target.jira}`, ...(target.align === null ? [] : [`Jira Align: ${target.align}`])]),
    ...(span === null ? [] : [`When: ${utc(span.from)} to ${utc(span.to).slice(11)}`]),
    `Run: ${runId}, connector-swap ${command ?? ''}${ended ? `, exit code ${exitCode} (${meaningOf(exitCode)})` : ', not ended'}`,
    `Versions: ${versionsOf(parts.versions)
      .map(([what, version]) => `${what} ${version}`)
      .join(', ')}`,
  ];
  return printable(withSameSettings(lines.join('\n'), parts.named));
}
