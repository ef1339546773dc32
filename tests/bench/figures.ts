import type { Reporter, TestCase } from '@playwright/test/reporter';
import type { TestInfo } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stdout } from 'node:process';
import { z } from 'zod';

import type { Spread } from './rounds.js';

const FIGURE = 'figure';
const FILE = fileURLToPath(new URL('../../bench.json', import.meta.url));

const figureSchema = z.strictObject({
  what: z.string(),
  /** What was measured, in words: a median with its spread, or one number. */
  measured: z.string(),
  /** Against what it is compared with; `null` where it is told only. */
  ratio: z.number().nullable(),
  /** What the ratio must not be above; `null` where nothing was promised. */
  limit: z.number().nullable(),
});

/** One line of the table. */
export type Figure = z.infer<typeof figureSchema>;

/** Takes a figure into the table that ends the benchmark. */
export function note({ annotations }: TestInfo, figure: Figure): void {
  annotations.push({ type: FIGURE, description: JSON.stringify(figure) });
}

/** A spread in milliseconds, as people read it. */
export function inWords({ median, from, to }: Spread): string {
  return `${median.toFixed(0)} ms (${from.toFixed(0)} to ${to.toFixed(0)})`;
}

/** Ends a benchmark with a table of its figures, and writes them to `bench.json`. */
export default class FigureReporter implements Reporter {
  readonly #figures: Figure[] = [];

  onTestEnd({ annotations }: TestCase): void {
    for (const { type, description } of annotations)
      if (type === FIGURE) this.#figures.push(figureSchema.parse(JSON.parse(description ?? '')));
  }

  onEnd(): void {
    const rows = this.#figures.map(({ what, measured, ratio, limit }) => [
      what,
      measured,
      ratio === null ? '' : ratio.toFixed(2),
      limit === null ? '' : `≤ ${limit.toFixed(2)}`,
    ]);
    const table = [['', 'median (middle half)', 'ratio', 'promised'], ...rows];
    const width = (column: number): number => Math.max(...table.map((row) => row[column]?.length ?? 0));
    for (const row of table)
      stdout.write(
        `  ${row
          .map((cell, column) => cell.padEnd(width(column)))
          .join('  ')
          .trimEnd()}\n`,
      );
    writeFileSync(FILE, `${JSON.stringify({ at: new Date().toISOString(), figures: this.#figures }, null, 2)}\n`);
  }
}
