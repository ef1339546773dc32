import type { BrowserContext } from 'playwright';

/** Fields whose content must not be seen: passwords, one-time codes, the Consumer Key by its name of 2022 (docs/facts.md). */
const FIELDS = [
  'input[type="password"]',
  'input[autocomplete="one-time-code"]',
  'input[name="otpCode"]',
  'input[name^="txtOACK"]',
  '[name^="txtOAPuK"]',
  '[aria-label*="consumer key" i]',
  '[aria-label*="public key" i]',
];

/** What tells the others: the label of a field, and the sentence in which Jira shows a verifier (docs/facts.md). */
const WORDS = { label: 'consumer key|public key', sentence: 'verification code is' };

/**
 * Covers in every page what no picture, trace or video may show: pixels can't be searched for a secret afterwards. It is
 * done in the page, since a video knows no mask of its own. Only looks change: what fields hold does not.
 */
export async function coverSecrets(context: BrowserContext): Promise<void> {
  await context.addInitScript(cover, { fields: FIELDS.join(', '), ...WORDS });
}

/** Runs in each page and frame, before their own scripts. */
function cover({ fields, label, sentence }: { fields: string; label: string; sentence: string }): void {
  const mark = 'data-connector-swap-covered';
  const covered = `:is(${fields}), [${mark}]`;
  // A sheet made by script, unlike a style element, is not subject to the site's content policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${covered} { color: transparent !important; caret-color: auto !important; background: #8993a4 !important; text-shadow: none !important; -webkit-text-security: disc !important; } :is(${covered})::selection, :is(${covered}) * { color: transparent !important; }`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const labels = new RegExp(label, 'i');
  const sentences = new RegExp(sentence, 'i');
  const look = (): void => {
    for (const each of document.querySelectorAll('label'))
      if (labels.test(each.textContent)) each.control?.setAttribute(mark, '');
    for (const each of document.querySelectorAll('#content p'))
      if (sentences.test(each.textContent)) each.setAttribute(mark, '');
  };
  // At each change and not at the end alone: what is drawn between the two would be seen.
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}
