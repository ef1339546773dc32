import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { forbiddenByPolicy } from '../../flows/run/policies.js';
import { expect, test } from '../../fixtures/test.js';

/** What Chromium 156 writes before it ends, where such a policy is in force. */
const lastWords = [
  ['RemoteDebuggingAllowed', 'DevTools remote debugging is disallowed by the system admin.'],
  [
    'HeadlessMode',
    '[7:7:1125/001410.3:ERROR:chrome/browser/ui/startup/startup_browser_creator.cc:1023] Headless mode is disallowed by the system admin.',
  ],
] as const;

for (const [policy, words] of lastWords) {
  test(`a browser that ends with Chromium's words for ${policy} (a program that says only these): 2, and the policy is named`, async ({
    operator,
  }) => {
    const browser = join(operator.directory, 'managed-browser');
    await writeFile(browser, `#!/bin/sh\necho '${words}' >&2\n`, { mode: 0o755 });
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], { BROWSER_PATH: browser });
    expect(exitCode, stderr).toBe(2);
    expect(result.error?.code).toBe('no-browser');
    expect(result.error?.message).toContain(policy);
    expect(result.error?.hint).toContain(`set ${policy} to`);
  });
}

test('what Playwright says where DeveloperToolsAvailability hides every page is known for it', () => {
  const error = new TypeError("browserContext.newPage: Cannot read properties of undefined (reading '_page')");
  expect(forbiddenByPolicy(error)?.message).toContain('DeveloperToolsAvailability');
  expect(forbiddenByPolicy(new TypeError("Cannot read properties of undefined (reading '_page')"))).toBeNull();
});
