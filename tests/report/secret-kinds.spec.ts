import { expect, test } from '@playwright/test';

import { SecretRegistry } from '../../flows/report/secret-registry.js';

/** What is a secret by its kind, though nobody told the registry of it; `‹…›` is what has to go. */
const secrets: readonly [kind: string, text: string][] = [
  ['oauth token', 'https://x.test/authorize?a=1&oauth_token=‹abc%2Fdef›&b=2#top'],
  ['oauth token', 'https://x.test/go?to=https%3A%2F%2Fy.test%2F%3Foauth_token%3D‹abc%252Fdef›%26b%3D1&c=2'],
  ['oauth token', '<a href="/authorize?a=1&amp;oauth_token=‹abc›&amp;b=2">'],
  ['oauth token', '<input type="hidden" name="oauth_token" value="‹abc def›">'],
  ['oauth token', '{\\"oauth_token\\":\\"‹abc›\\",\\"b\\":1}'],
  ['token secret', 'oauth_token_secret=‹abc›&oauth_callback_confirmed=true'],
  ['token secret', '{"oauth_token_secret": "‹abc›"}'],
  ['oauth verifier', 'GET /callback?oauth_verifier=‹Zz9› HTTP/1.1'],
  ['cookie', 'GET / HTTP/1.1\r\nCookie: ‹a=b; c="d e"; f=g›\r\nHost: x.test'],
  ['cookie', '{"set-cookie":"‹cloud.session=abc; Path=/; HttpOnly›","x":1}'],
  ['cookie', `curl 'https://x.test/' -H 'cookie: ‹a=b; c=d›' -H 'x: y'`],
  ['cookie', '[{"name":"Cookie","value":"‹a=b›"},{"name":"Host","value":"x.test"}]'],
  ['cookie', '&quot;cookie&quot;:&quot;‹a=b›&quot;,'],
  ['authorization header', 'Authorization: ‹Basic YTpi›\nHost: x.test'],
  ['authorization header', 'authorization: ‹Bearer abc.def›'],
  ['authorization header', 'Proxy-Authorization: ‹Basic YTpi›'],
  ['authorization header', '{"Authorization":"‹anything at all›"}'],
  ['one-time code', 'password=&otpCode=‹123456›&x=1'],
  ['one-time code', '{"otpCode":"‹123456›"}'],
  ['one-time code', '<input value="‹123456›" type="text" name="otpCode">'],
  ['one-time code', 'Content-Disposition: form-data; name="otpCode"\r\n\r\n‹123456›\r\n--b'],
  ['code or state', 'https://x.test/cb?code=‹abc›&state=‹def›'],
  ['code or state', 'navigating to "https://x.test/cb?state=‹def›", waiting until "load"'],
  ['code or state', 'grant_type=authorization_code&code=‹abc›'],
  ['code or state', 'code=‹abc›&grant_type=authorization_code'],
  ['code or state', '[{"name":"code","value":"‹9988›"}]'],
  ['code or state', 'https://x.test/go?to=%2Fcb%3Fcode%3D‹abc›%26state%3D‹def›'],
  ['code or state', '"https://x.test/cb?a=1\\u0026code=‹abc›\\u0026b=2"'],
];

for (const [kind, text] of secrets) {
  test(`a secret of the kind «${kind}» goes from ${text.slice(0, 60)}`, () => {
    const registry = new SecretRegistry();
    const written = text.replace(/[‹›]/g, '');
    const clean = registry.clean(written);
    expect(clean).toBe(text.replace(/‹[^›]*›/g, '[secret]'));
    expect(registry.cleanBytes(Buffer.from(written)).toString()).toBe(clean);
    expect(registry.findIn(Buffer.from(written))).toContain(kind);
    expect(registry.findIn(Buffer.from(written, 'utf16le'))).toContain(kind);
    expect(registry.findIn(Buffer.from(clean))).toEqual([]);
    expect(registry.clean(clean)).toBe(clean);
  });
}

const innocent = [
  'exit code=6, state: open',
  '{"code":"internal","state":"TX","status":"passed"}',
  'Authorization: press Reauthorize in the connector',
  'Cookie: none was set',
  'The code is not the state of the token.',
  'Enter the code from your authenticator app',
  'cookies=3 authorization=none',
  'https://x.test/?codec=1&estate=2&barcode=3',
  '<input name="code" value="">',
];

for (const text of innocent) {
  test(`an ordinary text stays: ${text}`, () => {
    const registry = new SecretRegistry();
    expect(registry.clean(text)).toBe(text);
    expect(registry.findIn(Buffer.from(text))).toEqual([]);
  });
}
