/** Control characters, marks that turn the reading direction, and others that nobody sees. Line breaks and tabs are no such. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/**
 * Text from the sites as a terminal or a report may show it: what would colour it, turn it round or hide in it is written
 * out, as `<U+202E>`, so that two names that differ do not look alike either.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN, (mark) => `<U+${hex(mark).toUpperCase()}>`);
}

/** Plain data as JSON that a terminal may show: the same data, with such characters escaped. */
export function printableJson(data: unknown): string {
  return JSON.stringify(data, null, 2).replace(UNSEEN, (mark) => `\\u${hex(mark)}`);
}

/** A duration as people read it. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function hex(mark: string): string {
  return mark.charCodeAt(0).toString(16).padStart(4, '0');
}
