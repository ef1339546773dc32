import { z } from 'zod';

import { fixed } from '../report/clean-shape.js';

const check = z.object({
  name: z.string().register(fixed, { why: 'the name that the tool has for it' }),
  status: z.enum(['ok', 'warning', 'problem']),
  detail: z.string().describe('What was found.'),
  hint: z.string().nullable().describe('What to do, where something is.'),
});

/** What `doctor` found: the one result that it prints with `--json`. */
export const doctorSchema = z.object({
  schemaVersion: z.literal(1),
  command: z.literal('doctor'),
  exitCode: z.int().nonnegative(),
  checks: z.array(check),
});

/** One thing that was looked at. */
export type Check = z.infer<typeof check>;
/** The result of `doctor`. */
export type DoctorReport = z.infer<typeof doctorSchema>;
