import { createRequire } from 'node:module';
import type * as Playwright from 'playwright';

/**
 * What the tool takes from Playwright, required instead of imported: of a CommonJS package that is imported Node 20 first reads
 * the source once more, 3.6 MB of it, for the names that it exports.
 */
// A function that loads any module can't say what it gives.
export const { chromium, errors } = createRequire(import.meta.url)('playwright') as typeof Playwright;
