import type { Frame, Locator } from 'playwright';

import { type Rung, wholeText } from './control.js';

/** Everything in a place that a rung matches and that can be seen. */
export function locate(place: Frame | Locator, rung: Rung): Locator {
  switch (rung.by) {
    case 'css':
      return place.locator(`css=${rung.selector}`).visible();
    case 'numbered-name':
      return place.locator(numberedName(rung.prefix)).visible();
    case 'role': {
      const name = wholeText(rung.names);
      const [first, ...rest] = rung.roles.map((role) => place.getByRole(role, { name }));
      if (first === undefined) throw new TypeError('A rung by role names no role.');
      return rest.reduce((all, each) => all.or(each), first).visible();
    }
    case 'label':
      return place.getByLabel(wholeText(rung.texts)).visible();
    case 'beside':
      return place.locator(besideText(rung.texts)).visible();
    case 'text':
      return place.getByText(wholeText(rung.texts)).visible();
  }
}

/** XPath 1.0 has no pattern for "ends in digits only": what is left of the digits after the prefix must be nothing. */
function numberedName(prefix: string): string {
  const numbered = (attribute: string): string =>
    `(starts-with(@${attribute},'${prefix}') and string-length(@${attribute}) > ${prefix.length} and translate(substring-after(@${attribute},'${prefix}'),'0123456789','') = '')`;
  return `xpath=.//*[(self::input or self::select or self::textarea or self::button) and (${numbered('name')} or ${numbered('id')})]`;
}

/** The text alone, or what has no other text; a row around both has that text too, but holds the field already. */
function besideText(texts: readonly string[]): string {
  const own = (text: string): string =>
    `translate(normalize-space(translate(string(.),'\u00a0:*',' ')),'${UPPER}','${UPPER.toLowerCase()}') = ${quoted(text.toLowerCase())}`;
  const field = "*[self::input[not(@type='hidden')] or self::select or self::textarea]";
  const isLabel = `(${texts.map(own).join(' or ')})`;
  const labels = [
    `.//text()[${isLabel} and not(ancestor::option)]`,
    `.//*[not(self::option) and ${isLabel} and not(descendant::${field})]`,
  ];
  return `xpath=${labels.map((label) => `${label}/following::${field}[1]`).join(' | ')}`;
}

/** XPath 1.0 ignores no case by itself. */
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜ';

/** XPath 1.0 knows no escapes within quotes. */
function quoted(text: string): string {
  return text.includes("'") ? `concat('${text.split("'").join(`', "'", '`)}')` : `'${text}'`;
}
