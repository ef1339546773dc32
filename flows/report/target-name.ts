import type { Result } from './result.js';

/**
 * What reports call a target, the same in every run: its own name, else the connector as it was asked for, with the sites. Where
 * the configuration was refused the command alone is known.
 */
export function targetName({ target, command }: Result): string {
  if (target === null) return command ?? 'connector-swap';
  const { name, connector, align, jira } = target;
  if (name !== null) return name;
  return connector === null || align === null ? jira : `${connector} (${align}, ${jira})`;
}
