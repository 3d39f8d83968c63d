import { type INodeParameters, NodeHelpers } from 'n8n-workflow';

import { forModels } from '../../nodes/Okta/form/forModels';
import { Okta } from '../../nodes/Okta/Okta.node';
import { resources } from '../../nodes/Okta/operations';
import { connect, createEngine, node } from './harness';
import { mapped } from './scenarios';
import { closeWorlds, openWorld } from './world';

afterEach(closeWorlds);

const oktaTool = 'n8n-nodes-test.oktaTool';
const engine = createEngine({ others: { nodes: { [oktaTool]: new Okta() } } });

/** The node as a model calls it. */
async function call(parameters: INodeParameters, settings: object = {}) {
	const { app, org } = await openWorld();
	const n8n = await engine;
	const credential = await n8n.credential('oktaServiceAppApi', app.credential());
	const outcome = await n8n.runWorkflow({
		nodes: [
			{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
			{ ...node('Okta', oktaTool, credential), parameters, ...settings },
		],
		connections: connect('Start', 'Okta'),
		items: [{ chatInput: 'Do it' }],
	});
	return { outcome, org };
}

const nobody = { __rl: true, mode: 'list', value: 'nobody@acme.example' };
const suspend = { resource: 'user', operation: 'suspend', userId: nobody };

describe('a tool', () => {
	test.each([
		['what Okta does not have', suspend, 'There is no user with the login'],
		['an operation there is not', { ...suspend, operation: 'banish' }, 'no operation "banish"'],
		[
			'a field that holds nothing',
			{ ...suspend, userId: { ...nobody, value: '={{ "" }}' } },
			'User',
		],
		[
			'columns of the chat',
			{
				...suspend,
				operation: 'update',
				profile: { ...mapped(['title', 'string', '']), mappingMode: 'autoMapInputData' },
			},
			'no input columns',
		],
	])('answers with an item that says what is wrong: %s', async (_, parameters, said) => {
		const { outcome } = await call(parameters);
		expect(outcome.error).toBeUndefined();
		expect(outcome.items).toHaveLength(1);
		expect(outcome.items[0]?.json['error']).toContain(said);
		expect(outcome.items[0]?.json['message']).toEqual(expect.any(String));
	});

	test('ends the run where that was chosen', async () => {
		const { outcome } = await call(suspend, { onError: 'stopWorkflow' });
		expect(outcome.error?.message).toContain('There is no user with the login');
	});
});

describe('what a model is told of a tool', () => {
	const { description } = new Okta();

	test('is the description of the operation, or what somebody wrote', () => {
		const own = forModels(description).properties.find(({ name }) => name === 'toolDescription');
		const texts = typeof own?.default === 'string' ? own.default : '';
		expect(own?.displayOptions).toEqual({ show: { '@tool': [true] } });
		for (const { value: resource, operations } of resources) {
			for (const { value, action, description: about } of operations) {
				const text = JSON.stringify(`${action}. ${about.replace(/\.$/, '')}.`);
				expect(texts).toContain(`"${resource}.${value}":${text}`);
			}
		}
	});

	test('is left to n8n where n8n sends an expression as it is', () => {
		const { getToolDescriptionForNode: told } = NodeHelpers;
		Object.defineProperty(told, 'length', { value: 2 });
		expect(forModels(description)).toBe(description);
		Object.defineProperty(told, 'length', { value: 3 });
	});
});
