import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OKTA_SCOPES } from '../../credentials/oauth/scopes';
import { resources } from '../../nodes/Okta/operations';
import { manner } from '../../nodes/Okta/run/applyPlan';
import { changesSomething } from '../../nodes/Okta/table/operation';
import { isObject, isObjectList, text } from '../../nodes/Okta/transport/json';
import { differenceOf, type Facts, factsOf } from './facts';
import { speed } from './quickClock';
import { byId, like, mapped, matching, type Scenario, scenarios } from './scenarios';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, putOutFor, type World } from './world';
import { part } from '../walks/part';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

const everyScope = OKTA_SCOPES.filter((scope) => !scope.startsWith('okta.logs.'));

const openWith = async () => await openWorld({ app: { scopes: everyScope } });

type Run = Pick<Scenario, 'items' | 'parameters'> & { resource: string; operation: string };

/** Items one after another, so that two worlds go the same way. */
const inTurn = { requestOptions: { parallel: 1 } };

const run = async (world: World, { resource, operation, items, parameters }: Run, more = {}) =>
	await world.n8n.run({
		parameters: { resource, operation, ...parameters, ...inTurn, ...more },
		items: items(world.org),
		credential: world.credential,
		settings: { onError: 'continueRegularOutput' },
	});

const plansOf = async (world: World, what: Run) =>
	(await run(world, what, { safeguards: { dryRun: true } })).items.map(({ json }) => json);

const apply = async (
	{ n8n, credential }: World,
	plans: readonly IDataObject[],
	{ safeguards = {}, goesOn = true }: { safeguards?: INodeParameters; goesOn?: boolean } = {},
) =>
	await n8n.run({
		parameters: {
			resource: 'directory',
			operation: 'applyPlan',
			plan: '={{ $json.plans }}',
			safeguards,
			...inTurn,
		},
		// As `.all()` gives them, through whatever lies between.
		items: [
			{ plans: JSON.parse(JSON.stringify(plans.map((json) => ({ json })))) as IDataObject[] },
		],
		credential,
		...(goesOn && { settings: { onError: 'continueRegularOutput' as const } }),
	});

const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

/** What a run has changed, apart from the IDs that an org makes up. */
function done(before: Facts, after: Facts) {
	const { added, removed, changed } = differenceOf(before, after);
	const kind = (name: string) => name.split(' ')[0];
	return {
		added: added.map(kind).toSorted(),
		removed,
		changed: changed.map((name) => [name, after.get(name)]),
	};
}

const requestsOf = ({ requests }: IDataObject) => (isObjectList(requests) ? requests : []);

const writing = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter((operation) => changesSomething(operation) && !operation.appliesPlan)
		.flatMap(({ value: operation }) =>
			(scenarios[`${resource}.${operation}`] ?? []).map(({ name, items, parameters }) => ({
				name: `${resource}.${operation}: ${name}`,
				what: { resource, operation, items, parameters },
			})),
		),
);

/** Scenarios whose plan would hold or need a secret, or is one request for all: of these nothing is applied. */
const secretive = new Set<string>();

describe('a plan that is applied leads to what the operation itself leads to', () => {
	test.each(part(writing))('$name', async ({ name, what }) => {
		const [itself, world] = await Promise.all([openWith(), openWith()]);
		const before = [itself, world].map(({ org }) => factsOf(org));
		const direct = await run(itself, what);
		const plans = await plansOf(world, what);
		for (const request of plans.flatMap(requestsOf).filter(({ repeat }) => repeat === 'look')) {
			const { method, path } = request;
			const sent = method === 'DELETE' ? 'DELETE' : 'POST';
			const how = manner({ method: sent, path: text(path), repeat: 'look', would: 'change' });
			// The operation of this route finds out, or says that sending it again does no harm.
			expect({ method, how }).not.toEqual({ method, how: 'never' });
			expect(method).toBe(sent);
		}
		world.org.ledger.clear();
		const { items } = await apply(world, plans);

		if (plans.some(({ applicable, would }) => applicable !== true && would !== 'be refused')) {
			secretive.add(name);
			expect(plans.map(({ why }) => why)).toEqual(
				plans.map(() => matching(/secret|one request does it for many items/)),
			);
			expect(items.map(({ json }) => json['error'])).toEqual(
				plans.map(() => 'This item cannot be applied as a plan'),
			);
			expect(writes(world)).toEqual([]);
			return;
		}
		const said = { plans, rows: items.map(({ json }) => json) };
		const [first = new Map(), second = new Map()] = before;
		expect({ ...said, ...done(second, factsOf(world.org)) }).toEqual({
			...said,
			...done(first, factsOf(itself.org)),
		});
		// What could not be known beforehand, Okta refuses here as there.
		const refused = (index: number) =>
			putOutFor(direct.items, index).find(({ error }) => error !== undefined);
		expect(items.map(({ json }) => json['outcome'] ?? json['error'])).toEqual(
			plans.map(({ would }, index) =>
				would === 'be refused' ? 'skipped' : (refused(index)?.['error'] ?? outcomeOf[text(would)]),
			),
		);
	});

	test('but for some that send or bring a secret, or send one request for all', () => {
		expect(secretive.size).toBeLessThan(part(writing).length);
	});
});

