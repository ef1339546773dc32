import playwright from 'eslint-plugin-playwright';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Imports run one way: tests → fixtures → flows → pages. Each folder lists what it may not know of. */
const mayNotImport = (...folders) => [
  'error',
  {
    patterns: folders.map((folder) => ({
      group: [`**/${folder}/**`],
      message: `Imports run one way: tests → fixtures → flows → pages.`,
    })),
  },
];

/** What makes a browser script unreliable: waiting on time, forcing, and choosing a control by its position. */
const unreliable = [
  {
    selector: "CallExpression[callee.property.name='waitForTimeout']",
    message: 'Wait for what a person would look for, not for time.',
  },
  { selector: "Literal[value='networkidle']", message: 'networkidle never comes on these sites.' },
  {
    selector: "Property[key.name='force'][value.value=true]",
    message: 'A control that cannot be pressed is a fact; do not force it.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(first|nth|last)$/]',
    message: 'Do not choose a control by its position.',
  },
];

/** A secret leaves its wrapper in few places: where it is typed, where the browser is opened with it, where a key or an address is tried with it, where it seals a kept session, where it is written into the settings file that it was typed for, where a change of verdict is posted, and where writers learn what to remove. */
const secrets = {
  selector: "CallExpression[callee.property.name='reveal']",
  message:
    'Only the function that types secrets, the browser opener, the readers of client certificates, proxies and remote browsers, the seal of kept sessions, the writer of a settings file, the notification and the secret registry may read one.',
};

/** Ways to type or carry a text that know no element, and so no place: a secret has one way only (pages/type-secret.ts). */
const otherWaysToType = [
  {
    selector: 'CallExpression[callee.property.name=/^(type|pressSequentially|insertText)$/]',
    message: 'The keyboard types wherever the focus is; fill the element that was looked at.',
  },
  {
    selector: "Identifier[name='clipboard'], Literal[value=/^clipboard-(read|write)$/]",
    message: 'The clipboard is everybody’s.',
  },
];

export default defineConfig(
  { ignores: ['dist', 'artifacts', 'test-results', 'playwright-report'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // An import of types alone must leave no trace at run time: it would load modules that a command has no use for.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      eqeqeq: 'error',
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 70],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...unreliable, secrets],
      'no-restricted-globals': [
        'error',
        { name: 'process', message: "Import it from 'node:process', so that who uses it can be seen." },
      ],
    },
  },
  {
    files: ['pages/**/*.ts'],
    rules: { 'no-restricted-imports': mayNotImport('flows', 'fixtures', 'tests') },
  },
  {
    files: ['pages/**/*.ts', 'flows/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...unreliable, secrets, ...otherWaysToType] },
  },
  {
    files: ['flows/**/*.ts'],
    rules: { 'no-restricted-imports': mayNotImport('fixtures', 'tests') },
  },
  {
    files: ['pages/**/*.ts', 'flows/**/*.ts'],
    ignores: ['pages/playwright.ts', 'flows/commander.ts', 'flows/config/dotenv.ts', 'flows/zod.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['zod', 'zod/*', 'commander', 'dotenv', 'playwright'],
              allowTypeImports: true,
              message: 'Take it from the file of ours that bears its name: it is loaded in less time there.',
            },
          ],
        },
      ],
    },
  },
  { files: ['fixtures/**/*.ts'], rules: { 'no-restricted-imports': mayNotImport('tests') } },
  {
    files: ['fixtures/sites/**/*.ts'],
    rules: { 'no-restricted-imports': mayNotImport('flows', 'pages', 'tests') },
  },
  {
    files: [
      'pages/type-secret.ts',
      'pages/secret-carrier.ts',
      'flows/one-time-codes.ts',
      'flows/run/browser.ts',
      'flows/run/remote-browser.ts',
      'flows/config/client-certificate.ts',
      'flows/config/notify.ts',
      'flows/report/notify.ts',
      'flows/config/proxy.ts',
      'flows/config/remote-browser.ts',
      'flows/session/seal.ts',
      'flows/init/environment-text.ts',
      'flows/report/secret-registry.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...unreliable, ...otherWaysToType] },
  },
  {
    files: ['tests/**/*.ts'],
    extends: [playwright.configs['flat/recommended']],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...unreliable],
      'playwright/no-skipped-test': 'error',
      'playwright/expect-expect': 'error',
    },
  },
);
