import { Workflow } from 'n8n-workflow';
import { Okta } from '../../../nodes/Okta/Okta.node';
import { resources } from '../../../nodes/Okta/operations';

const okta = new Okta();
const nodeTypes = {
	getByName: () => okta,
	getByNameAndVersion: () => okta,
	getKnownTypes: () => ({}),
};

/** What n8n writes below the node on its canvas. */
function subtitleFor(resource: string, operation: string) {
	const node = {
		id: '1',
		name: 'Okta Admin',
		type: 'okta',
		typeVersion: 1,
		position: [0, 0] satisfies [number, number],
		parameters: { resource, operation },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const { subtitle } = okta.description;
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

describe('the line below the node', () => {
	it('names resource and operation as the panel does', () => {
		for (const { name, value, operations } of resources) {
			const expected = operations.map((operation) =>
				operation.name === name ? name : `${name}: ${operation.name}`,
			);
			expect(operations.map((operation) => subtitleFor(value, operation.value))).toEqual(expected);
		}
		expect(subtitleFor('user', 'getAll')).toBe('User: Get Many');
	});
});
