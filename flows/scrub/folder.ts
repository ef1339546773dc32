import type { Withheld } from '../report/result.js';
import type { SecretRegistry } from '../report/secret-registry.js';

/** Placeholder until merged. */
export async function scrubFolder(folder: string, registry: SecretRegistry): Promise<readonly Withheld[]> {
  registry.clean(folder);
  return await Promise.resolve([]);
}
