import { expect, test } from '@playwright/test';
import { parse } from 'dotenv';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';

import { cutValues, unassigned } from '../../flows/config/cut-values.js';

for (const [text, cut] of [
  ['JIRA_PASSWORD=Tr0ub4dor#3', ['JIRA_PASSWORD']],
  ['export JIRA_PASSWORD = Tr0ub4dor#3', ['JIRA_PASSWORD']],
  ['JIRA_PASSWORD: Tr0ub4dor#3', ['JIRA_PASSWORD']],
  ['JIRA_PASSWORD=#3Tr0ub4dor', ['JIRA_PASSWORD']],
  [`JIRA_PASSWORD=it's#3`, ['JIRA_PASSWORD']],
  [`JIRA_PASSWORD='a#b'c`, ['JIRA_PASSWORD']],
  ['A=a#1\r\nB=b\r\nC=c#3\r\n', ['A', 'C']],
  ['JIRA_PASSWORD=Tr0ub4dor # of the service account', []],
  ['JIRA_PASSWORD= # of the service account', []],
  [`JIRA_PASSWORD='Tr0ub4dor#3' # quoted`, []],
  ['JIRA_PASSWORD="Tr0ub4dor#3"', []],
  ['JIRA_PASSWORD=`Tr0ub4dor#3`', []],
  ['# JIRA_PASSWORD=Tr0ub4dor#3', []],
  ['JIRA_PASSWORD=Tr0ub4dor\n# of the service account', []],
  ['JIRA_PASSWORD=\n\n# of the service account\nALIGN_PASSWORD=a#b', ['ALIGN_PASSWORD']],
  [`TEXT='one\nJIRA_PASSWORD=a#b\n'`, []],
] as const) {
  test(`values that dotenv would cut: ${JSON.stringify(text)}`, () => {
    expect(cutValues(text)).toEqual(cut);
  });
}

for (const [text, names] of [
  ['CANARY_ISSUE ACME-1', ['CANARY_ISSUE']],
  ['A=1\n  CANARY_ISSUE\r\nB=2', ['CANARY_ISSUE']],
  ['A=1 # one\n\n# CANARY_ISSUE ACME-1\nB: 2\nC=\n', []],
  [`A='one\nCANARY_ISSUE ACME-1\n'`, []],
  ['CANARY_ISSUE\t= ACME-1', []],
  ['CANARY_ISSUE:ACME-1\nCONNECTOR Acme = Jira\nCONNECTOR x', ['CANARY_ISSUE', 'CONNECTOR']],
  ['export CANARY_ISSUE ACME-1', ['CANARY_ISSUE']],
  ['CANARY_ISSUE=ACME-1\nexport CANARY_ISSUE # for others', ['export']],
  ['TEXT=\nnext', ['next']],
] as const) {
  test(`lines that set nothing: ${JSON.stringify(text)}`, () => {
    expect(unassigned(text)).toEqual(names);
  });
}

test('the example, filled in, is read whole', async () => {
  const example = await readFile(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8');
  const filled = example.replaceAll(/^#? ?([A-Z_]+)=.*$/gm, '$1=filled-in');
  expect(Object.keys(parse(filled)).length).toBeGreaterThan(7);
  expect(cutValues(filled)).toEqual([]);
  expect(cutValues(example)).toEqual([]);
  expect([...unassigned(filled), ...unassigned(example)]).toEqual([]);
});

test('a value without quotes and blanks is read whole, or told', () => {
  const mark = fc.constantFrom(...Array.from('#=:$\\ab1'));
  fc.assert(
    fc.property(fc.string({ unit: mark, minLength: 1 }), (value) => {
      const text = `BEFORE=1\nVALUE=${value}\nAFTER=2\n`;
      expect(cutValues(text)).toEqual(parse(text)['VALUE'] === value ? [] : ['VALUE']);
    }),
    { numRuns: 500 },
  );
});
