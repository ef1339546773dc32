/** When a grant was given, as exactly as Jira's list shows it. Milliseconds since 1970. */
export interface GrantTime {
  readonly earliest: number;
  readonly latest: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

/** Dates whose day and month can't be mistaken for each other; `24/11/26` could be, and is not read. */
const DATES: readonly {
  readonly pattern: RegExp;
  readonly parts: readonly ['year' | 'month' | 'day', 'year' | 'month' | 'day', 'year' | 'month' | 'day'];
}[] = [
  { pattern: /\b(\d{4})-(\d{1,2})-(\d{1,2})/, parts: ['year', 'month', 'day'] },
  {
    pattern: new RegExp(`\\b(\\d{1,2})[ /.-]+${MONTH}[ /,.-]+(\\d{4}|\\d{2})\\b`, 'i'),
    parts: ['day', 'month', 'year'],
  },
  {
    pattern: new RegExp(`\\b${MONTH}[ /.-]+(\\d{1,2})(?:st|nd|rd|th)?[ ,/.-]+(\\d{4}|\\d{2})\\b`, 'i'),
    parts: ['month', 'day', 'year'],
  },
];
const TIME = /(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\b)?/i;
const ZONE = /(?:\d|\s)(z|utc|gmt)?\s*([+-]\d{2}):?(\d{2})\b|(?:\d|\s)(z|utc|gmt)\b/i;

/**
 * Reads a date and time as Jira writes them for people. Where the text names no zone it is `timeZone`, the account's own.
 * `null` where no unmistakable date is found, or that zone is not known.
 */
export function readGrantTime(text: string, timeZone: string | null): GrantTime | null {
  const date = readDate(text);
  if (date === null) return null;
  const [clock, hourText, minutes, secondsText, half] =
    TIME.exec(text.slice(date.end)) ?? TIME.exec(text.slice(0, date.start)) ?? [];
  const hour = toHour(Number(hourText ?? 0), half);
  const wall = Date.UTC(date.year, date.month - 1, date.day, hour, Number(minutes ?? 0), Number(secondsText ?? 0));
  const exactness = clock === undefined ? 86_400_000 : secondsText === undefined ? 60_000 : 1_000;
  const offset = offsetOf(text.slice(date.end), wall, timeZone);
  if (offset === null) return null;
  const earliest = wall - offset;
  return { earliest, latest: earliest + exactness - 1 };
}

function readDate(text: string): { year: number; month: number; day: number; start: number; end: number } | null {
  for (const { pattern, parts } of DATES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const value = (part: (typeof parts)[number]): string => match[parts.indexOf(part) + 1] ?? '';
    const named = MONTHS.indexOf(value('month').slice(0, 3).toLowerCase());
    const month = named >= 0 ? named + 1 : Number(value('month'));
    const year = Number(value('year')) + (value('year').length === 2 ? 2000 : 0);
    const day = Number(value('day'));
    if (month < 1 || month > 12 || day < 1 || day > 31) continue;
    return { year, month, day, start: match.index, end: match.index + match[0].length };
  }
  return null;
}

function toHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

/** How far the written clock is ahead of UTC, in milliseconds; `null` where the account's zone is none that is known here. */
function offsetOf(text: string, wall: number, timeZone: string | null): number | null {
  // A Java that was told so calls a zone “GMT+02:00”, which is none for JavaScript.
  const written = writtenOffset(text) ?? writtenOffset(` ${timeZone ?? ''}`);
  if (written !== null) return written;
  try {
    return offsetIn(timeZone, wall);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function writtenOffset(text: string): number | null {
  const [match, , hours, minutes] = ZONE.exec(text) ?? [];
  if (match === undefined) return null;
  if (hours === undefined) return 0;
  const sign = hours.startsWith('-') ? -1 : 1;
  return sign * (Math.abs(Number(hours)) * 60 + Number(minutes)) * 60_000;
}

/** @throws RangeError where there is no such zone. */
function offsetIn(timeZone: string | null, wall: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone === null ? {} : { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(wall);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - wall;
}
