// The same clicks as a swap, with the waits that they need, and nothing checked or proven: what a person who knows Playwright
// would write for these sites. It reads the same settings, opens the same browser, and knows each control by one name.
import { env } from 'node:process';
import { chromium } from 'playwright';

const browser = await chromium.launch(env.BROWSER_PATH ? { executablePath: env.BROWSER_PATH } : {});
const context = await browser.newContext();
const jira = await context.newPage();
await jira.goto(`${env.JIRA_URL}/`);
await jira.getByLabel('Email').fill(env.JIRA_USERNAME);
await jira.getByRole('button', { name: 'Continue', exact: true }).click();
await jira.getByLabel('Password').fill(env.JIRA_PASSWORD);
await jira.getByRole('button', { name: 'Log in', exact: true }).click();
await jira.waitForURL(`${env.JIRA_URL}/**`);

const align = await context.newPage();
await align.goto(`${env.ALIGN_URL}/`);
await align.getByLabel('Email').fill(env.ALIGN_USERNAME);
await align.getByLabel('Password').fill(env.ALIGN_PASSWORD);
await align.getByRole('button', { name: 'Sign Me In' }).click();
await align.getByRole('button', { name: 'Settings', exact: true }).click();
await align.getByRole('button', { name: 'Jira Settings', exact: true }).click();
await align.getByRole('button', { name: 'Jira Connectors', exact: true }).click();
await align.getByLabel('Connector', { exact: true }).selectOption({ label: env.CONNECTOR });

await align.getByRole('button', { name: /^Reauthorize Jira OAuth access$/i }).click();
const consent = align.waitForEvent('popup');
await align.getByRole('button', { name: /^Request Jira for access$/i }).click();
await (await consent).getByRole('button', { name: 'Allow', exact: true }).click();
await align.getByRole('button', { name: /^Reauthorize Jira OAuth access$/i }).waitFor();
await align.getByRole('button', { name: 'Save', exact: true }).click();
await align.waitForURL(/saved/);
await align.getByRole('button', { name: /^Test connecting to/ }).click();
await align.getByText('Connection successful').waitFor();
await browser.close();
