import { createRequire } from 'node:module';
import type * as Playwright from 'playwright';

/**
 * What the tool takes from Playwright, required instead of imported: of a CommonJS package that is imported Node 20 first reads
 * all seven megabytes for the names that they export, which was 30 to 40 % of the time that it takes to load.
 */
// A function that loads any module can't say what it gives.
export const { chromium, errors } = createRequire(import.meta.url)('playwright') as typeof Playwright;
