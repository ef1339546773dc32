/**
 * Control characters, marks that turn the reading direction, halves of characters, and others that nobody sees. Line breaks
 * and tabs are no such. What XML forbids is among them.
 */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/g;

/**
 * How a line begins that a CI server takes for a command: `::` first in a line, white space aside (GitHub Actions); `##[` and
 * `##vso[` anywhere in it (GitHub's older form, Azure Pipelines).
 */
const COMMAND = /:(?=:)(?<=^[^\S\n]*:)|#(?=#(?:vso)?\[)/gim;

/**
 * Text from the sites as a terminal or a report may show it: what would colour it, turn it round, hide in it or command a CI
 * server is written out, as `<U+202E>`, so that two names that differ do not look alike either.
 */
export function printable(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, writtenOut).replace(COMMAND, writtenOut);
}

/** Plain data as JSON that a terminal may show: the same data, with such characters escaped. */
export function printableJson(data: unknown): string {
  const escaped = (mark: string): string => `\\u${hex(mark)}`;
  return JSON.stringify(data, null, 2).replace(UNSEEN, escaped).replace(COMMAND, escaped);
}

/** A duration as people read it. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function writtenOut(mark: string): string {
  return `<U+${hex(mark).toUpperCase()}>`;
}

function hex(mark: string): string {
  return mark.charCodeAt(0).toString(16).padStart(4, '0');
}
