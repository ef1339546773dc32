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

/*!
 * The built file holds code of zod, under this licence:
 *
 * MIT License
 *
 * Copyright (c) 2025 Colin McDonnell
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 */
