import { html } from 'hono/html';
import { basename } from 'node:path';

import type { Html, Ink } from './ink.js';
import type { Result } from '../result.js';
import { remoteSentence } from '../summary.js';
import type { ReportParts } from './parts.js';
import { versionsOf } from './versions.js';

/** What the report was made with, what lies beside it, and what may be relied on when it is handed on. */
export function about({ result, versions }: ReportParts, ink: Ink): Html {
  return html`<section aria-labelledby="about">
    <h2 id="about">About this run and its files</h2>
    <dl class="facts">
      <dt>Run</dt>
      <dd><code>${result.runId}</code>, <code>connector-swap ${result.command ?? ''}</code></dd>
      ${versionsOf(versions).map(
        ([what, version]) =>
          html`<dt>${what}</dt>
            <dd>${ink.name(version)}</dd>`,
      )}
      <dt>Files</dt>
      <dd>${result.artifacts.length === 0 ? 'none' : files(result.artifacts)}</dd>
    </dl>
    <h3>What may be relied on</h3>
    <ul>
      <li>
        Every text of this run was cleaned of passwords, one-time codes, cookies, tokens and verifiers, by their values and
        by their kinds, and every file was then searched for them once more.
      </li>
      ${result.withheld.length === 0 ? html`<li>Nothing had to be withheld.</li>` : withheldFiles(result.withheld, ink)}
      <li>
        Pictures and videos cannot be searched in this way. Recorders were off while a secret was typed, and the fields of
        passwords, codes and keys are covered.
      </li>
      ${remote(result, ink)}
      <li>Names of people, connectors, applications and sites remain: this is no promise about personal data.</li>
    </ul>
  </section>`;
}

/** No promise of this machine holds on another one. */
function remote(result: Result, ink: Ink): Html {
  const sentence = remoteSentence(result);
  return sentence === null ? html`` : html`<li><strong>${ink.text(sentence)}</strong></li>`;
}

/** Names alone: the folders above them are nobody's business. */
function files(artifacts: readonly string[]): Html {
  return html`<ul class="labels">
    ${artifacts.map((path) => html`<li><code>${basename(path)}</code></li>`)}
  </ul>`;
}

function withheldFiles(withheld: Result['withheld'], ink: Ink): Html {
  return html`<li>
    <strong>Withheld:</strong> ${withheld.length === 1 ? 'one file was' : `${withheld.length} files were`} deleted, since a
    secret may still have been in it:
    <ul>
      ${withheld.map(({ name, why }) => html`<li><code>${ink.name(name)}</code>: ${ink.text(why)}</li>`)}
    </ul>
  </li>`;
}
