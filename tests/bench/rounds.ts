/** What some work took over all rounds, in its own unit: the middle one, and the middle half around it. */
export interface Spread {
  readonly median: number;
  readonly from: number;
  readonly to: number;
}

/** Does each work once a round, in turn, so that whatever else the machine does falls on all alike; gives what each took. */
export async function inTurn<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, Spread>>> {
  const names = Object.keys(works) as Name[]; // The keys of a record are its names.
  const took = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) for (const name of names) took.get(name)?.push(await works[name]());
  const spreads = names.map((name) => [name, spreadOf(took.get(name) ?? [])] as const);
  return Object.fromEntries(spreads) as Record<Name, Spread>; // Made of every name.
}

/** The median and the quartiles of some numbers. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? NaN;
  return { median: at(0.5), from: at(0.25), to: at(0.75) };
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
