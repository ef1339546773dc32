/** A kind of secret that is known by the name beside it. */
export type SecretKind =
  | 'cookie'
  | 'authorization header'
  | 'oauth token'
  | 'oauth verifier'
  | 'token secret'
  | 'one-time code'
  | 'code or state'
  | 'password field';

/** Names that make the value beside them a secret. */
export interface Named {
  readonly kind: SecretKind;
  /** A header's name; anywhere, since nothing else has such a name; or only as a parameter of an address or a form, since it is an ordinary word as well. */
  readonly as: 'header' | 'anywhere' | 'parameter';
  readonly names: readonly string[];
}

const NAMED: readonly Named[] = [
  { kind: 'cookie', as: 'header', names: ['set-cookie', 'cookie'] },
  { kind: 'authorization header', as: 'header', names: ['proxy-authorization', 'authorization'] },
  { kind: 'token secret', as: 'anywhere', names: ['oauth_token_secret', 'client_secret', 'oauth_signature'] },
  { kind: 'oauth token', as: 'anywhere', names: ['oauth_token', 'access_token', 'refresh_token', 'id_token'] },
  { kind: 'oauth verifier', as: 'anywhere', names: ['oauth_verifier', 'code_verifier'] },
  {
    kind: 'one-time code',
    as: 'anywhere',
    names: ['otpcode', 'otp_code', 'otp-code', 'onetimecode', 'one-time-code', 'one_time_code', 'totpcode', 'mfacode'],
  },
  { kind: 'one-time code', as: 'parameter', names: ['otp', 'totp', 'passcode', 'verificationcode'] },
  { kind: 'code or state', as: 'parameter', names: ['code', 'state', 'token', 'samlresponse', 'relaystate'] },
  { kind: 'password field', as: 'parameter', names: ['os_password', 'j_password', 'password', 'passwd'] },
];

const BY_NAME: ReadonlyMap<string, Named> = new Map(
  NAMED.flatMap((each) => each.names.map((name): [string, Named] => [name, each])),
);

/** All the names, the longest first, as a pattern. */
export const ANY_NAME = [...BY_NAME.keys()].sort((a, b) => b.length - a.length).join('|');

/** What kind of secret stands beside a name, in whatever case, and where; `null` where none does. */
export function secretNamed(name: string): Named | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}
