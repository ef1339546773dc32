import { createHash } from 'node:crypto';

import { SwapError } from '../../pages/errors.js';

/** A part of the targets: the `index`th, from 1, of `of` parts. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * Reads `i/n`, from 1 to n. As an Indexed Job of Kubernetes `index/n` is `JOB_COMPLETION_INDEX`, which counts from 0.
 * @throws SwapError `usage`.
 */
export function readShard(text: string, completionIndex: string | undefined): Shard {
  const [, index = '', of = ''] = /^(\d+|index)\/(\d+)$/.exec(text) ?? [];
  const own = /^\d+$/.test(completionIndex ?? '') ? Number(completionIndex) + 1 : NaN;
  const shard = { index: index === 'index' ? own : Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new SwapError(
    'usage',
    index === 'index' && Number.isNaN(shard.index)
      ? '--shard index/n needs JOB_COMPLETION_INDEX, which Kubernetes sets in an Indexed Job.'
      : `--shard ${text} is not i/n with i from 1 to n.`,
    'Write --shard 1/4 for the first of four parts, or --shard index/4 in an Indexed Job.',
  );
}

/** Whether a target falls to a shard: by its name alone, so that it stays there when others come or go. */
export function isInShard(name: string, { index, of }: Shard): boolean {
  return createHash('sha256').update(name).digest().readUInt32BE(0) % of === index - 1;
}
