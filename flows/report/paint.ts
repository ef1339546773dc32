import { bold, dim, green, red, yellow } from 'yoctocolors';

/** Colours for a terminal. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

const plain = (text: string): string => text;

/** Colours where a terminal shows them; elsewhere they would be litter. */
export function paintFor(live: boolean): Paint {
  return live
    ? { bold, dim, green, red, yellow }
    : { bold: plain, dim: plain, green: plain, red: plain, yellow: plain };
}
