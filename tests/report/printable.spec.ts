import { printable, printableJson } from '../../flows/report/printable.js';
import { expect, test } from '../../fixtures/test.js';

const shown: readonly [what: string, text: string, shows: string][] = [
  ['a colour', 'a\u001b[31mb', 'a<U+001B>[31mb'],
  ['a turned reading direction', 'a\u202eb', 'a<U+202E>b'],
  ['half a character', 'a\ud83db\ude00', 'a<U+D83D>b<U+DE00>'],
  ['a whole one', 'a😀b', 'a😀b'],
  ['what XML forbids', 'a\ufffeb\uffff', 'a<U+FFFE>b<U+FFFF>'],
  ['a command of GitHub Actions', '::error::no', '<U+003A>:error::no'],
  ['one behind white space', 'a\n \t::error::no', 'a\n  <U+003A>:error::no'],
  ['one after a line break of Windows', 'a\r\n::stop-commands::x', 'a\n<U+003A>:stop-commands::x'],
  ['colons in the middle of a line', 'Acme::Jira', 'Acme::Jira'],
  ['a command in the older form, anywhere', 'a ##[add-mask]b', 'a <U+0023>#[add-mask]b'],
  ['one behind another #', '###[error]', '#<U+0023>#[error]'],
  ['a command of Azure Pipelines', 'a ##vso[task.complete]b', 'a <U+0023>#vso[task.complete]b'],
  ['headings of Markdown', '## [a](b)', '## [a](b)'],
];

for (const [what, text, shows] of shown) {
  test(`a terminal is shown ${what} as it is, or written out`, () => {
    expect(printable(text)).toBe(shows);
  });
}

test('JSON holds the same data, and no command', () => {
  const data = { name: 'a ##[error]b \\##vso[task.complete] \u202e ::x', '::error::': '::notice::\n::error::' };
  const text = printableJson(data);
  expect(text).not.toMatch(COMMAND);
  expect(text).not.toContain('\u202e');
  expect(JSON.parse(text)).toEqual(data);
});

/** What a runner of GitHub Actions or Azure Pipelines obeys. */
const COMMAND = /^\s*::|##(?:vso)?\[/m;

test('in a run of GitHub Actions no name is read as a command, in the terminal or in JSON', async ({ operator }) => {
  const name = 'Acme\n::add-mask::Jira\n\u00a0 ::error::no\n##[error]x ##vso[task.complete]y';
  const settings = { GITHUB_ACTIONS: 'true', CONNECTOR: name };
  const { exitCode, result, stdout, stderr } = await operator.run(['verify'], settings);
  expect(exitCode, stderr).toBe(5);
  expect(result.error?.message).toContain(name);
  expect(stderr).toContain('<U+003A>:add-mask::Jira\n');
  expect(stderr).not.toMatch(COMMAND);
  expect(stdout).not.toMatch(COMMAND);
});
