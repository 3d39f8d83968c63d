import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { forModels } from '../../../nodes/Okta/form/forModels';
import * as admin from '../../../nodes/Okta/Okta.node';
import * as inlineHook from '../../../nodes/Okta/OktaInlineHook.node';
import * as trigger from '../../../nodes/Okta/OktaTrigger.node';
import manifest from '../../../package.json';
import { root } from '../../n8n/paths';

/** Names of all that can be called, such as `methods.listSearch.searchUsers`. */
function callable(value: unknown, name = ''): string[] {
	if (typeof value === 'function') return [name];
	if (typeof value !== 'object' || value === null) return [];
	const own = Object.entries(value).flatMap(([member, inner]) =>
		member === 'description' ? [] : callable(inner, `${name}.${member}`),
	);
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype === Object.prototype || name !== '') return own;
	const methods = Object.getOwnPropertyNames(prototype).filter(
		(method) => method !== 'constructor',
	);
	return [...own, ...methods.map((method) => `.${method}`)];
}

const sources: Array<[string, Record<string, new () => INodeType>]> = [
	['Okta.node.js', { ...admin }],
	['OktaTrigger.node.js', { ...trigger }],
	['OktaInlineHook.node.js', { ...inlineHook }],
];

describe('what n8n loads at its start', () => {
	it('is there for every node', () => {
		expect(manifest.n8n.nodes).toEqual(sources.map(([file]) => `dist/nodes/Okta/${file}`));
	});

	describe.each(sources)('%s', (file, source) => {
		const built = (): Array<[string, new () => object]> =>
			Object.entries<new () => object>(
				jest.requireActual(path.join(root, 'dist/nodes/Okta', file)),
			);

		it('has the description that the source composes', () => {
			for (const [name, Type] of built()) {
				const Source = source[name];
				if (!Source) throw new Error(`The source has no ${name}`);
				const { description } = new Source();
				const shown = description.usableAsTool ? forModels(description) : description;
				const composed: unknown = JSON.parse(JSON.stringify(shown));
				expect(Reflect.get(new Type(), 'description')).toEqual(composed);
			}
			expect(built().map(([name]) => name)).toEqual(Object.keys(source));
		});

		it('can do what the source can do', () => {
			for (const [name, Type] of built()) {
				const Source = source[name];
				if (!Source) throw new Error(`The source has no ${name}`);
				expect(callable(new Type()).sort()).toEqual(callable(new Source()).sort());
				expect(callable(new Type())).not.toHaveLength(0);
			}
		});

		it('gives every instance a description of its own, as n8n changes it', () => {
			for (const [, Type] of built()) {
				const [one, other] = [new Type(), new Type()];
				expect(Reflect.get(one, 'description')).not.toBe(Reflect.get(other, 'description'));
			}
		});
	});
});
