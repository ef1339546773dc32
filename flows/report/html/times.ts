import { html } from 'hono/html';

import type { Html } from './ink.js';

/** A moment by the clock that everybody shares: 2026-11-25 03:56:16 UTC. */
export function moment(iso: string): Html {
  return html`<time datetime="${iso}">${utc(iso)}</time>`;
}

/** The time of day of a moment. */
export function timeOfDay(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(11, 19)} UTC</time>`;
}

/** A moment as plain text. */
export function utc(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** A position in a video: 1:05. */
export function position(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** When the steps began and ended; `null` where there are none. */
export function spanOf(
  steps: readonly { startedAt: string; durationMs: number }[],
): { from: string; to: string } | null {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return null;
  return { from: first.startedAt, to: new Date(Date.parse(last.startedAt) + last.durationMs).toISOString() };
}
