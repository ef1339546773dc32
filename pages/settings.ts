import type { Locator } from 'playwright';

/** One setting of the connector window that a person can see. */
export interface Setting {
  /** What the form calls it; the same setting has the same key at every opening. */
  readonly key: string;
  /** What stands beside it on the screen. */
  readonly label: string;
  readonly value: string;
}

/**
 * Every visible setting in the window: fields, choices and switches, and which of Activate and Deactivate is offered.
 * Buttons, the authorisation label and the Service Light are no settings; a password's value can't be seen.
 */
export async function readSettings(window: Locator): Promise<readonly Setting[]> {
  return await window.evaluate((container) => {
    const unseen = ['hidden', 'password', 'submit', 'button', 'reset', 'image', 'file'];
    const labelOf = (element: HTMLElement): string => {
      const labels = 'labels' in element ? (element.labels as ArrayLike<HTMLElement> | null) : null;
      const text = labels?.[0]?.innerText ?? element.getAttribute('aria-label') ?? '';
      return text
        .trim()
        .replace(/\s+/g, ' ')
        .replace(/\s*[*:]$/, '');
    };
    const valueOf = (element: Element): string | null => {
      if (element instanceof HTMLSelectElement)
        return [...element.selectedOptions].map((option) => option.text.trim()).join(', ');
      if (element instanceof HTMLTextAreaElement) return element.value;
      if (element instanceof HTMLInputElement) {
        if (unseen.includes(element.type)) return null;
        return element.type === 'checkbox' || element.type === 'radio' ? String(element.checked) : element.value;
      }
      return element.getAttribute('aria-checked');
    };
    const selector = 'input, select, textarea, [role="switch"], [role="checkbox"], [role="radio"]';
    const settings = [...container.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      const value = element.checkVisibility() ? valueOf(element) : null;
      if (value === null) return [];
      const label = labelOf(element);
      const own = element.getAttribute('name') ?? (element.id || label);
      const key = element instanceof HTMLInputElement && element.type === 'radio' ? `${own}=${element.value}` : own;
      return [{ key, label: label === '' ? key : label, value }];
    });
    const active = [...container.querySelectorAll<HTMLElement>('button, a, input, [role="button"]')]
      .filter((element) => element.checkVisibility())
      .map((element) => (element instanceof HTMLInputElement ? element.value : element.innerText).trim().toLowerCase())
      .filter((text) => text === 'activate' || text === 'deactivate');
    // What is offered is what it is not.
    if (active.length > 0)
      settings.push({ key: '(active)', label: 'Active', value: active.includes('deactivate') ? 'yes' : 'no' });
    return settings;
  });
}

/**
 * The labels of the settings whose value is another than at the opening, or that came or went. A framework may make up other
 * names at each opening, and a label may say more than the setting's name: what is the same by either has not changed.
 */
export function changedSettings(opening: readonly Setting[], now: readonly Setting[]): readonly string[] {
  const byLabel = changedBy('label', opening, now);
  return byLabel.length === 0 ? [] : changedBy('key', opening, now);
}

function changedBy(which: 'key' | 'label', opening: readonly Setting[], now: readonly Setting[]): readonly string[] {
  const count = (settings: readonly Setting[]): Map<string, string> => {
    const values = new Map<string, string>();
    for (const { value, ...names } of settings)
      values.set(names[which], JSON.stringify([values.get(names[which]) ?? null, value]));
    return values;
  };
  const before = count(opening);
  const after = count(now);
  const labels = new Map([...opening, ...now].map((setting) => [setting[which], setting.label]));
  return [...labels].filter(([name]) => before.get(name) !== after.get(name)).map(([, label]) => label);
}
