import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const shippedCode = ['{nodes,credentials}/**/*.ts'];
const shippedJson = ['package.json', '{nodes,credentials}/**/*.json'];

/** n8n only warns about some of its rules; what ships has to pass them all. */
const asErrors = (rules) => Object.fromEntries(Object.keys(rules).map((rule) => [rule, 'error']));

/** What n8n's own scanner asks of a package, see `npm run scan`. */
const n8nRules = [
	{
		files: [...shippedCode, ...shippedJson],
		plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin, 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...asErrors(n8nCommunityNodesPlugin.configs.recommended.rules),
			'no-console': 'error',
		},
	},
	{
		files: ['package.json'],
		rules: n8nNodesBase.configs.community.rules,
	},
	// The rules switched off below are those the scanner switches off: they hold for n8n's own
	// repository only, or a newer rule of the community plugin has taken their place.
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
];

const typescriptRules = [
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
		// One program over everything is quicker than one for each tsconfig.
		languageOptions: {
			parserOptions: { project: 'test/tsconfig.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			'no-restricted-syntax': [
				'error',
				{
					selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
					message: 'A cast by way of unknown hides a type error. Narrow the value instead.',
				},
			],
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			// Stand-ins keep the promise their interface gives, whether they wait for something or not.
			'@typescript-eslint/require-await': 'off',
			// Okta's SDK types its parameters as classes, and takes plain objects.
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			'no-restricted-properties': [
				'error',
				...['describe', 'it', 'test'].flatMap((object) =>
					['only', 'skip', 'todo', 'failing'].map((property) => ({
						object,
						property,
						message: 'Every test runs, and every test counts.',
					})),
				),
			],
		},
	},
];

export default defineConfig(
	globalIgnores(['dist/', '.artifacts/', 'coverage/']),
	{
		// The scanner does not honour comments that switch a rule off, so neither do we.
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
	},
	{
		files: ['**/*.{js,cjs,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: {
			globals: { console: 'readonly', process: 'readonly', setInterval: 'readonly' },
		},
	},
	{
		files: ['**/*.{js,cjs}'],
		languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly' } },
	},
	{ files: shippedJson, languageOptions: { parser: tseslint.parser } },
	n8nRules,
	typescriptRules,
);
