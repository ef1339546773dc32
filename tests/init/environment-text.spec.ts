import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { parse } from 'dotenv';

import { environmentText } from '../../flows/init/environment-text.js';
import { VARIABLE } from '../../flows/init/secret-topic.js';
import { ALL } from '../../flows/init/topics.js';
import { Secret } from '../../pages/secret.js';

const example = (): Promise<string> => readFile(new URL('../../.env.example', import.meta.url), 'utf8');

test('whatever can be answered has its place in the example, and is read as it was answered', async () => {
  const names = ALL.flatMap((topic) => topic.names).filter((name) => !name.endsWith(VARIABLE));
  const answers = new Map(names.map((name) => [name, new Secret(`${name} it's # so`)]));
  const text = environmentText(await example(), answers);
  expect(parse(text)).toEqual(Object.fromEntries(names.map((name) => [name, `${name} it's # so`])));
});

test('what was not answered is a comment, with what explains it', async () => {
  const text = environmentText(await example(), new Map());
  expect(parse(text)).toEqual({});
  expect(text).toContain('# JIRA_PASSWORD=\n');
  expect(text.split('\n')).toHaveLength((await example()).split('\n').length);
});
