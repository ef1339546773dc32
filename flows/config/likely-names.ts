import { distance } from './misspelt.js';

/** How many names are told to whoever has mistyped one. */
const NAMED = 3;

/** What a name of another screen than the one that was named is farther away. */
const ELSEWHERE = 3;

/** The names of controls that somebody has likeliest meant, with or without the part before the dot. */
export function likelyNames(mistyped: string, names: readonly string[]): readonly string[] {
  const last = (text: string): string => text.split('.').at(-1) ?? text;
  const screen = (text: string): string => text.slice(0, text.lastIndexOf('.') + 1);
  const steps = (known: string): number =>
    Math.min(distance(mistyped, known), distance(last(mistyped), last(known)) + 1) +
    (screen(known) === screen(mistyped) ? 0 : ELSEWHERE);
  return names
    .map((name) => ({ name, steps: steps(name) }))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, NAMED)
    .map(({ name }) => name);
}
