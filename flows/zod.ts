/**
 * What the tool takes from zod, by name. The build puts this, and what it needs of zod, into one file: imported as it comes, zod 4.6.7
 * is 95 files, of which two in three are other languages' messages, and takes three times as long to load as Node 20 to start.
 */
export {
  NEVER,
  ZodArray,
  ZodEnum,
  ZodISODateTime,
  ZodLiteral,
  ZodNullable,
  ZodObject,
  ZodOptional,
  ZodRecord,
  ZodTuple,
  ZodUnion,
  array,
  boolean,
  discriminatedUnion,
  enum,
  int,
  iso,
  literal,
  number,
  object,
  record,
  registry,
  safeParse,
  strictObject,
  string,
  toJSONSchema,
  tuple,
  union,
} from 'zod';
export type { RefinementCtx, ZodDefault, ZodPipe, ZodString, ZodTransform, ZodType, core, infer } from 'zod';
