import * as z from '../zod.js';

/** Strings that a schema leaves open and that are the tool's own words all the same: ids that it made, codes of its errors. */
export const fixed = z.registry<{ readonly why: string }>();

/** A copy of data in which `clean` has seen every string that the schema leaves open, and every one that it does not know. */
export function cleanShape(data: unknown, schema: z.core.$ZodType | null, clean: (text: string) => string): unknown {
  const inner = (each: unknown, its: z.core.$ZodType | null): unknown => cleanShape(each, its, clean);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return inner(data, schema.unwrap());
  if (schema instanceof z.ZodUnion) {
    return inner(data, schema.options.find((option) => z.safeParse(option, data).success) ?? null);
  }
  if (typeof data === 'string') return schema !== null && isFixed(data, schema) ? data : clean(data);
  if (Array.isArray(data)) return data.map((each, index) => inner(each, elementOf(schema, index)));
  if (typeof data === 'object' && data !== null) {
    return Object.fromEntries(Object.entries(data).map(([key, each]) => [key, inner(each, propertyOf(schema, key))]));
  }
  return data;
}

/** What does not fit the schema is no word of its. */
function isFixed(text: string, schema: z.core.$ZodType): boolean {
  const isOurs =
    schema instanceof z.ZodEnum ||
    schema instanceof z.ZodLiteral ||
    schema instanceof z.ZodISODateTime ||
    fixed.has(schema);
  return isOurs && z.safeParse(schema, text).success;
}

function elementOf(schema: z.core.$ZodType | null, index: number): z.core.$ZodType | null {
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodTuple ? (schema.def.items[index] ?? schema.def.rest) : null;
}

function propertyOf(schema: z.core.$ZodType | null, key: string): z.core.$ZodType | null {
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (!(schema instanceof z.ZodObject)) return null;
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  return Object.hasOwn(shape, key) ? (shape[key] ?? null) : null;
}
