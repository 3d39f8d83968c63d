import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Okta/operations';
import { NOWHERE, splitRoute } from '../../nodes/Okta/table/operation';
import { isObject } from '../../nodes/Okta/transport/json';
import { scenarios, scopesOf } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';

afterEach(closeWorlds);

const writing = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter(({ route }) => route !== NOWHERE && splitRoute(route).method !== 'GET')
		.map((operation) => ({ key: `${resource}.${operation.value}`, resource, operation })),
);

test.each(writing)('$key says when there is nothing to change', ({ operation: { effect } }) => {
	expect(effect).toBeDefined();
	const alreadySo = effect?.alreadySo;
	if (typeof alreadySo === 'object' && 'never' in alreadySo)
		expect(alreadySo.never).toMatch(/^\S+ .{10}/);
});

/** Everything that can be so already, with every way its form is filled in. */
const cases = writing
	.filter(({ operation: { effect } }) => {
		const alreadySo = effect?.alreadySo;
		return typeof alreadySo !== 'object' || !('never' in alreadySo);
	})
	.flatMap(({ key, resource, operation }) =>
		(scenarios[key] ?? [])
			.filter(({ puts }) => puts)
			.map((scenario) => ({ key, name: scenario.name, resource, operation, scenario })),
	);

type Case = (typeof cases)[number];

/** Ways to fill in a form that change something, or are refused, each time. */
const eachTime: Readonly<Record<string, string>> = {
	'changes an app with SWA': 'a password cannot be compared',
	'sets the account in the app': 'a password cannot be compared',
	'changes some attributes, empties others and keeps the rest':
		'it insists on a version, which is another after the first time',
	'sends an SMS': 'it waits to be activated',
	'sends an email': 'it waits to be activated',
	'sets a security question': 'an answer cannot be compared',
	'keeps the seed of an authenticator app back': 'it waits to be activated',
	'returns the seed of an authenticator app': 'it waits to be activated',
};

/** What can be told only by a further request for each item is left alone unless it is asked for. */
const isOnlyIfAsked = ({ operation: { effect } }: Case): boolean =>
	typeof effect?.alreadySo === 'object' && 'onlyIfAsked' in effect.alreadySo;

/** The first time it may be so already by the org's own making. */
const maySayUnchanged = /(already|as they should be|not in it|nothing|leaves|deactivated user)/;

test('what is done each time is known by name', () => {
	const names = cases.map(({ name }) => name);
	expect(Object.keys(eachTime).filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(cases.filter(({ name }) => !(name in eachTime)))('$key, $name, twice', (each) => {
	const { operation, resource, scenario } = each;

	const open = async () => {
		// Whether somebody is a member, the user's groups tell.
		const others = isOnlyIfAsked(each) ? (['okta.users.read'] as const) : [];
		const world = await openWorld({ app: { scopes: [...scopesOf(operation), ...others] } });
		const [item = {}] = scenario.items(world.org);
		const run = async (options: INodeParameters = {}) => {
			const { options: own } = scenario.parameters;
			const outcome = await world.n8n.run({
				parameters: {
					resource,
					operation: operation.value,
					...(operation.shaped && { output: 'everything' }),
					...scenario.parameters,
					options: { ...(isObject(own) && own), ...options },
				},
				items: [item],
				credential: world.credential,
			});
			const outcomes = putOutFor(outcome.items, 0).map((row) => row['outcome']);
			return { outcome, outcomes };
		};
		return { world, run };
	};
	const writesOf = ({ org }: World) =>
		apiRequests(org).filter(({ method, status }) => method !== 'GET' && status < 300).length;

	test('changes nothing the second time and says so', async () => {
		const { world, run } = await open();
		const first = await run();
		expect(first.outcome.error).toBeUndefined();
		expect(first.outcomes.length).toBeGreaterThan(0);
		if (operation.effect?.outcome && !isOnlyIfAsked(each) && !maySayUnchanged.test(each.name)) {
			const said = { 'user.delete': 'deactivated' }[each.key];
			for (const one of first.outcomes) expect([operation.effect.outcome, said]).toContain(one);
		}

		const asked = isOnlyIfAsked(each) ? { ifAlreadySo: 'unchanged' } : {};
		const before = writesOf(world);
		const second = await run(asked);
		expect(second.outcome.error).toBeUndefined();
		expect(second.outcomes).toEqual(first.outcomes.map(() => 'unchanged'));
		expect(writesOf(world)).toBe(before);
	});

	test('fails the second time by choice', async () => {
		const { world, run } = await open();
		await run();
		const before = writesOf(world);
		const { outcome } = await run({ ifAlreadySo: 'fail' });

		expect(complaint(outcome)).not.toBe('');
		expect(writesOf(world)).toBe(before);
	});

	if (isOnlyIfAsked(each)) {
		test('does not look unless asked to, and claims nothing', async () => {
			const { world, run } = await open();
			await run();
			const before = apiRequests(world.org).length;
			const { outcomes } = await run();

			expect(outcomes).toEqual(['ensured']);
			expect(apiRequests(world.org)).toHaveLength(before * 2);
		});
	}
});
