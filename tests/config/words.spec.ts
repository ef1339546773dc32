import { expect, test } from '@playwright/test';

import { liesOnReadOnlyMount } from '../../flows/config/files.js';
import { splitWords } from '../../flows/config/words.js';

const lines: readonly [line: string, words: readonly string[] | null][] = [
  ['vault read -field=password secret/jira', ['vault', 'read', '-field=password', 'secret/jira']],
  [`  op  read 'op://Team vault/Jira/password' `, ['op', 'read', 'op://Team vault/Jira/password']],
  [`a "b c"d'e f'`, ['a', 'b cde f']],
  [`a ""`, ['a', '']],
  ['echo $HOME `id` *', ['echo', '$HOME', '`id`', '*']],
  ['["a b", "c"]', ['a b', 'c']],
  ['["a", 1]', null],
  ['[', null],
  [`a 'b`, null],
  ['', null],
];

for (const [line, words] of lines) {
  test(`the words of a command: ${line}`, () => {
    expect(splitWords(line)).toEqual(words);
  });
}

test('a file’s mount is the deepest one that holds it', () => {
  const mounts =
    '/dev/sda / ext4 rw 0 0\ntmpfs /run/secrets tmpfs ro,nosuid 0 0\ntmpfs /run/secrets/open tmpfs rw 0 0\n';
  expect(liesOnReadOnlyMount('/run/secrets/jira', mounts)).toBe(true);
  expect(liesOnReadOnlyMount('/run/secrets/open/jira', mounts)).toBe(false);
  expect(liesOnReadOnlyMount('/run/secretsalike', mounts)).toBe(false);
  expect(liesOnReadOnlyMount('/etc/jira', '')).toBe(false);
});
