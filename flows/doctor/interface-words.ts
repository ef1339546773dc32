import { everyControl } from '../../pages/controls/catalogue.js';
import { type Rung, wordsOfRung } from '../../pages/controls/control.js';
import { type Overrides, wordsOf } from '../../pages/controls/overrides.js';

/** Words of the screens of such programs, beside those that are known of the controls: what a new release may call one. */
const COMMON = `
  a about accept access account actions activate active add address admin administration administrator administrators advanced after agree align all allow already an and
  any api app application applications apply approve are as at atlassian authenticate authentication authorisation authorise authorised authorization
  authorize authorized back basic be before browse by can cancel change changed changes check choose clear click close cloud code columns configuration
  configurations configure confirm connect connected connecting connection connections connectivity connector connectors consent consumer continue
  create created credentials dashboard data date deactivate default delete deny description details disable disabled disconnect discard done edit
  editable email e-mail enable enabled end enter error exit export external failed field fields filter filters finish first for forgot from
  general generate get go grant granted have help hide home host id identity if import in inactive info information instance integration integrations interval is issue
  issues it jira key keys language last legacy link linked links list load local log logged login log-in logout manage management mapping mappings me
  menu message method more my name navigation new next no none not now number oauth of off ok on one only open options or organization organisation other
  out owner page panel password permission permissions personal platform please portfolio preferences previous privacy profile program
  project projects proceed provider public question read reauthorise reauthorize re-authorise re-authorize refresh register reject remember remove renew
  renew replace request requested requests required reset restore retry return revoke role roles run save saved screen search section security see
  select selected send server service session sessions set settings setup show sign signature signed sign-in sign-on sign-out single site sites skip source
  sso start state status step stop store submit success successful support switch sync synchronisation synchronization system team terms test tested
  testing text that the then there this time timeout title to token tokens tool tools try two-step type unable unknown unlink update updated
  url use used user username users valid value verification verify version view wait warning was welcome when which will window with without work
  would write yes you your
`;

/** What ids and names of fields begin or end with by custom: what kind of element it is. */
const KINDS =
  'btn button cb chk cmb combo container ctl ddl dialog div fld form frm hdn img in input lbl lnk nav os pnl panel rad radio rb row sel tab tbl txt uid wrapper';

/** Tells words of an interface from names: from whatever people, companies, connectors and projects are called. */
export interface InterfaceWords {
  /** The same text, with every word in it that is not the interface's as `xxxx`, and every number as `0`. */
  readonly maskText: (text: string) => string;
  /** The same id, or one in its place that says nothing: always the same for the same. */
  readonly maskId: (id: string) => string;
}

/**
 * The words of one screen; what a controls file says is known as a whole alone. `names` are known to be names, even where they are
 * made of such words.
 */
export function interfaceWords(overrides: Overrides, names: readonly string[]): InterfaceWords {
  const rungs: readonly Rung[] = everyControl.flatMap(({ ladder }): readonly Rung[] => ladder);
  const texts = [...rungs.flatMap(wordsOfRung), COMMON];
  const agreed = [...overrides.controls.values()].flatMap(wordsOf);
  const phrases = new Set([...texts, ...agreed].map((text) => text.toLowerCase()));
  const words = new Set(texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}-]+/u)).filter((word) => word !== ''));
  const selectors = rungs.flatMap((rung) =>
    rung.by === 'css' ? [rung.selector] : rung.by === 'numbered-name' ? [rung.prefix] : [],
  );
  const parts = new Set([...words, ...KINDS.split(' '), ...selectors.flatMap(partsOf)]);
  const known = names
    .filter((name) => /\p{L}/u.test(name))
    .sort((a, b) => b.length - a.length)
    .map((name) => name.trim().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const inText = known.map((name) => new RegExp(name.replace(/\s+/g, '\\s+'), 'giu'));
  const inId = known.map((name) => new RegExp(name.replace(/\s+/g, '[-_ ]*'), 'iu'));
  const exact = new Set(selectors.flatMap((selector) => [...selector.matchAll(/["'#]([\w-]+)/g)].map(([, id]) => id)));
  const numbers = numbering('');
  const ids = numbering('masked-');
  const maskPart = (part: string): string => {
    const [, before = '', core = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(part) ?? [];
    return core === '' || words.has(core.toLowerCase()) ? part : `${before}xxxx${after}`;
  };
  const maskWord = (word: string): string =>
    /^[\p{N}.,:/-]+$/u.test(word)
      ? '0'
      : /^[\p{L}/]+$/u.test(word)
        ? word.split('/').map(maskPart).join('/')
        : maskPart(word);
  return {
    maskText: (text) => {
      if (phrases.has(text.trim().toLowerCase())) return text;
      const unnamed = inText.reduce((all, name) => all.replace(name, ' xxxx '), text);
      const masked = unnamed
        .split(/\s+/)
        .filter((word) => word !== '')
        .map(maskWord)
        .join(' ');
      // How many words a name has is nobody's business.
      return masked.replace(/xxxx(?: xxxx)+/g, 'xxxx');
    },
    maskId: (id) =>
      exact.has(id)
        ? id
        : inId.every((name) => !name.test(id)) && partsOf(id).every((part) => parts.has(part))
          ? id.replace(/\p{N}+/gu, numbers)
          : ids(id),
  };
}

/** The words that an id is put together from. */
function partsOf(id: string): readonly string[] {
  return (id.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\x00-\x7f]+/g) ?? []).map((part) => part.toLowerCase());
}

/** Gives each text a number of its own, the same for the same. */
function numbering(prefix: string): (text: string) => string {
  const given = new Map<string, string>();
  return (text) => {
    const number = given.get(text) ?? `${prefix}${given.size + 1}`;
    given.set(text, number);
    return number;
  };
}
