import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OKTA_SCOPES } from '../../credentials/oauth/scopes';
import { resources } from '../../nodes/Okta/operations';
import { changesSomething } from '../../nodes/Okta/table/operation';
import { text } from '../../nodes/Okta/transport/json';
import { isWhole, part } from '../walks/part';
import { differenceOf, type Facts, factsOf } from './facts';
import { type Item, type Scenario, scenarios } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const everyScope = OKTA_SCOPES.filter((scope) => !scope.startsWith('okta.logs.'));
const openWith = async () => await openWorld({ app: { scopes: everyScope } });

/** Operations that consist of several changes, or treat several items as one: these are always walked. */
const composed = [
	'user.contain',
	'user.ensureStatus',
	'user.offboard',
	'user.release',
	'user.setGroups',
	'group.syncMembers',
	'application.syncUsers',
];

const all = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter((operation) => changesSomething(operation) && !operation.appliesPlan)
		.flatMap(({ value: operation }) =>
			(scenarios[`${resource}.${operation}`] ?? []).map((scenario) => ({
				key: `${resource}.${operation}`,
				name: `${resource}.${operation}: ${scenario.name}`,
				resource,
				operation,
				scenario,
			})),
		),
);

const isComposed = ({ key }: { key: string }) => composed.includes(key);
const walked = isWhole
	? all
	: [...all.filter(isComposed), ...part(all.filter((one) => !isComposed(one)))];

interface What {
	resource: string;
	operation: string;
	scenario: Scenario;
}

const run = async (
	{ n8n, credential }: World,
	{ resource, operation, scenario }: What,
	items: Item[],
	safeguards: INodeParameters,
	goesOn = false,
) =>
	await n8n.run({
		parameters: {
			resource,
			operation,
			...scenario.parameters,
			requestOptions: { parallel: 1 },
			safeguards: { changeOwnApp: true, ...safeguards },
		},
		items,
		credential,
		...(goesOn && { settings: { onError: 'continueRegularOutput' as const } }),
	});

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

/** What a run has changed, apart from the IDs that an org makes up. */
function done(before: Facts, after: Facts) {
	const { added, removed, changed } = differenceOf(before, after);
	return {
		added: added.map((name) => name.split(' ')[0]).toSorted(),
		removed,
		changed: changed.map((name) => [name, after.get(name)]),
	};
}

const outcomes = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json }) => json['outcome'] ?? (json['error'] === undefined ? 'done' : 'failed'));

describe('Check All Items First', () => {
	test.each(walked)('does what the operation does: $name', async ({ scenario, ...what }) => {
		const [itself, world] = await Promise.all([openWith(), openWith()]);
		const [itsItems, items] = [scenario.items(itself.org), scenario.items(world.org)];
		const [first, second] = [factsOf(itself.org), factsOf(world.org)];
		const direct = await run(itself, { ...what, scenario }, itsItems, {}, true);
		const planned = await run(world, { ...what, scenario }, items, { dryRun: true }, true);
		const checked = await run(world, { ...what, scenario }, items, { checkFirst: true });
		if (checked.error) {
			expect(outcomes(direct.items)).toContainEqual(expect.stringMatching(/failed|refused/));
			if (planned.items.every(({ json }) => json['certain'] === true)) {
				expect(complaint(checked)).toMatch(/would be refused[^]*Item \d+: /);
				expect(writes(world)).toEqual([]);
			}
			return;
		}
		expect(outcomes(checked.items)).toEqual(outcomes(direct.items));
		expect(done(second, factsOf(world.org))).toEqual(done(first, factsOf(itself.org)));
	});
});

describe('Stop Before More Than 0', () => {
	test.each(walked)('lets nothing be changed: $name', async ({ scenario, ...what }) => {
		for (const safeguards of [{ stopBefore: 0 }, { stopBefore: 0, checkFirst: true }]) {
			const world = await openWith();
			const items = scenario.items(world.org);
			const before = factsOf(world.org);
			const planned = await run(world, { ...what, scenario }, items, { dryRun: true }, true);
			const would = planned.items.map(({ json }) => text(json['would']));
			const outcome = await run(world, { ...what, scenario }, items, safeguards);
			expect(differenceOf(before, factsOf(world.org))).toEqual({
				added: [],
				removed: [],
				changed: [],
			});
			const changes = would.some((one) => ['create', 'change', 'remove'].includes(one));
			// Without a plan, only Okta's answer says that a change changes nothing.
			if (!changes && !would.includes('be refused') && 'checkFirst' in safeguards) {
				expect(outcome.error).toBeUndefined();
			}
			if (!changes) continue;
			expect(outcome.error).toBeDefined();
			expect(writes(world)).toEqual([]);
		}
	});
});

describe('what the credential protects', () => {
	test.each(walked.filter(isComposed))(
		'is refused in a plan, and keeps the others from nothing: $name',
		async ({ scenario, ...what }) => {
			const world = await openWith();
			const items = scenario.items(world.org);
			const glass = text(items[0]?.['userId']);
			expect(glass).toMatch(/^00u/);
			await world.n8n.edit(world.credential, { protectedIds: glass });
			const free = await openWith();
			scenario.items(free.org);
			const wouldBe = (await run(free, { ...what, scenario }, items, { dryRun: true }, true)).items;
			const before = factsOf(world.org);

			const planned = await run(world, { ...what, scenario }, items, { dryRun: true }, true);
			const said = planned.items.map(({ json, pairedItem }) => ({ ...json, pairedItem }));
			const changing = wouldBe.filter(
				({ json, pairedItem }) =>
					['create', 'change', 'remove'].includes(text(json['would'])) &&
					JSON.stringify(pairedItem) === '{"item":0}',
			);
			if (changing.length > 0) {
				expect(said).toContainEqual(
					expect.objectContaining({
						would: 'be refused',
						why: expect.stringContaining(`The credential protects ${glass}`) as unknown,
					}),
				);
				const checked = await run(world, { ...what, scenario }, items, { checkFirst: true });
				expect(complaint(checked)).toContain(`The credential protects ${glass}`);
				expect(writes(world)).toEqual([]);
			}
			await run(world, { ...what, scenario }, items, {}, true);
			const { added, removed, changed } = differenceOf(before, factsOf(world.org));
			expect([...added, ...removed, ...changed].filter((name) => name.includes(glass))).toEqual([]);
		},
	);
});
