import type { Row } from './rows.js';

/** A way in which the tool is run. */
export interface Mode {
  readonly name: string;
  /** What is added to the command. */
  readonly args: readonly string[];
  /** Which runs are made in it. */
  readonly takes: (row: Row) => boolean;
}

const all = (): boolean => true;

/** Every way that is built. */
export const MODES: readonly Mode[] = [{ name: 'screens', args: ['--evidence', 'screens'], takes: all }];
