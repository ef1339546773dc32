import { createRequire } from 'node:module';
import type * as Dotenv from 'dotenv';

/** What the tool takes from dotenv, required instead of imported as commander is: it is read before a wrong configuration is told. */
// A function that loads any module can't say what it gives.
export const { parse } = createRequire(import.meta.url)('dotenv') as typeof Dotenv;
