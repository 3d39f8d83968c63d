import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { Linter } from 'eslint';
import type { INodeProperties } from 'n8n-workflow';
import path from 'node:path';
import { inspect } from 'node:util';
import tseslint from 'typescript-eslint';
import { Okta } from '../../../nodes/Okta/Okta.node';
import { OktaInlineHook } from '../../../nodes/Okta/OktaInlineHook.node';
import { OktaTrigger } from '../../../nodes/Okta/OktaTrigger.node';
import { root } from '../../n8n/paths';

/** Under jest's NODE_ENV the plugin takes every file for one of its own fixtures. */
async function n8nNodesBasePlugin() {
	process.env.NODE_ENV = 'production';
	return (await import('eslint-plugin-n8n-nodes-base')).default;
}

/** Orders with a meaning: the general entry comes last, a condition is read from left to right. */
const deliberate = /Order: (.*Custom API Call|.*Other \(Type Its Name\)|Attribute \|)/;

/** What a trigger has to have beside its description. */
const lifecycle =
	'webhookMethods = { default: { async checkExists() {}, async create() {}, async delete() {} } };';

/**
 * n8n's rules recognise a field only where it stands as a literal. Our description is composed, so
 * it is written out here, as n8n sees it when the node is loaded, and linted once more.
 */
async function lint(description: object, name = 'Okta'): Promise<string[]> {
	const n8nNodesBase = await n8nNodesBasePlugin();
	const literal = inspect(description, {
		depth: Infinity,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
	});
	const code = `class ${name} implements INodeType {\n\tdescription: INodeTypeDescription = ${literal};\n${lifecycle}}`;
	const findings = new Linter({ cwd: root }).verify(
		code,
		[
			{
				files: ['**/*.ts'],
				languageOptions: { parser: tseslint.parser },
				plugins: {
					'@n8n/community-nodes': n8nCommunityNodesPlugin,
					'n8n-nodes-base': n8nNodesBase,
				},
				rules: {
					...n8nNodesBase.configs.nodes.rules,
					...n8nCommunityNodesPlugin.configs.recommended.rules,
					// It asks for the constant in the source; here its value has taken its place.
					'@n8n/community-nodes/node-connection-type-literal': 'off',
					// It takes for a trigger only what is called one; n8n's own set is without it.
					'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
				},
			},
		],
		{ filename: path.join(root, `nodes/Okta/${name}.node.ts`) },
	);
	const lines = code.split('\n');
	return findings
		.filter(({ message }) => !deliberate.test(message))
		.map(({ line, ruleId, message }) =>
			[ruleId, message, (lines[line - 1] ?? '').trim()].join(' | '),
		);
}

describe('the description n8n reads', () => {
	const { description } = new Okta();

	it('keeps every rule n8n has for nodes', async () => {
		expect(await lint(description)).toEqual([]);
	});

	it('keeps them for the triggers, too', async () => {
		expect(await lint(new OktaTrigger().description, 'OktaTrigger')).toEqual([]);
		expect(await lint(new OktaInlineHook().description, 'OktaInlineHook')).toEqual([]);
	});

	it('would not pass with a field that breaks them', async () => {
		const spoilt: INodeProperties = {
			displayName: 'User Id',
			name: 'spoilt',
			type: 'boolean',
			default: true,
			description: 'If so',
		};
		const findings = await lint({ ...description, properties: [spoilt] });
		expect(findings.map((finding) => finding.split(' | ')[0])).toEqual([
			'n8n-nodes-base/node-param-display-name-miscased-id',
			'n8n-nodes-base/node-param-description-boolean-without-whether',
		]);
	});
});