const outcomeOf: Readonly<Record<string, string>> = {
	create: 'created',
	change: 'changed',
	remove: 'removed',
	nothing: 'unchanged',
};

/** Suspends some users, by a plan. */
const suspending = (count: number): Run => ({
	resource: 'user',
	operation: 'suspend',
	parameters: { userId: byId('={{ $json.id }}') },
	items: ({ users }) =>
		users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(0, count)
			.map(({ id }) => ({ id })),
});

const creating = (...logins: string[]): Run => ({
	resource: 'user',
	operation: 'create',
	parameters: {
		profile: mapped(
			['login', 'string', '={{ $json.login }}'],
			['email', 'string', '={{ $json.login }}'],
			['firstName', 'string', 'Ada'],
			['lastName', 'string', 'Byron'],
		),
		activate: false,
	},
	items: () => logins.map((login) => ({ login })),
});

const statuses = ({ org }: World, plans: readonly IDataObject[]) =>
	plans.map(({ object }) =>
		isObject(object) ? org.directory.findUser(text(object['id']))?.status : undefined,
	);

const errors = ({ items }: Awaited<ReturnType<typeof apply>>) =>
	items.map(({ json }) => (json['error'] === undefined ? json['outcome'] : json['error']));

describe('an item of a plan', () => {
	test.each<[string, (plan: IDataObject) => IDataObject, RegExp]>([
		['with another path', (plan) => ({ ...plan, requests: [] }), /is not as it was made/],
		[
			'with another reason',
			(plan) => ({ ...plan, why: 'Agreed by phone' }),
			/is not as it was made/,
		],
		[
			'that lasts longer',
			(plan) => ({ ...plan, expires: '2999-01-01T00:00:00.000Z' }),
			/as it was/,
		],
		[
			'for another org',
			(plan) => ({ ...plan, org: 'https://evil.okta.com' }),
			/is for https:\/\/evil/,
		],
		[
			'of another key',
			(plan) => ({ ...plan, seal: `AAAAAAAA.${text(plan['seal']).split('.')[1] ?? ''}` }),
			/with another credential, or before its key was replaced/,
		],
		['without a seal', ({ seal: _, ...plan }) => plan, /This is no plan item/],
	])('%s is refused, and the others are done', async (_, altered, said) => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(3));
		world.org.ledger.clear();
		const outcome = await apply(
			world,
			plans.map((plan, index) => (index === 1 ? altered(plan) : plan)),
		);
		expect(errors(outcome)).toEqual(['changed', matching(said), 'changed']);
		expect(statuses(world, plans)).toEqual(['SUSPENDED', 'ACTIVE', 'SUSPENDED']);
	});

	it('is refused before anything is sent where the run is to end at a failure', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(3));
		world.org.ledger.clear();
		const altered = plans.map((plan, index) => (index === 2 ? { ...plan, why: 'x' } : plan));
		const said = complaint(await apply(world, altered, { goesOn: false }));
		expect(said).toContain('1 of 3 items of the plan may not be carried out');
		expect(said).toContain('Item 2: The plan is not as it was made');
		expect(writes(world)).toEqual([]);
	});

	it('may come with members that a workflow has added, in another order', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(1));
		const turned = plans.map((plan) => ({
			approvedBy: 'Grace',
			...Object.fromEntries(Object.entries(plan).toReversed()),
		}));
		expect(errors(await apply(world, turned))).toEqual(['changed']);
	});

	it('is refused when what it was based on has changed, saying with what', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(3));
		const [, second] = suspending(3).items(world.org);
		await world.org.console.deactivate(second?.['id'] ?? '');
		world.org.ledger.clear();
		const outcome = await apply(world, plans);
		expect(errors(outcome)).toEqual([
			'changed',
			matching(/^What the plan is based on has changed: user .+@acme\.example$/),
			'changed',
		]);
		expect(outcome.items[1]?.json['message']).toMatch(/was ACTIVE, and is DEPROVISIONED now/);
		expect(writes(world)).toHaveLength(2);
	});

	it('is done although something else has changed', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(1));
		const [id = ''] = suspending(1)
			.items(world.org)
			.map((item) => item['id'] ?? '');
		const title: Run = {
			resource: 'user',
			operation: 'update',
			parameters: { userId: byId(id), profile: mapped(['title', 'string', 'Astronaut']) },
			items: () => [{}],
		};
		await run(world, title);
		expect(errors(await apply(world, plans))).toEqual(['changed']);
	});

	it('is refused when somebody took the login in the meantime', async () => {
		const world = await openWith();
		const plans = await plansOf(world, creating('ada@acme.example', 'bob@acme.example'));
		await run(world, creating('ADA@acme.example'));
		const outcome = await apply(world, plans);
		expect(errors(outcome)).toEqual([matching(/has changed: user ada@/), 'created']);
	});

	it('is refused when it is carried out a second time', async () => {
		const world = await openWith();
		const plans = await plansOf(world, creating('ada@acme.example'));
		expect(errors(await apply(world, plans))).toEqual(['created']);
		expect(errors(await apply(world, plans))).toEqual([matching(/has changed/)]);
	});

	it('counts once, however often it is given', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(2));
		const outcome = await apply(world, [...plans, ...plans]);
		expect(errors(outcome)).toEqual(['changed', 'changed']);
	});

	it('goes on with what an item before it has made, by the ID that came back', async () => {
		const world = await openWith();
		const titles: Run = {
			...creating(),
			operation: 'upsert',
			parameters: {
				profile: mapped(
					['login', 'string', 'ada@acme.example'],
					['email', 'string', 'ada@acme.example'],
					['firstName', 'string', 'Ada'],
					['lastName', 'string', '={{ $json.name }}'],
				),
			},
			items: () => [{ name: 'Byron' }, { name: 'Lovelace' }],
		};
		const plans = await plansOf(world, titles);
		expect(JSON.stringify(plans[1])).toContain('planned-user-');
		const [, second] = plans;
		const outcome = await apply(world, plans);
		const made = world.org.users
			.list()
			.find((user) => textOf(user.profile, 'login') === 'ada@acme.example');
		expect(made?.profile).toMatchObject({ lastName: 'Lovelace' });
		const object = { type: 'user', id: made?.id, name: 'ada@acme.example' };
		expect(outcome.items.map(({ json }) => json)).toEqual([
			like({ outcome: 'created', object }),
			like({ outcome: 'changed', object }),
		]);

		const alone = await apply(world, second ? [second] : []);
		expect(errors(alone)).toEqual([matching(/planned-user-1 has not been made/)]);
	});
});

