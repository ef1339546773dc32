/** The report's style: quiet in light, dark and print, and down to the width of a phone. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f7f7f5; --sheet: #ffffff; --ink: #1d2329; --soft: #59626d; --line: #dcdedc; --link: #1a4fa3;
  --good: #14663a; --good-wash: #e9f4ec; --wait: #7a4b00; --wait-wash: #fbf1dc; --bad: #a3211b; --bad-wash: #fbeae8; --quiet: #59626d; --quiet-wash: #f0f1f0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --sheet: #1b1f24; --ink: #e6e8ea; --soft: #a7b0ba; --line: #353b43; --link: #8fbaf7;
    --good: #86d6a5; --good-wash: #1a3024; --wait: #f0c274; --wait-wash: #362a14; --bad: #ffa59c; --bad-wash: #3d1f1d; --quiet: #a7b0ba; --quiet-wash: #262b31;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); }
body { max-width: 58rem; margin: 0 auto; padding: 0 1.25rem 3rem; color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
header, footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem; padding: 1.5rem 0 1rem; }
header p, footer p { margin: 0; }
main { background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
section { padding: 1.5rem 2rem; border-top: 1px solid var(--line); }
section:first-child { border-top: 0; }
h1 { margin: .75rem 0 1rem; font-size: 1.5rem; line-height: 1.35; font-weight: 600; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; line-height: 1.35; }
h3 { margin: 0 0 .25rem; font-size: 1rem; line-height: 1.4; font-weight: 600; }
p, ul, ol, dl { margin: 0 0 .75rem; } section > :last-child, li > :last-child { margin-bottom: 0; }
p, section > ul, .by-hand { max-width: 46rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, button:focus-visible, textarea:focus-visible, video:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, textarea { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace; font-size: .875em; }
bdi { unicode-bidi: isolate; }
.small, .id, .when { color: var(--soft); font-size: .875rem; }
.said { white-space: pre-line; }
.badge { display: inline-block; padding: .05rem .5rem; border-radius: 1rem; font-size: .8125rem; line-height: 1.5; font-weight: 600; color: var(--quiet); background: var(--quiet-wash); vertical-align: .1em; }
.badge.good { color: var(--good); background: var(--good-wash); } .badge.wait { color: var(--wait); background: var(--wait-wash); } .badge.bad { color: var(--bad); background: var(--bad-wash); }
.verdict { border-left: 6px solid var(--quiet); border-radius: 5px 5px 0 0; padding-left: calc(2rem - 6px); }
.verdict.good { border-left-color: var(--good); } .verdict.wait { border-left-color: var(--wait); } .verdict.bad { border-left-color: var(--bad); }
.verdict .code { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem; margin: 0; }
.verdict h2 { margin-top: 1.25rem; font-size: 1rem; }
.by-hand { padding-left: 1.75rem; } .by-hand li { margin-bottom: .375rem; }
.from-to { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: 1rem; margin-bottom: 1.25rem; }
.from-to.one { grid-template-columns: 1fr; } .side { height: 100%; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; } .side p { margin: 0; } .side h3 { color: var(--soft); font-size: .875rem; font-weight: 400; }
.who { font-size: 1.125rem; font-weight: 600; } .arrow { color: var(--soft); font-size: 1.5rem; }
.facts { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .375rem 1.5rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; }
.rows { max-width: none; padding: 0; list-style: none; } .rows > li { padding: .875rem 0; border-top: 1px solid var(--line); } .rows > li:first-child { padding-top: 0; border-top: 0; } .rows > li:last-child { padding-bottom: 0; } .rows p { margin-bottom: .25rem; }
.labels { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; font-size: .875rem; }
textarea { display: block; width: 100%; margin-bottom: .75rem; padding: .75rem; border: 1px solid var(--soft); border-radius: 4px; color: inherit; background: var(--paper); line-height: 1.5; resize: vertical; }
button { padding: .375rem 1rem; border: 1px solid var(--link); border-radius: 4px; color: var(--link); background: var(--sheet); font: inherit; font-weight: 600; cursor: pointer; }
.steps { padding: 0; list-style: none; counter-reset: step; }
.step { display: grid; grid-template-columns: 1fr 15rem; gap: .5rem 1.5rem; padding: 1rem 0 1rem 2.25rem; border-top: 1px solid var(--line); counter-increment: step; position: relative; }
.step::before { content: counter(step); position: absolute; left: 0; top: 1rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.step > :only-child { grid-column: 1 / -1; } .step p { margin-bottom: .25rem; }
.picture > summary { display: block; cursor: zoom-in; list-style: none; } .picture > summary::-webkit-details-marker { display: none; }
.picture img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; background: #fff; }
.picture[open] { grid-column: 1 / -1; } .picture[open] > summary { cursor: zoom-out; }
.rungs { font-size: .875rem; } .rungs summary { cursor: pointer; color: var(--soft); } .rungs dl { margin: .375rem 0 0; } .rungs div { padding-left: 1rem; text-indent: -1rem; margin-bottom: .125rem; } .rungs dt, .rungs dd { display: inline; margin: 0; } .rungs dt::after { content: ': '; } .rungs dd { color: var(--soft); }
.recording { margin-bottom: 1.5rem; } video { display: block; width: 100%; max-height: 32rem; margin-bottom: .5rem; border: 1px solid var(--line); border-radius: 4px; background: #000; }
.chapters { padding: 0; list-style: none; } .chapters a { display: inline-block; min-width: 3rem; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) {
  body { padding: 0 .75rem 2rem; } section { padding: 1.25rem 1rem; } .verdict { padding-left: calc(1rem - 6px + .25rem); } h1 { font-size: 1.25rem; }
  .from-to, .facts { grid-template-columns: 1fr; } .arrow { justify-self: center; rotate: 90deg; line-height: 1; } .facts { gap: 0; } .facts dd { margin-bottom: .5rem; }
  .step { grid-template-columns: 1fr; padding-left: 1.75rem; } .picture { max-width: 15rem; } .picture[open] { max-width: none; margin-left: -1.75rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --good: #0d4d2a; --good-wash: #fff; --wait: #5c3900; --wait-wash: #fff; --bad: #8a1510; --bad-wash: #fff; --quiet: #444; --quiet-wash: #fff; }
  @page { margin: 16mm; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; } main { border: 0; } section { padding: 1rem 0; } .verdict { padding-left: 1rem; }
  .no-print, button { display: none; } .badge { border: 1px solid currentColor; }
  h2, h3 { break-after: avoid; } .rows > li, .from-to, .picture, .by-hand li, .step { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .step { grid-template-columns: 1fr 7.5cm; } .picture[open] img { width: auto; max-width: 100%; max-height: 10cm; }
  a[href^='http']:not(.address)::after { content: ' (' attr(href) ')'; }
  video { display: none; }
}
`;
