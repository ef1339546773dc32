import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What Playwright's HTML report consists of besides its data. It holds no secret, and cleaning would break it where a secret is a word. */
export interface PlaywrightsOwn {
  /** How the report's page begins, before its data. */
  readonly shell: Buffer;
  /** True for a file of the trace viewer that goes with the report. */
  readonly has: (bytes: Buffer) => boolean;
}

/** Reads what the installed Playwright puts in every report. */
export function playwrightsOwn(): PlaywrightsOwn {
  const here = createRequire(import.meta.url);
  const core = createRequire(here.resolve('playwright/package.json')).resolve('playwright-core/package.json');
  const folder = join(dirname(core), 'lib', 'vite');
  const hashes = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => hashOf(readFileSync(join(entry.parentPath, entry.name)))),
  );
  return { shell: shellFrom(join(folder, 'htmlReport')), has: (bytes) => hashes.has(hashOf(bytes)) };
}

/** The page as the report's writer makes it, from three files. */
function shellFrom(folder: string): Buffer {
  const part = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const page = part('index.html')
    .replace(/<script type="module"[^>]*><\/script>/, () => `<script type="module">${part('report.js')}</script>`)
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style type='text/css'>${part('report.css')}</style>`);
  return Buffer.from(page);
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
