import type { ReportParts } from './parts.js';

/** What had which version, in words. */
export function versionsOf({
  tool,
  browser,
  jira,
  align,
}: ReportParts['versions']): readonly (readonly [what: string, version: string])[] {
  const known = (version: string | null): string => version ?? 'not known';
  return [
    ['connector-swap', tool],
    ['browser', known(browser)],
    ['Jira', known(jira)],
    ['Jira Align', known(align)],
  ];
}
