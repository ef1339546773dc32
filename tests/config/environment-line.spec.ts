import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { parse } from 'dotenv';
import fc from 'fast-check';

import { environmentLine, quoted } from '../../flows/config/environment-line.js';

for (const [value, right] of [
  ['', `''`],
  ['plain', `'plain'`],
  ['a b#c=d', `'a b#c=d'`],
  ['$HOME `ls` "x" \\n', `'$HOME \`ls\` "x" \\n'`],
  [`it's`, `"it's"`],
  [`it's "so"`, null],
  [`it's $5`, null],
  ['ends with \\', null],
  ['two\nlines', null],
] as const) {
  test(`a value in quotes that dotenv and sh read alike: ${JSON.stringify(value)}`, () => {
    expect(quoted(value)).toBe(right);
  });
}

test('whatever can be quoted, dotenv and sh read as it is, one line after the other', ({}, testInfo) => {
  const folder = testInfo.outputPath('lines');
  mkdirSync(folder, { recursive: true });
  const mark = fc.constantFrom(...Array.from(`'"\`$\\# a`));
  const values = fc.array(fc.oneof(fc.string(), fc.string({ unit: mark })), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, (all) => {
      const written = all.filter((value) => quoted(value) !== null && !value.includes('\0'));
      const comment = `# it's the company's "own"\n`;
      const text = written
        .map((value, index) => `${index % 3 === 0 ? comment : ''}${environmentLine(`V${index}`, value)}\n`)
        .join('');
      const path = `${folder}/lines.env`;
      writeFileSync(path, text);
      const names = written.map((_, index) => `V${index}`);
      expect(parse(text)).toEqual(Object.fromEntries(written.map((value, index) => [`V${index}`, value])));
      const print = names.map((name) => `printf '%s\\0' "$${name}"`).join('\n');
      const printed = execFileSync('sh', ['-c', `. '${path}'\n${print}`], { encoding: 'utf8' });
      expect(printed.split('\0').slice(0, -1)).toEqual(written);
    }),
    { numRuns: 200 },
  );
});