describe('Safeguards of Apply Plan', () => {
	it('check all items first', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(3));
		const [, second] = suspending(3).items(world.org);
		await world.org.console.deactivate(second?.['id'] ?? '');
		world.org.ledger.clear();
		const outcome = await apply(world, plans, { safeguards: { checkFirst: true }, goesOn: false });
		expect(complaint(outcome)).toContain('1 item of 3 would be refused');
		expect(writes(world)).toEqual([]);
	});

	it('stop before more changes than allowed', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(3));
		world.org.ledger.clear();
		const outcome = await apply(world, plans, { safeguards: { stopBefore: 2 }, goesOn: false });
		expect(complaint(outcome)).toContain('The run stopped before it changed more than 2 items');
		expect(writes(world)).toHaveLength(2);
	});

	it('make a plan of the plan, which can be applied as well', async () => {
		const world = await openWith();
		const plans = await plansOf(world, suspending(2));
		world.org.ledger.clear();
		const again = await apply(world, plans, { safeguards: { dryRun: true } });
		expect(writes(world)).toEqual([]);
		const fresh = again.items.map(({ json }) => json);
		const same = ({ would, object, changes, requests, operation, certain }: IDataObject) => ({
			would,
			object,
			changes,
			requests,
			operation,
			certain,
		});
		expect(fresh.map(same)).toEqual(plans.map(same));
		expect(errors(await apply(world, fresh))).toEqual(['changed', 'changed']);
	});
});

describe('a lost answer', () => {
	it('is found out about as the operation itself does', async () => {
		const world = await openWorld({ app: { scopes: everyScope }, org: { speed } });
		const plans = await plansOf(world, creating('ada@acme.example'));
		world.org.faults.add({ method: 'POST', path: '/api/v1/users', times: 1, then: 'resetAfter' });
		expect(errors(await apply(world, plans))).toEqual(['created']);
		expect(writes(world)).toHaveLength(1);
	});

	it('leaves no rule switched off', async () => {
		const world = await openWorld({ app: { scopes: everyScope }, org: { speed } });
		const [one] = world.org.directory.rules.list();
		if (one) one.status = 'ACTIVE';
		const update: Run = {
			resource: 'groupRule',
			operation: 'update',
			parameters: { groupRuleId: byId(one?.id ?? ''), expression: 'user.title == "Clerk"' },
			items: () => [{}],
		};
		const plans = await plansOf(world, update);
		world.org.faults.add({ method: 'PUT', then: { status: 400, body: {} } });
		expect(errors(await apply(world, plans))).toEqual([matching(/HTTP status 400|refused/)]);
		const [rule] = world.org.directory.rules.list().filter(({ id }) => id === one?.id);
		expect(rule?.status).toBe('ACTIVE');
	});
});
