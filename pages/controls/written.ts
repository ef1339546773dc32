import { alignNavigation } from './align.js';
import { consent } from './jira.js';
import { connector } from './connector.js';
import { type PressControl, type Sought, wholeText } from './control.js';
import { type Overrides, wordsOf } from './overrides.js';

/** What is written on an element, or on what a press of it would press. */
export interface Written {
  /** What a person reads there. */
  readonly shown: string;
  /** Everything that could be read of it: texts, tooltips, names for those who can't see it, and those in the form. */
  readonly all: readonly string[];
  /** Its name in the form. */
  readonly fieldName: string;
  readonly isButton: boolean;
  /** Whether it looks like a field for a one-time code. */
  readonly isCodeField: boolean;
}

/**
 * What is never pressed, in the languages that a site might be shown in: Generate New Key, Activate, Deactivate, Revoke, Deny,
 * and what takes away or puts off. Stems, since endings vary. No quotes: it is part of selectors, and Playwright 1.65 takes one for
 * the beginning of a text in them; nor a slash, which ends it there.
 */
export const FORBIDDEN = new RegExp(
  [
    // English
    String.raw`(?<!\p{L})(?:(?:(?:re)?generat\w*|renew|rotate|create|reset|replace|(?:re)?issue)\s(?:\S+\s){0,3}key(?!s?\sresult)|(?:new|fresh)\s(?:\w+\s)?key|(?:don.?t|do\snot|never)\s(?:allow|approve|authori[sz]e)|(?:de|re)?activate|revoke|den(?:y|ied)|reject|refuse|decline|withdraw|disconnect|disable|delete|remove|cancel)`,
    // German, Dutch
    String.raw`(?<!\p{L})(?:nicht\s(?:zulassen|erlauben|genehmigen)|niet\s(?:toestaan|toelaten))`,
    String.raw`schlüssel|(?:de|re)?aktivier|widerruf|verweiger|ablehn|abbrech|(?<!\p{L})lösch|sleutel|(?:de)?activeer|activeren|intrek|weiger|annuleer`,
    // Spanish, Portuguese, French, Italian
    String.raw`(?<!\p{L})(?:no|não|ne\spas|non)\s(?:permit|permet|consent|autori[sz])`,
    String.raw`(?<!\p{L})(?:clave|chave|clé|chiave|(?:des|re)?activa[rd]|(?:des)?ativa|(?:dés)?activer|(?:dis)?attiva|revoc|revog|révoqu|deneg|rechaz|negar|recus|refuser|nega|rifiuta|cancela|annul)`,
    // Polish, Russian
    String.raw`klucz|aktyw|cofnij|odm[óo]w|odrzu|anuluj|ключ|актив|отозва|отклон|отказ|запрет`,
    // Languages that put no space between words.
    'キー|鍵|無効|有効|取り消|拒否|密[钥鑰]|停用|启用|啟用|撤[销銷]|拒[绝絕]|키를|비활성|활성화|취소|거부|철회',
  ].join('|'),
  'iu',
);

/** What names something that is never pressed, if anything does. */
export function forbiddenIn(written: readonly string[]): string | undefined {
  return written.find((text) => FORBIDDEN.test(text) || FORBIDDEN.test(spelledOut(text)));
}

/** Names of the kind that programs use, as words. */
function spelledOut(text: string): string {
  return text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_.]/g, ' ');
}

/** One button, whose label is its state. */
const STATES: readonly PressControl[] = [connector.reauthorize, connector.authorize, connector.request];
const OTHERS: readonly PressControl[] = [connector.save, connector.test, consent.allow];

/** True where this is written on another control, whose press has another effect. */
function isAnothers(control: string, text: string): boolean {
  const isState = STATES.some(({ name }) => name === control);
  const others = [...(isState ? [] : STATES), ...OTHERS].filter(({ name }) => name !== control);
  return others.some(({ labels }) => wholeText(labels).test(text));
}

/** What is written on a press that keeps or sends off what a screen holds, in some of the languages that a site might be shown in. */
const SENDS = new RegExp(
  [
    String.raw`(?<!\p{L})(?:save|apply|submit|confirm)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:speicher|übernehm|absende|bestätig|opslaan|toepassen|bevestig|guardar|aplicar|salvar|salva(?!\p{L})|enregistre|applique|valider|applica(?!\p{L})|zapisz|zastosuj|сохран|примен)`,
    '保存|適用|送信|提交|저장|적용',
    // Alone, since they are words of other things too.
    String.raw`^(?:ok|yes|done|go|send|sync|update|publish|senden|aktualisieren|verzenden|enviar|envoyer|invia|confirmar|wyślij|отправить|应用|應用)$`,
  ].join('|'),
  'iu',
);

