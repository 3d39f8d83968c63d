import { resources } from '../../nodes/Okta/operations';
import { NOWHERE } from '../../nodes/Okta/table/operation';
import { scenarios } from './scenarios';
import { apiPaths, apiRequests, closeWorlds, openWorld, type World } from './world';
import { part } from '../walks/part';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./hastyClock'),
);

afterEach(closeWorlds);

const json = { 'content-type': 'application/json' };

/** What is no answer of Okta's, although its status and type say so. */
const garbled = ['not json', '7', '"words"', 'null', '[{"id":"00u1"},{"i', '{"id":"00'];

const table = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter(({ route }) => route !== NOWHERE)
		.flatMap((operation) => {
			const key = `${resource}.${operation.value}`;
			const [scenario] = (scenarios[key] ?? []).filter(({ puts }) => puts);
			return scenario && !scenario.neverFails ? [{ key, resource, operation, scenario }] : [];
		}),
);

type Case = (typeof table)[number];

async function run({ n8n, org, credential }: World, { resource, operation, scenario }: Case) {
	return await n8n.run({
		parameters: { resource, operation: operation.value, ...scenario.parameters },
		credential,
		items: scenario.items(org).slice(0, 1),
	});
}

/** Lists, although the table doesn't call them that. */
const lists = [
	'directory.export',
	'directory.report',
	'linkedObject.get',
	// These look at a list first.
	'adminRole.assignToUser',
	'application.create',
	'identitySource.import',
	'linkedObject.remove',
	'linkedObject.set',
	'serviceApp.assignRole',
	'serviceApp.grantScope',
];

/** What fails after they have begun stands in their report, beside what was done. */
const reports = ['user.contain', 'user.offboard', 'user.release', 'user.restore'];

/** An object where a list belongs, and a list where an object does; none where both are fine. */
function misshapen({ key, operation: { list } }: Case): string[] {
	if (key === 'customApiCall.request' || list?.orBare) return [];
	const isList = lists.includes(key) || (list && list.rowsIn === undefined);
	return [isList ? '{"id":"00u1"}' : '[{"id":"00u1"}]'];
}

describe.each(part(table))('$key', (one) => {
	const { scopes } = one.operation;
	const app = scopes.length > 0 ? { scopes } : {};

	test('fails when its first answer is none, and sends nothing made from it', async () => {
		const world = await openWorld({ app });
		for (const body of [...garbled, ...misshapen(one)]) {
			const before = apiRequests(world.org).length;
			const disarm = world.org.faults.add({
				path: apiPaths,
				then: { status: 200, body, headers: json },
			});
			const outcome = await run(world, one);
			disarm();

			expect([body, outcome.status, outcome.items]).toEqual([body, 'error', []]);
			const [first, ...others] = apiRequests(world.org).slice(before);
			expect(first).toBeDefined();
			const sent = others.filter(({ method }) => method !== 'GET').map(({ path }) => path);
			expect(new Set(sent)).toEqual(
				new Set(first?.method === 'GET' || sent.length === 0 ? [] : [first?.path]),
			);
		}
	});

	test.each(['7', '{"id":"00'])('fails when a later answer is none: %s', async (body) => {
		const world = await openWorld({ app });
		world.org.faults.add({ path: apiPaths, after: 1, then: { status: 200, body, headers: json } });
		const outcome = await run(world, one);

		if (world.org.faults.taken === 0) expect(outcome.error).toBeUndefined();
		else if (reports.includes(one.key)) {
			expect(outcome.items.map(({ json }) => json['complete'])).toEqual([false]);
		} else expect([outcome.status, outcome.items]).toEqual(['error', []]);
	});
});
