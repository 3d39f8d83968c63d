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

/** What n8n's rules are about; everything else is for oxlint, see .oxlintrc.json. */
export default defineConfig(
	globalIgnores(['dist/', '.artifacts/', 'coverage/']),
	{
		// The scanner does not honour comments that switch a rule off, so neither do we.
		linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
	},
	{ files: [...shippedCode, ...shippedJson], languageOptions: { parser: tseslint.parser } },
	n8nRules,
);
