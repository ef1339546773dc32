/** What kind of thing a control is: nothing of another kind is ever proposed for it. */
export type Kind = 'press' | 'field' | 'password' | 'heading' | 'none';

/** The kind of each control, by the last part of its name. */
const KINDS: Readonly<Record<string, Kind>> = {
  username: 'field',
  code: 'field',
  chooser: 'field',
  name: 'field',
  jiraLink: 'field',
  apiUrl: 'field',
  authenticationType: 'field',
  password: 'password',
  title: 'heading',
  submit: 'press',
  codeSubmit: 'press',
  singleSignOn: 'press',
  settings: 'press',
  connectors: 'press',
  jiraSettings: 'press',
  jiraConnectors: 'press',
  anotherAccount: 'press',
  dismissPromotion: 'press',
  logIn: 'press',
  reauthorize: 'press',
  authorize: 'press',
  request: 'press',
  save: 'press',
  test: 'press',
  allow: 'press',
  deny: 'press',
};

/** Other words under which such a control is known elsewhere, in English and in the languages that were seen. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  username: ['user name', 'login', 'account', 'e-mail', 'mail', 'benutzername', 'usuario', 'correo', 'identifiant'],
  code: ['one-time code', 'otp', 'token', 'passcode', 'authenticator', 'bestätigungscode', 'código', 'code'],
  submit: [
    'sign in',
    'log in',
    'login',
    'continue',
    'next',
    'submit',
    'anmelden',
    'weiter',
    'iniciar sesión',
    'continuar',
    'se connecter',
  ],
  codeSubmit: ['verify', 'confirm', 'submit', 'continue', 'bestätigen', 'verificar'],
  singleSignOn: ['single sign-on', 'sso', 'company login'],
  settings: [
    'preferences',
    'configuration',
    'admin',
    'setup',
    'manage',
    'einstellungen',
    'verwaltung',
    'ajustes',
    'configuración',
    'paramètres',
  ],
  connectors: ['connections', 'integrations', 'konnektoren', 'conectores', 'connecteurs'],
  jiraSettings: [
    'jira configuration',
    'jira setup',
    'jira preferences',
    'jira options',
    'jira-einstellungen',
    'ajustes de jira',
    'paramètres jira',
  ],
  jiraConnectors: [
    'jira connections',
    'manage connectors',
    'jira integrations',
    'jira-konnektoren',
    'jira-verbindungen',
    'conectores de jira',
    'conexiones de jira',
    'connecteurs jira',
  ],
  save: ['save changes', 'apply', 'update', 'store', 'done', 'submit', 'speichern', 'guardar', 'enregistrer', 'salvar'],
  test: [
    'test connection',
    'test connectivity',
    'check connection',
    'verbindung testen',
    'probar conexión',
    'tester la connexion',
  ],
  reauthorize: [
    'reauthorise jira access',
    'authorize jira again',
    'renew jira access',
    'refresh jira access',
    'oauth-zugriff auf jira erneuern',
    'jira erneut autorisieren',
    'renovar el acceso oauth a jira',
    'renouveler l’accès oauth à jira',
  ],
  authorize: [
    'authorise jira access',
    'connect to jira',
    'oauth-zugriff auf jira autorisieren',
    'autorizar el acceso oauth a jira',
    'autoriser l’accès oauth à jira',
  ],
  request: [
    'request jira access',
    'ask jira for access',
    'continue to jira',
    'zugriff auf jira anfordern',
    'solicitar acceso a jira',
    'demander l’accès à jira',
  ],
  allow: ['approve', 'accept', 'grant', 'erlauben', 'permitir', 'autoriser'],
  deny: ['refuse', 'reject', 'decline', 'cancel', 'ablehnen', 'denegar', 'refuser'],
  title: ['connected apps', 'authorized apps'],
};

/** What kind of control it is. */
export function kindOf(control: string): Kind {
  return KINDS[lastPart(control)] ?? 'none';
}

/** Other words for it than its ladder knows. */
export function wordsFor(control: string): readonly string[] {
  return WORDS[lastPart(control)] ?? [];
}

function lastPart(control: string): string {
  return control.split('.').at(-1) ?? control;
}
