import { fixed } from '../report/clean-shape.js';
import * as z from '../zod.js';

const check = z.object({
  name: z.string().register(fixed, { why: 'the name that the tool has for it' }),
  status: z.enum(['ok', 'warning', 'problem']),
  detail: z.string().describe('What was found.'),
  hint: z.string().nullable().describe('What to do, where something is.'),
});

const controlSeen = z.object({
  name: z.string().register(fixed, { why: 'the name that the tool has for it' }),
  screen: z.string(),
  status: z
    .enum(['found', 'uncertain', 'ambiguous', 'not-found', 'not-reached'])
    .describe(
      '`uncertain`: it was found, and what is written on it is not its label, so that it would not be pressed. `not-reached`: it was on none of the screens that were looked at, and need not have been.',
    ),
  rung: z.string().nullable().describe('The rung of its ladder that matched exactly one element.'),
  rungs: z
    .array(z.object({ rung: z.string(), matches: z.int().nonnegative() }))
    .describe('Each rung, best first, and how many elements it matched.'),
  signs: z
    .object({
      label: z.boolean().describe('Whether the words that are known of it lead there too.'),
      place: z
        .boolean()
        .nullable()
        .describe('Whether it lies in the connector window; null where that does not count.'),
    })
    .nullable()
    .describe('What makes sure of it, beside the rung.'),
  candidates: z
    .array(z.object({ role: z.string(), name: z.string(), id: z.string() }))
    .describe('What could be it, likeliest first, where it was not found.'),
  override: z.string().nullable().describe('The entry of CONTROLS_FILE, in YAML, that would mend it.'),
});

/** What `doctor` found: the one result that it prints with `--json`. */
export const doctorSchema = z.object({
  schemaVersion: z.literal(1),
  command: z.literal('doctor'),
  exitCode: z.int().nonnegative(),
  checks: z.array(check),
  controls: z.array(controlSeen).nullable().describe('With --ui: every control.'),
  override: z.string().nullable().describe('All overrides together, ready to be pasted into CONTROLS_FILE.'),
  artifacts: z.array(z.string()).describe('With --ui: what it left in its folder.'),
});

/** One control, as a walk through the screens found it. */
export type ControlSeen = z.infer<typeof controlSeen>;

/** One thing that was looked at. */
export type Check = z.infer<typeof check>;
/** The result of `doctor`. */
export type DoctorReport = z.infer<typeof doctorSchema>;
