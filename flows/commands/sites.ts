import process, { stderr, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { SIGNALS } from '../run/signals.js';
import { requireOwnFile, writeEnvironment } from './environment-file.js';
import { reportFailure } from './failure.js';

/** `connector-swap sites`: serves the stand-in sites until a signal comes; stopping them is their normal end. */
export async function sitesCommand(options: { env?: string; variant: readonly string[] }): Promise<number> {
  const { startSites, variantChoices } = await import('../../fixtures/sites/index.js');
  try {
    if (options.env !== undefined) await requireOwnFile(options.env);
    const sites = await startSites(variants(options.variant, variantChoices));
    sites.onChange((change) => stdout.write(`${JSON.stringify(change)}\n`));
    if (options.env !== undefined) writeEnvironment(options.env, sites.environment);
    const { service, person, superAdmin } = sites.accounts;
    const accounts = [
      ['service account', service],
      ['owner of the connector today', person],
      ['Super Admin of Jira Align', superAdmin],
    ] as const;
    stderr.write(
      `Atlassian ID ${sites.origins.atlassianId}\nJira         ${sites.origins.jira}\nJira Align   ${sites.origins.align}\n\n`,
    );
    for (const [role, account] of accounts)
      stderr.write(`${account.fullName}, ${role}: ${sites.signInName(account)}, password ${account.password}\n`);
    stderr.write(
      options.env === undefined
        ? '\nCtrl-C stops them.\n'
        : `\nSettings for the tool: ${options.env}. Ctrl-C stops the sites.\n`,
    );
    await signalled();
    await sites.stop();
    return 0;
  } catch (error) {
    return reportFailure(error, false, 'sites');
  }
}

function variants(
  given: readonly string[],
  choices: Readonly<Record<string, readonly string[]>>,
): Record<string, string> {
  const chosen = given.map((each) => {
    const [, name = each, value = ''] = /^([^=]+)=(.*)$/.exec(each) ?? [];
    const values = choices[name];
    if (values?.includes(value)) return [name, value];
    if (values !== undefined)
      throw new SwapError(
        'usage',
        `The sites' switch “${name}” has no value “${value}”.`,
        `Its values: ${name}=${values.join('|')}`,
      );
    const known = Object.entries(choices).map(([known, values]) => `${known}=${values.join('|')}`);
    throw new SwapError(
      'usage',
      name === 'help' ? 'Nothing was started.' : `The sites have no switch “${name}”.`,
      `Their switches:\n  ${known.join('\n  ')}`,
    );
  });
  return Object.fromEntries(chosen) as Record<string, string>; // Object.fromEntries does not know that both are strings.
}

async function signalled(): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (): void => {
      for (const signal of SIGNALS) process.off(signal, end);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, end);
  });
}
