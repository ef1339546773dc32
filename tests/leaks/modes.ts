import type { Row } from './rows.js';

/** A way in which the command is run. */
export interface Mode {
  readonly name: string;
  /** What is added to the command. */
  readonly args: readonly string[];
  /** Which runs are made in it. */
  readonly takes: (row: Row) => boolean;
}

const every = (): boolean => true;
const toTheEnd = ({ step }: Row): boolean => step === null;

/** The ways in which the command is run. Who keeps the most leaks the most: these go through every failure. */
export const MODES: readonly Mode[] = [
  { name: 'full', args: ['--evidence', 'full'], takes: every },
  { name: 'recorded', args: ['--evidence', 'full', '--record'], takes: every },
  { name: 'screens', args: ['--evidence', 'screens'], takes: toTheEnd },
];
