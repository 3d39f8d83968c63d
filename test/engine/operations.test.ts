import type { INodeParameters } from 'n8n-workflow';

import { formFields, optionFields } from '../../nodes/Okta/form/readForm';
import { resources } from '../../nodes/Okta/operations';
import { NOWHERE } from '../../nodes/Okta/table/operation';
import { byId, like, matching, type Scenario, scenarios, scopesOf } from './scenarios';
import {
	apiPaths,
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	putOutFor,
	type World,
} from './world';

const table = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ key: `${resource}.${operation.value}`, resource, operation })),
);

afterEach(closeWorlds);

describe('the table of operations', () => {
	test.each(table)('$key has a scenario', ({ key, resource }) => {
		if (scenarios[key]?.length) return;
		throw new Error(`${key} has no scenario yet: add one to test/engine/scenarios/${resource}.ts`);
	});

	test.each(table)('$key: the scenarios fill in every field', ({ key, operation }) => {
		const used = new Set(
			(scenarios[key] ?? []).flatMap(({ parameters }) => [
				...Object.keys(parameters),
				...Object.keys(parameters.options ?? {}),
			]),
		);
		// It has a table of its own, in twice.test.ts.
		used.add('ifAlreadySo');
		const fields = [...formFields(operation), ...optionFields(operation)];
		expect(fields.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
	});

	test('has all operations there are scenarios for', () => {
		const keys = table.map(({ key }) => key);
		expect(Object.keys(scenarios).filter((key) => !keys.includes(key))).toEqual([]);
	});
});

describe.each(table)('$key', ({ key, resource, operation }) => {
	const all = scenarios[key] ?? [];
	const possible = all.filter(({ puts }) => puts !== undefined);
	const [first] = possible;
	if (first === undefined) return;

	const named = {
		resource,
		operation: operation.value,
		...(operation.shaped && { output: 'everything' }),
	};
	const scopes = operation.scopes.length > 0 ? { scopes: scopesOf(operation) } : {};
	const isOnline = operation.route !== NOWHERE;
	const run = async (
		{ n8n, org, credential }: World,
		{ items, parameters, trigger }: Pick<Scenario, 'items' | 'parameters' | 'trigger'>,
		settings = {},
	) =>
		await n8n.run({
			parameters: { ...named, ...parameters },
			items: items(org),
			...(isOnline && { credential }),
			settings,
			trigger,
		});

	test.each(possible)('$name, with no more than its scopes', async (scenario) => {
		const world = await openWorld({ app: scopes });
		const items = scenario.items(world.org);
		const expected = items.map((item) => scenario.puts?.(item, world.org));

		const outcome = await run(world, scenario);

		expect(outcome.error).toBeUndefined();
		expect(items.map((_, item) => putOutFor(outcome.items, item))).toEqual(expected);
		scenario.leaves?.(items, world.org);
		expect(world.org.ledger.tokenExchanges()).toHaveLength(isOnline ? 1 : 0);
	});

	if (!isOnline || first.neverFails) return;

	/** The first item is over before the second begins. */
	const inTurn = {
		...first,
		parameters: { ...first.parameters, requestOptions: { parallel: 1 } },
	};

	test('says which scope is missing', async () => {
		const [scope = 'okta.users.read'] = operation.scopes;
		const other = scope === 'okta.logs.read' ? 'okta.orgs.read' : 'okta.logs.read';
		const world = await openWorld({ app: { scopes: [other] } });
		const outcome = await run(world, inTurn);

		// With the one that is named the operation works, where another one to read with would not do.
		const { scopes: own, alsoScopes = [] } = operation;
		const taken: readonly string[] = own.length > 0 ? [...own, ...alsoScopes] : [scope];
		const [, named = ''] = /The access token lacks the scope (\S+)/.exec(complaint(outcome)) ?? [];
		expect(taken).toContain(named);
		expect(outcome.error).toMatchObject({ context: { itemIndex: 0 } });
		expect(apiRequests(world.org)).toHaveLength(1);
	});

	test('goes on after an item that failed', async () => {
		const outcomes = await Promise.all(
			(['continueRegularOutput', 'continueErrorOutput'] as const).map(async (onError) => {
				const world = await openWorld({ app: scopes });
				const second = first.items(world.org)[1] ?? {};
				const expected = first.puts?.(second, world.org);
				world.org.faults.add({ path: apiPaths, times: 1, then: { status: 400, body: {} } });
				return { outcome: await run(world, inTurn, { onError }), expected };
			}),
		);
		const failure = { error: matching(/./), message: matching(/./) };
		const [regular, split] = outcomes;
		expect(putOutFor(regular?.outcome.items ?? [], 0)).toEqual([failure]);
		expect(putOutFor(regular?.outcome.items ?? [], 1)).toEqual(regular?.expected);

		const [succeeded = [], failed = []] = split?.outcome.outputs ?? [];
		expect(putOutFor(succeeded, 0)).toEqual([]);
		expect(putOutFor(succeeded, 1)).toEqual(split?.expected);
		expect(putOutFor(failed, 0)).toEqual([like(failure)]);
		expect(putOutFor(failed, 1)).toEqual([]);
	});

	const locators = formFields(operation).filter(({ type }) => type === 'resourceLocator');
	const inPath = new Set((operation.path ?? []).map(({ name }) => name));

	for (const { name, displayName } of locators) {
		test(`sends nothing for a bad ${displayName}`, async () => {
			const unsafe = [
				'.',
				'..',
				'../users',
				'../../api/v1/org',
				'a/b',
				'a\\b',
				'a?b',
				'a#b',
				'a;b',
			];
			const ids = ['', ' ', ...(inPath.has(name) ? unsafe : [])];
			const world = await openWorld();
			const showing = all.find(({ parameters }) => name in parameters) ?? first;
			const parameters: INodeParameters = {
				...showing.parameters,
				[name]: byId('={{ $json.badId }}'),
			};
			const [sample] = showing.items(world.org);
			const items = () => ids.map((badId) => ({ ...sample, badId }));

			const outcome = await run(world, { items, parameters }, { onError: 'continueRegularOutput' });

			expect(ids.map((_, item) => putOutFor(outcome.items, item))).toEqual(
				ids.map(() => [like({ error: matching(new RegExp(`"${displayName}"`)) })]),
			);
			expect(world.org.ledger.requests).toEqual([]);
		});
	}
});
