/** The report's own script. Everything can be read without it: it copies the summary, and makes chapters seek in the page. */
export const SCRIPT = `
'use strict';
const button = document.getElementById('copy');
const summary = document.getElementById('summary');
const copied = document.getElementById('copied');
button.hidden = false;
button.addEventListener('click', () => {
  summary.focus();
  summary.select();
  // An older way than the clipboard's own, which asks for a permission that a file does not get everywhere.
  const done = document.execCommand('copy');
  if (done) button.focus();
  copied.textContent = done ? 'Copied.' : 'Selected: press Ctrl+C, or ⌘C.';
});
for (const chapter of document.querySelectorAll('a[data-at]')) {
  chapter.addEventListener('click', (event) => {
    const video = document.getElementById(chapter.dataset.video);
    event.preventDefault();
    video.currentTime = Number(chapter.dataset.at);
    video.play().catch(() => undefined);
    video.scrollIntoView({ block: 'nearest' });
  });
}
`;