/** What is written on an element that is another control's, or that is never pressed, if anything is. */
export function wrongFor(control: string, texts: readonly string[]): string | undefined {
  return (
    forbiddenIn(texts) ??
    texts.find((text) => isAnothers(control, text)) ??
    texts.find((text) => sendsOff(control, text))
  );
}

/** True where a step of the way would send off what a screen holds: one that leads somewhere changes nothing. */
export function sendsOff(control: string, text: string): boolean {
  return isStep(control) && SENDS.test(spelledOut(text).trim());
}

/** True for a step of the way to the connectors, a known one or an operator's. The chooser is none: names stand in it. */
export function isStep(control: string): boolean {
  return control.startsWith('navigation.') && control !== alignNavigation.chooser.name;
}

/** True for a control whose press changes something. */
export function isPressControl(control: Sought): control is PressControl {
  return 'use' in control && control.use === 'presses';
}

/** True where what is written on an element is the control's label, or its name in the form makes up for that. */
export function isLabelled(overrides: Overrides, control: PressControl, written: Written): boolean {
  const override = overrides.controls.get(control.name);
  const labels = [...control.labels, ...(override === undefined ? [] : wordsOf(override))];
  const isLabel = wholeText(labels).test(written.shown);
  if (control.fieldName === undefined) return isLabel;
  return written.fieldName === control.fieldName || (isLabel && written.isButton);
}

/** True where a control takes a one-time code: what an operator says where it is must look like a field for one. */
export function takesCode(control: Sought): boolean {
  return 'holds' in control && control.holds === 'code';
}

/** What is written on an element, `null` for what is none. Runs in the page. */
export function readWritten(element: Node): Written | null {
  if (!(element instanceof Element)) return null;
  // A press of a text within a button presses the button, and one of a label what the label belongs to.
  const host =
    element.closest('button, a, summary, label, [role="button"], [role="link"], [role="menuitem"], [role="tab"]') ??
    element;
  const own = host instanceof HTMLLabelElement && host.control !== null ? [host, host.control] : [host];
  const shownOn = (each: Element): string => {
    if (each instanceof HTMLInputElement)
      return each.type === 'image' ? each.alt : /^(?:submit|button|reset)$/.test(each.type) ? each.value : '';
    return each instanceof HTMLElement ? each.innerText : each.textContent;
  };
  const named = (each: Element): string[] =>
    ['aria-label', 'title', 'alt'].map((attribute) => each.getAttribute(attribute) ?? '');
  const parts = [element, ...own, ...host.querySelectorAll('*')];
  const shown = [...own.map(shownOn), ...parts.flatMap(named)].map((text) => text.trim()).find((text) => text !== '');
  const formNames = [element, ...own].flatMap((each) =>
    ['name', 'id', 'data-testid'].map((attribute) => each.getAttribute(attribute) ?? ''),
  );
  const all = [...parts.flatMap((each) => [shownOn(each), ...named(each)]), ...formNames]
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '');
  const type = host instanceof HTMLInputElement || host instanceof HTMLButtonElement ? host.type : '';
  const field = element instanceof HTMLInputElement ? element : null;
  const isForNumbers = /^(?:tel|number|password)$/.test(field?.type ?? '') || field?.inputMode === 'numeric';
  const label = field?.labels?.[0]?.innerText ?? '';
  const fieldNames = [...formNames, field?.autocomplete ?? '', field?.placeholder ?? '', label];
  const isCalled = (words: RegExp): boolean => fieldNames.some((each) => words.test(each));
  // Numbers and codes of other kinds are asked for in such fields, too.
  const isOtherCode = isCalled(/(?:post|zip|country|area|promo|coupon|discount)\W?code|postal/i);
  const isOther = isOtherCode || isCalled(/phone|telefon|fax|zip|plz|card|cv[cv]|iban|birth|year/i);
  return {
    shown: (shown ?? '').replace(/\s+/g, ' '),
    all: [...new Set(all)],
    fieldName: host.getAttribute('name') ?? '',
    isButton: /^(?:submit|button|image)$/.test(type) || host.getAttribute('role') === 'button',
    isCodeField:
      field !== null &&
      (isCalled(/otp|one.?time|token|mfa|2fa|verif|passcode|authenticat/i) ||
        (isCalled(/code/i) && !isOtherCode) ||
        (isForNumbers && !isOther)),
  };
}
