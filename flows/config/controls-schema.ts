import { catalogue } from '../../pages/controls/catalogue.js';
import { PRESSABLE, type Rung } from '../../pages/controls/control.js';
import * as z from '../zod.js';
import { NO_SECONDS, secondsIn, variables } from './variables.js';

/** A chain of selectors, or a place among others, could choose by position, which no ladder may. What is written on a control is no selector. */
const css = z
  .string()
  .trim()
  .min(1)
  .regex(
    /^(?![^]*(?:>>|:nth-|:first-|:last-|:right-of|:left-of|:above|:below|:near))(?![A-Z][A-Za-z ]*$)[^]+$/,
    'is not one CSS selector',
  );

/** What a rung, and what is added to a ladder, may be called by. */
export const ENTRY_WORDS = ['css', 'button', 'label', 'text', 'before', 'after', 'labels'] as const;

const WANTED =
  'is not one CSS selector, nor one of css, button, label and text with its words, as {button: Save}, nor a list of these, nor before, after and labels';

const words = z.string().trim().min(1);

const namedRung = z.union([
  z.strictObject({ css }).transform(({ css: selector }): Rung => ({ by: 'css', selector })),
  z
    .strictObject({ button: words.describe('What is written on a button, link, menu entry or tab.') })
    .transform(({ button }): Rung => ({ by: 'role', roles: PRESSABLE, names: [button] })),
  z
    .strictObject({ label: words.describe('The label of a field.') })
    .transform(({ label }): Rung => ({ by: 'label', texts: [label] })),
  z
    .strictObject({ text: words.describe('The whole text of an element.') })
    .transform(({ text }): Rung => ({ by: 'text', texts: [text] })),
]);

const rung = z.union([css.transform((selector): Rung => ({ by: 'css', selector })), namedRung]);

const ladder = z.union([rung.transform((one) => [one]), z.array(rung).min(1)], { error: WANTED });

const extension = z
  .strictObject({
    before: ladder.optional().describe('Tried before what is known.'),
    after: ladder.optional().describe('Tried after what is known.'),
    labels: z
      .union([words.transform((one) => [one]), z.array(words).min(1)])
      .optional()
      .describe('What is written on it, or beside it, in another language.'),
  })
  .refine((given) => Object.keys(given).length > 0, {
    error: 'says nothing',
    // Of what is mistyped that is told already.
    when: ({ issues }) => issues.length === 0,
  });

const entry = z.union([ladder, extension], { error: WANTED });

/** What the file says of a control: a ladder that stands in for the known one, or what is added to it. */
export type Entry = z.infer<typeof entry>;

const WAYS = [
  'navigation.settings',
  'navigation.connectors',
  'navigation.jiraSettings',
  'navigation.jiraConnectors',
] as const;

const WANTED_STEP = `is neither the name of a known step (${WAYS.join(', ')}) nor what is to be pressed, as {button: Integrations} or {css: '#integrations'}, which may not choose by its place`;

const TIMEOUT = new RegExp(
  `^(?:${Object.keys(variables.shape)
    .filter((name) => name.startsWith('TIMEOUT_'))
    .join('|')})$`,
);

// Object.fromEntries forgets that every control's name has a dot.
const controls = Object.fromEntries(
  catalogue.map(({ name, purpose, screen }) => [name, entry.optional().describe(`${screen}: ${purpose}`)]),
) as Record<`${string}.${string}`, z.ZodOptional<typeof entry>>;

/** The file that says where controls are to be found. */
export const controlsFileSchema = z
  .strictObject({
    navigation: z
      .array(z.union([z.enum(WAYS), namedRung], { error: WANTED_STEP }))
      .min(1)
      .optional()
      .describe('The way to the connectors, step by step: the name of a known one, or something else to press.'),
    timeouts: z
      .record(
        z.string().regex(TIMEOUT, 'is no time-out'),
        z
          .union([z.int(NO_SECONDS).positive(NO_SECONDS), z.string()], NO_SECONDS)
          .transform((given, context) => String(secondsIn(given, context))),
      )
      .optional()
      .describe('Seconds. A setting of the same name wins.'),
  })
  .extend(controls);

/** The file, once it was read. */
export type ControlsFileContent = z.infer<typeof controlsFileSchema>;
