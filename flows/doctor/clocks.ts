import type { FirstAnswer } from '../../pages/first-answer.js';
import { type Checked, ok, warning } from './check.js';

/** Milliseconds that clocks may differ by: one-time codes change every half minute, and a request with an old timestamp is refused. */
const TOLERABLE = 60_000;

/** Milliseconds by which an answer tells no difference: a `Date` has whole seconds, and the way takes its time. */
const EXACT = 2_000;

/** A site, and how it answered. */
interface Answered {
  readonly site: { readonly name: string; readonly url: URL };
  readonly answer: Pick<FirstAnswer, 'ahead'>;
}

/**
 * Compares this machine's clock with those of the sites. One-time codes go by this machine's; by theirs goes what the two sites
 * sign for each other.
 */
export function examineClocks(answers: readonly Answered[]): Checked {
  const told = answers.flatMap(({ site, answer: { ahead } }) => (ahead === null ? [] : [{ name: site.name, ahead }]));
  const name = 'clock';
  if (told.length === 0)
    return warning(name, 'no site said what time it is', 'Compare the clock of this machine by hand.');
  const off = told.filter(({ ahead }) => Math.abs(ahead) > TOLERABLE);
  const detail = inWords(told);
  if (off.length === 0) return ok(name, detail);
  const hint =
    off.length === told.length
      ? 'Set the clock of this machine, best by NTP: one-time codes depend on it.'
      : `Tell whoever runs ${off.map((each) => each.name).join(' and ')}: Jira refuses what Jira Align signs by a clock that is wrong, and one-time codes depend on it.`;
  return warning(name, detail, hint);
}

function inWords(told: readonly { readonly name: string; readonly ahead: number }[]): string {
  const same = told.filter(({ ahead }) => Math.abs(ahead) <= EXACT).map((each) => each.name);
  const others = told.filter(({ name }) => !same.includes(name));
  return [
    ...others.map(({ name, ahead }) => `${name} is ${long(Math.abs(ahead))} ${ahead > 0 ? 'ahead' : 'behind'}`),
    ...(same.length === 0 ? [] : [`the same time at ${same.join(', ')}`]),
  ].join('; ');
}

function long(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
