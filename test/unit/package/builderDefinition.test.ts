import { generateNodeTypeFile } from '@n8n/workflow-sdk/scripts/generate-types';

import { forModels } from '../../../nodes/Okta/form/forModels';
import { Okta } from '../../../nodes/Okta/Okta.node';
import { resources } from '../../../nodes/Okta/operations';

type Described = Extract<Parameters<typeof generateNodeTypeFile>[0], { properties: unknown }>;

/**
 * What n8n's AI builder gets to read of the node, whole, before it fills in any of it: of a community
 * node all operations at once, without fields that are hidden.
 */
function definition(): string {
	const { description } = new Okta();
	const described = JSON.parse(JSON.stringify(forModels(description))) as Described;
	const properties = described.properties.filter(({ type }) => type !== 'hidden');
	return generateNodeTypeFile({ ...described, properties, name: 'n8n-nodes-okta.okta' });
}

describe("the definition that n8n's AI builder makes of the form", () => {
	const text = definition();
	const operations = resources.flatMap((resource) => resource.operations);

	it('has every operation', () => {
		const named = new Set([...text.matchAll(/^ {2}operation: '(\w+)'/gm)].map(([, name]) => name));
		const missing = operations.filter(({ value }) => !named.has(value));
		expect(missing.map(({ action }) => action)).toEqual([]);
	});

	// It repeats what operations share, so a word there costs two hundred times as much.
	it('does not grow', () => {
		expect(text.length / operations.length).toBeLessThan(3_960);
	});
});
