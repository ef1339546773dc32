import { html } from 'hono/html';

import type { Html, Ink } from './ink.js';
import type { ReportParts, Video } from './parts.js';
import { position } from './times.js';

/** The videos of the run, which lie beside the report, each with its chapters. */
export function recordings({ videos }: ReportParts, ink: Ink): Html {
  if (videos.length === 0) return html``;
  return html`<section aria-labelledby="recordings">
    <h2 id="recordings">Recordings</h2>
    <p class="small">They lie in the same folder as this report, and are not part of it.</p>
    ${videos.map((video, index) => recording(video, `video-${index + 1}`, ink))}
  </section>`;
}

function recording({ file, title, chapters }: Video, id: string, ink: Ink): Html {
  const source = file.split('/').map(encodeURIComponent).join('/');
  return html`<div class="recording">
    <h3>${ink.text(title)}</h3>
    <video id="${id}" src="${source}" controls preload="metadata"></video>
    <p class="small"><a href="${source}">${ink.name(file)}</a></p>
    <ol class="chapters">
      ${chapters.map(
        ({ name, at }) =>
          // Without the script, the fragment makes the browser open the video there.
          html`<li><a href="${source}#t=${String(at)}" data-video="${id}" data-at="${String(at)}">${position(at)}</a> ${ink.text(name)}</li>`,
      )}
    </ol>
  </div>`;
}
