import { createRequire } from 'node:module';
import type * as Commander from 'commander';

/**
 * What the command line takes from commander, required instead of imported: of a CommonJS package that is imported Node 20 first
 * reads the source once more for the names that it exports, with a reader that it has to load for this alone.
 */
// A function that loads any module can't say what it gives.
export const { Command, CommanderError, Option } = createRequire(import.meta.url)('commander') as typeof Commander;

/** A command, with what may be said after its name. */
export type Command = Commander.Command;
