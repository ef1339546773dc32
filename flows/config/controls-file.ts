import { parse } from 'yaml';
import { z } from 'zod';

import { catalogue } from '../../pages/controls/catalogue.js';
import { PRESSABLE, type Ladders, type Rung } from '../../pages/controls/control.js';
import { readPrivateFile } from './files.js';

/** A chain of selectors could choose by position, which no ladder may. */
const css = z
  .string()
  .min(1)
  .refine(
    (selector) => !/>>|:nth-match|:right-of|:left-of|:above|:below|:near/.test(selector),
    'is not one CSS selector',
  );

const WANTED = 'is not one CSS selector, nor one of css, button, label and text with its words, nor a list of these';

const rung = z.union([
  css.transform((selector): Rung => ({ by: 'css', selector })),
  z.strictObject({ css }).transform(({ css: selector }): Rung => ({ by: 'css', selector })),
  z
    .strictObject({ button: z.string().min(1) })
    .transform(({ button }): Rung => ({ by: 'role', roles: PRESSABLE, names: [button] })),
  z.strictObject({ label: z.string().min(1) }).transform(({ label }): Rung => ({ by: 'label', texts: [label] })),
  z.strictObject({ text: z.string().min(1) }).transform(({ text }): Rung => ({ by: 'text', texts: [text] })),
]);

const schema = z.record(z.string(), z.union([rung.transform((one) => [one]), z.array(rung).min(1)], { error: WANTED }));

/**
 * Reads the file that says where controls are to be found: a control's name, and a CSS selector or one of `css`, `button`,
 * `label` and `text`, or a list of these, best first. Whoever can write it could lead a press astray, so it is refused where
 * others than its owner can.
 */
export async function readControlsFile(path: string, problems: string[]): Promise<Ladders> {
  const ladders = new Map<string, readonly Rung[]>();
  const problem = (what: string): void => void problems.push(`CONTROLS_FILE: ${what}.`);
  const file = await readPrivateFile(path);
  if (file.is === 'missing') problem('there is no such file');
  if (file.is === 'refused') problem(`the file is refused, since ${file.why}`);
  if (file.is !== 'read') return ladders;
  const read = schema.safeParse(parsed(file.bytes.toString()));
  if (!read.success) {
    for (const { path: where, message } of read.error.issues) problem(`${where.join(' › ') || 'the file'}: ${message}`);
    return ladders;
  }
  for (const [name, ladder] of Object.entries(read.data)) {
    if (catalogue.some((control) => control.name === name)) ladders.set(name, ladder);
    else problem(`there is no control “${name}” that may be set; those are ${names()}`);
  }
  return ladders;
}

function parsed(text: string): unknown {
  try {
    return parse(text) ?? {};
  } catch {
    return null;
  }
}

function names(): string {
  return catalogue.map(({ name }) => name).join(', ');
}
