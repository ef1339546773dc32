import { isZip } from './zip.js';

/** How Playwright's HTML report carries its data, and how a page may carry any archive. */
const ARCHIVE = /(data:application\/(?:zip|x-zip-compressed|octet-stream);base64,)([A-Za-z0-9+/=]+)/g;

/** Treats a page: its text, and the archives that it carries as base64. `shell` is what it begins with that is known to be clean. */
export function treatPage(
  page: Buffer,
  shell: Buffer | null,
  treatText: (bytes: Buffer) => Buffer,
  treatArchive: (bytes: Buffer) => Buffer,
): Buffer {
  const start = shell !== null && page.subarray(0, shell.length).equals(shell) ? shell.length : 0;
  const text = page.subarray(start).toString('latin1');
  const parts: Buffer[] = [page.subarray(0, start)];
  let from = 0;
  for (const { 0: whole, 1: head = '', 2: data = '', index } of text.matchAll(ARCHIVE)) {
    const archive = Buffer.from(data, 'base64');
    if (!isZip(archive)) continue;
    const treated = treatArchive(archive);
    parts.push(treatText(Buffer.from(text.slice(from, index) + head, 'latin1')));
    parts.push(treated === archive ? Buffer.from(data) : Buffer.from(treated.toString('base64')));
    from = index + whole.length;
  }
  return Buffer.concat([...parts, treatText(Buffer.from(text.slice(from), 'latin1'))]);
}
