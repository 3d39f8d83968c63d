import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Okta/operations';
import { changesSomething, type Operation } from '../../nodes/Okta/table/operation';
import { isObjectList, text } from '../../nodes/Okta/transport/json';
import type { LedgerEntry } from '../org/ledger';
import { type Scenario, scenarios, scopesOf } from './scenarios';
import { aText, including, matching } from './scenarios/scenario';
import { differenceOf, factsOf } from './facts';
import { apiRequests, closeWorlds, openWorld, putOutFor, type World } from './world';

const writing = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter(changesSomething)
		.map((operation) => ({ key: `${resource}.${operation.value}`, resource, operation })),
);

const aSwitch: unknown = expect.any(Boolean);

afterEach(closeWorlds);

const writesIn = (requests: readonly LedgerEntry[]) =>
	requests.filter(({ method }) => method !== 'GET');

/** What the operation needs, and what a plan reads beside it. */
const scopes = (operation: Operation) => [
	...new Set([
		...scopesOf(operation),
		...(['users', 'groups', 'apps', 'schemas', 'roles', 'userTypes'] as const).map(
			(area) => `okta.${area}.read`,
		),
	]),
];

/** Placeholders stand for the IDs of what Okta would make. */
const withoutIds = (path: string) =>
	path.replace(/planned-\w+-\d+|\b[0-9A-Za-z]{20}\b/g, '{id}').replace(/\?.*$/, '');

describe.each(writing)('a dry run of $key', ({ key, resource, operation }) => {
	const all = scenarios[key] ?? [];
	const run = async (
		{ n8n, org, credential }: World,
		{ items, parameters }: Scenario,
		safeguards: INodeParameters,
	) =>
		await n8n.run({
			parameters: {
				resource,
				operation: operation.value,
				...parameters,
				requestOptions: { parallel: 1 },
				safeguards,
			},
			items: items(org),
			credential,
			settings: { onError: 'continueRegularOutput' },
		});

	test.each(all)('$name: changes nothing, and says what would be sent', async (scenario) => {
		const world = await openWorld({ app: { scopes: scopes(operation) } });
		const items = scenario.items(world.org);

		const planned = await run(world, scenario, { dryRun: true });
		expect(planned.error).toBeUndefined();
		expect(writesIn(apiRequests(world.org))).toEqual([]);
		const plans = planned.items.map(({ json }) => json);
		expect(plans).toHaveLength(items.length);
		for (const plan of plans) {
			expect(plan).toMatchObject({
				dryRun: true,
				would: matching(/^(create|change|remove|nothing|be refused)$/),
				certain: aSwitch,
			});
		}

		world.org.ledger.clear();
		const before = factsOf(world.org);
		const done = await run(world, scenario, {});
		expect(done.error).toBeUndefined();
		const sent = writesIn(apiRequests(world.org)).map(
			({ method, path }) => `${method} ${withoutIds(path)}`,
		);
		const foreseen = plans.flatMap(({ requests }) =>
			(isObjectList(requests) ? requests : []).map(
				({ method, path }) => `${text(method)} ${withoutIds(text(path))}`,
			),
		);
		// Items that go side by side are planned one by one.
		const inOrder = (all: string[]) =>
			operation.runAll || operation.together ? all.toSorted() : all;
		expect(inOrder(foreseen)).toEqual(inOrder(sent));

		const { added, removed, changed } = differenceOf(before, factsOf(world.org));
		const certain = plans.filter((plan) => plan['certain'] === true);
		if (certain.length < plans.length) return;
		const would = (what: string) => plans.some((plan) => plan['would'] === what);
		expect({ would: plans.map((plan) => plan['would']), added, removed, changed }).toMatchObject({
			...(would('create') && { added: including(aText) }),
			...(would('remove') && { removed: including(aText) }),
			...(would('change') && { changed: including(aText) }),
		});
		if (plans.every((plan) => ['nothing', 'be refused'].includes(text(plan['would'])))) {
			expect([added, removed, changed]).toEqual([[], [], []]);
		}
		const failed = (index: number) =>
			putOutFor(done.items, index).some((row) => typeof row['error'] === 'string');
		expect(plans.map((_, index) => failed(index))).toEqual(
			plans.map((plan) => plan['would'] === 'be refused'),
		);
	});
});
