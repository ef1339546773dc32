import { Document, isMap, isScalar } from 'yaml';

import type { TargetsFile } from '../config/targets-file.js';

const HEAD = ` yaml-language-server: $schema=./node_modules/jira-connector-swap/docs/targets.schema.json
 Targets of connector-swap, written by \`connector-swap init\`: docs/fleet.md. Whoever can write this file says where passwords
 go: it must stay yours alone. No secret stands in it.`;

const SECTIONS: Readonly<Record<keyof TargetsFile, string>> = {
  accounts: ` Who signs in. A password is where an environment variable, a file or a command has it:
   password: { env: NAME } or { file: /run/secrets/name } or { command: [program, argument] }
 None where a session is kept (connector-swap login). Codes of an authenticator, where they are asked for:
   totpSecret: as a password, or totpCommand: [program, argument], which prints a code
 The service account's id in Jira (in a Data Center its key), the surest proof of who is signed in:
   accountId: '…'`,
  jira: ` Jira sites, each with its service account. Where sign-in is elsewhere:
   atlassianIdUrl: https://id.atlassian.com, for a site in the cloud that is not on atlassian.net
   signInOrigins: [https://sso.example.com], where else the password may be typed`,
  align: ` Jira Aligns, each with a Super Admin who may edit the connectors.
   signIn: manual (its own form), atlassian, or saml for any identity provider
   signInOrigins: [https://sso.example.com], where else the password may be typed`,
  targets: ` The connectors: the exact name or the id. Besides:
   application: Jira Align, the name that the consent screen must show
   canary: { issue: OPS-7, field: Story Points }, which the connector alone edits: it proves whose it is
   projects: [OPS, WEB], in which the service account's permissions are looked at`,
};

/** A file of targets with a comment to each part of it. */
export function targetsText(file: TargetsFile): string {
  const document = new Document(file);
  document.commentBefore = HEAD;
  const { contents } = document;
  if (!isMap(contents)) throw new TypeError('A file of targets is a map.');
  for (const { key } of contents.items) {
    if (!isScalar(key)) continue;
    const [, comment] = Object.entries(SECTIONS).find(([section]) => section === key.value) ?? [];
    if (comment === undefined) continue;
    key.commentBefore = comment;
    key.spaceBefore = true;
  }
  return document.toString({ lineWidth: 0 });
}
