import type { Configuration } from '../config/target.js';
import { type Unfinished, findUnfinished } from './journal.js';
import { connectorKey, siteOf } from './lock.js';

/**
 * What earlier runs left undone on the connector of these settings, as far as its name tells: its id, by which its journal is
 * called, is known only once its window is open.
 */
export async function leftBefore({
  lockDir,
  target: { align, connector },
}: Pick<Configuration, 'lockDir' | 'target'>): Promise<readonly Unfinished[]> {
  if (align === null || connector === null) return [];
  const key = connectorKey(align.url, connector);
  const site = siteOf(align.url);
  const isCalled = ({ connector: name, site: where }: Unfinished['presses'][number]): boolean =>
    name?.toLowerCase() === connector.toLowerCase() && (where ?? site) === site;
  return (await findUnfinished(lockDir)).filter((each) => each.key === key || each.presses.some(isCalled));
}
