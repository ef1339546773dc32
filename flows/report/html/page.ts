import { html, raw } from 'hono/html';
import { createHash } from 'node:crypto';

import type { Result } from '../result.js';
import { about } from './about.js';
import { change } from './change.js';
import { checks, leftovers } from './checks.js';
import { type Html, inkFor } from './ink.js';
import type { ReportParts } from './parts.js';
import { proofs } from './proofs.js';
import { recordings } from './recordings.js';
import { SCRIPT } from './script.js';
import { steps } from './steps.js';
import { STYLE } from './style.js';
import { ticket } from './ticket.js';
import { verdict } from './verdict.js';

/**
 * The report of a run as one HTML document, which opens from disk without network. Everything in it that came from the
 * sites is written out and escaped, and its own content policy lets nothing run or load but what is in it, and videos
 * that lie beside it.
 */
export function renderReport(parts: ReportParts): string {
  const page = document(parts);
  // hono makes a promise only of a template that holds one, and none of these does.
  if (page instanceof Promise) throw new TypeError('The report waits for something.');
  return page.toString();
}

function document(parts: ReportParts): Html {
  const { result, videos, versions } = parts;
  const ink = inkFor(result);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(videos.length > 0)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${titleOf(parts)}</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <header>
          <p><strong>${kindOf(result)}</strong></p>
          <p class="small">Run <code>${result.runId}</code></p>
        </header>
        <main>
          ${verdict(parts, ink)} ${change(result, ink)} ${proofs(result, ink)} ${checks(parts, ink)}
          ${leftovers(result, ink)} ${ticket(parts)} ${steps(parts, ink)} ${recordings(parts, ink)} ${about(parts, ink)}
        </main>
        <footer>
          <p class="small">Written by connector-swap ${versions.tool}. All times are UTC.</p>
        </footer>
        ${raw(`<script>${SCRIPT}</script>`)}
      </body>
    </html>`;
}

function titleOf({ result: { command, runId, exitCode }, ended }: ReportParts): string {
  return `connector-swap ${command ?? ''}, ${ended ? `exit code ${exitCode}` : 'not ended'}, run ${runId}`;
}

function kindOf({ command, outcome }: Result): string {
  if (command === 'verify') return 'Jira Align connector: verification';
  if (command === 'login') return 'Kept session: sign-in by hand';
  if (command === 'doctor') return 'Jira Align connector: its screens and controls';
  return `Jira Align connector: ${outcome === 'planned' ? 'dry run of a ' : ''}change of account`;
}

/** Nothing is loaded from anywhere. A file is allowed only as a video, where there is one. */
function policy(hasVideos: boolean): string {
  return [
    `default-src 'none'`,
    'img-src data:',
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(SCRIPT)}`,
    ...(hasVideos ? [`media-src 'self'`] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
