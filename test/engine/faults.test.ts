import { NOWHERE, splitRoute } from '../../nodes/Okta/table/operation';
import { resources } from '../../nodes/Okta/operations';
import type { Fault } from '../org';
import { speed } from './quickClock';
import { scenarios, scopesOf } from './scenarios';
import {
	apiPaths,
	apiRequests,
	closeWorlds,
	complaint,
	openWorld,
	putOutFor,
	type World,
} from './world';
import { part } from '../walks/part';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

const users = '/api/v1/users';

const listAll = async ({ n8n, credential }: World, requestOptions = {}) =>
	await n8n.run({
		parameters: { resource: 'user', operation: 'getAll', returnAll: true, requestOptions },
		credential,
	});

/** Every change the node makes, with the scenario that shows it best. */
const changes = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const { method, path } = splitRoute(operation.route);
		const scenario = scenarios[`${resource}.${operation.value}`]?.find(({ puts }) => puts);
		if (operation.route === NOWHERE || method === 'GET' || method === 'ANY' || !scenario) return [];
		const key = `${resource}.${operation.value}`;
		return [{ key, resource, operation, method, path, scenario }];
	}),
);

type Change = (typeof changes)[number];

async function runWith({ resource, operation, method, path, scenario }: Change, fault: Fault) {
	// Whether something was made since is told by the clocks of both.
	const world = await openWorld({ org: { speed }, app: { scopes: scopesOf(operation) } });
	const items = scenario.items(world.org);
	const expected = items.map((item) => scenario.puts?.(item, world.org));
	world.org.faults.add({ method, path, ...fault });
	const outcome = await world.n8n.run({
		parameters: {
			resource,
			operation: operation.value,
			...(operation.shaped && { output: 'everything' }),
			...scenario.parameters,
		},
		credential: world.credential,
		items,
	});
	return {
		world,
		items,
		expected,
		outcome,
		put: items.map((_, item) => putOutFor(outcome.items, item)),
	};
}

/** Whether the answer of an operation is the only place that holds a secret. */
const isAnsweredOnce = ({ operation, scenario }: Change) =>
	operation.repeat === 'never' ||
	(operation.secrets !== undefined &&
		operation.repeat !== 'harmless' &&
		JSON.stringify(scenario.parameters).includes(`"${operation.secrets.shownBy}":true`));

/** The log shows each time that somebody was logged out, although there was nobody the second time. */
const loggedEachTime = ['user.clearSessions', 'user.universalLogout'];

describe('a change whose answer gets lost', () => {
	test.each(part(changes.filter((change) => !isAnsweredOnce(change))))(
		'$key is made once, and put out',
		async (change) => {
			const { world, items, expected, outcome, put } = await runWith(change, {
				times: 1,
				then: 'resetAfter',
			});

			expect(outcome.error).toBeUndefined();
			expect(put).toEqual(expected);
			if (!loggedEachTime.includes(change.key)) change.scenario.leaves?.(items, world.org);
		},
	);

	test.each(part(changes.filter(isAnsweredOnce)))(
		'$key is not made again, and the error says that nobody knows',
		async (change) => {
			const { world, outcome } = await runWith(change, { times: 1, then: 'resetAfter' });

			expect(complaint(outcome)).toContain('It is not known whether Okta did it');
			const { method } = change;
			expect(world.org.ledger.filter({ method, path: apiPaths })).toHaveLength(2);
		},
	);
});

test('a change answered with something that is not HTTP is made once, and put out', async () => {
	const change = changes.find(({ key }) => key === 'user.create');
	if (!change) throw new Error('There is no such operation');
	const { world, items, expected, outcome, put } = await runWith(change, {
		times: 1,
		then: 'gibberish',
	});

	expect(outcome.error).toBeUndefined();
	expect(put).toEqual(expected);
	change.scenario.leaves?.(items, world.org);
});

describe('a change that Okta is not up to for a moment', () => {
	// Whoever was first waits longest: what comes out must not hang on who gets through first.
	beforeEach(() => {
		let drawn = 0;
		jest.spyOn(Math, 'random').mockImplementation(() => (drawn++ % 2 === 0 ? 0.99 : 0));
	});
	afterEach(() => jest.restoreAllMocks());

	test.each(part(changes))('$key is made when it is', async (change) => {
		const { world, items, expected, outcome, put } = await runWith(change, {
			times: 2,
			then: { status: 503 },
		});

		expect(outcome.error).toBeUndefined();
		expect(put).toEqual(expected);
		change.scenario.leaves?.(items, world.org);
	});
});

describe('a list', () => {
	test.each([
		'reset',
		'resetAfter',
		'truncate',
		'malformed',
		'gibberish',
		{ status: 502 },
	] as const)('is complete after failures in the middle: %j', async (then) => {
		const world = await openWorld({ org: { users: 450 } });
		world.org.faults.add({ path: users, after: 1, times: 3, then });
		const { items, error } = await listAll(world);

		expect(error).toBeUndefined();
		const ids = items.map(({ json }) => json['id']);
		expect(new Set(ids).size).toBe(ids.length);
		const active = world.org.users.list().filter(({ status }) => status !== 'DEPROVISIONED');
		expect(ids).toHaveLength(active.length);
	});

	test.each(['truncate', 'malformed'] as const)('that stays cut off (%s) fails', async (then) => {
		const world = await openWorld();
		world.org.faults.add({ path: users, after: 1, then });
		const outcome = await listAll(world);

		expect([outcome.status, outcome.items]).toEqual(['error', []]);
		expect(complaint(outcome)).toContain('It was tried 7 times');
	});

	test('is read in smaller pages when a large one takes Okta too long', async () => {
		const world = await openWorld({ org: { users: 450 } });
		world.org.faults.add({ path: users, after: 1, times: 1, then: { status: 504 } });
		const { items, error } = await listAll(world);

		expect(error).toBeUndefined();
		expect(apiRequests(world.org).map(({ query }) => query['limit'])).toEqual(
			expect.arrayContaining(['200', '100']),
		);
		expect(new Set(items.map(({ json }) => json['id'])).size).toBe(items.length);
	});

	test('does not wait for an answer longer than the user says', async () => {
		const world = await openWorld();
		world.org.faults.add({ path: users, times: 1, then: { delayMs: 2_500 } });
		const { error, items } = await listAll(world, { timeout: 1 });

		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(200);
	});
});

test('an org that is away for a minute is waited for', async () => {
	const world = await openWorld();
	await listAll(world);
	const back = world.org.faults.add({ then: 'reset' });
	setTimeout(back, 60_000 / speed);
	const { error, items } = await listAll(world);

	expect(error).toBeUndefined();
	expect(items.length).toBeGreaterThan(200);
});

describe('the end of a run', () => {
	const update = async ({ n8n, org, credential }: World, count: number, settings = {}) => {
		const some = org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(0, count);
		return await n8n.run({
			parameters: {
				resource: 'user',
				operation: 'suspend',
				userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				requestOptions: { parallel: 2 },
			},
			credential,
			items: some.map(({ id }) => ({ id })),
			settings,
		});
	};

	test('begins nothing after a failure, and says how far it came', async () => {
		const world = await openWorld();
		world.org.faults.add({
			method: 'POST',
			path: apiPaths,
			after: 5,
			times: 1,
			then: { status: 400, body: {} },
		});
		const outcome = await update(world, 20);

		const done = apiRequests(world.org).filter(({ status }) => status === 200).length;
		expect(complaint(outcome)).toContain(`Of 20 items, counted from 0, ${done} were done (0–4`);
		expect(complaint(outcome)).toMatch(/, 1 failed \(5\), \d+ were not done \(\d+–19\)\.$/);
		expect(done).toBeLessThan(8);
		expect(outcome.error).toMatchObject({ context: { itemIndex: expect.any(Number) as number } });
	});

	test('tells what failed from what may have been done', async () => {
		const { n8n, org, credential } = await openWorld();
		const active = org.users.list().filter(({ status }) => status === 'ACTIVE');
		const items = active.slice(0, 2).map(({ id }) => ({
			path: `/api/v1/users/${id}/lifecycle/suspend`,
		}));
		org.faults.add({ path: items[0]?.path, then: { status: 403 } });
		org.faults.add({ path: items[1]?.path, then: 'resetAfter' });
		const outcome = await n8n.run({
			parameters: {
				resource: 'customApiCall',
				operation: 'request',
				method: 'POST',
				path: '={{ $json.path }}',
			},
			credential,
			items,
		});

		expect(complaint(outcome)).toMatch(
			/\nOf 2 items, counted from 0, 1 failed \(0\), 1 may have been done \(1\)\. Look in Okta for what may have been done\.$/,
		);
	});

	test.each([200, 403])(
		'comes at once when a web page stands in for Okta (%i): nothing of it is put out',
		async (status) => {
			const world = await openWorld();
			world.org.faults.add({
				path: apiPaths,
				then: { status, body: '<html>Sign in', headers: { 'content-type': 'text/html' } },
			});
			const outcome = await update(world, 1);

			expect(outcome.items).toEqual([]);
			expect(complaint(outcome)).toMatch(
				/^A web page came back in place of an answer from Okta\nSomething between n8n and Okta sent it/,
			);
			expect(/It is not known whether Okta did it/.test(complaint(outcome))).toBe(status === 200);
			expect(apiRequests(world.org)).toHaveLength(1);
		},
	);

	test.each([
		['suspend', 'A change was under way: Okta may have made it or not.'],
		['get', 'Nothing was changed in Okta.'],
	])('tells whether anything was changed when %s is stopped', async (operation, said) => {
		const { n8n, org, credential } = await openWorld();
		const stop = new AbortController();
		org.faults.add({ path: apiPaths, then: { meanwhile: () => stop.abort() } });
		const [user] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		const outcome = await n8n.run({
			parameters: {
				resource: 'user',
				operation,
				userId: { __rl: true, mode: 'id', value: user?.id },
			},
			credential,
			signal: stop.signal,
		});

		expect(complaint(outcome)).toBe(`The execution was stopped\n${said}`);
	});

	test('comes for each item, if the node goes on after failures', async () => {
		const world = await openWorld();
		world.org.faults.add({
			method: 'POST',
			path: apiPaths,
			after: 5,
			times: 1,
			then: { status: 400, body: {} },
		});
		const outcome = await update(world, 20, { onError: 'continueRegularOutput' });

		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 20 }, (_, item) => ({ item })),
		);
		expect(outcome.items.filter(({ json }) => 'error' in json)).toHaveLength(1);
	});
});

describe('items that change the same object', () => {
	test('run one after another, so that nothing gets lost', async () => {
		const { n8n, org, credential } = await openWorld();
		const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
		org.faults.add({ method: 'PUT', path: apiPaths, then: { delayMs: 20 } });
		const { error } = await n8n.run({
			parameters: {
				resource: 'group',
				operation: 'update',
				groupId: { __rl: true, mode: 'id', value: group?.id },
				profile: {
					mappingMode: 'defineBelow',
					value: { description: '={{ $json.text }}' },
					matchingColumns: [],
					schema: [
						{
							id: 'description',
							type: 'string',
							displayName: 'd',
							required: false,
							defaultMatch: false,
							display: true,
						},
					],
				},
			},
			credential,
			items: Array.from({ length: 6 }, (_, index) => ({ text: `no. ${index}` })),
		});

		expect(error).toBeUndefined();
		expect(apiRequests(org).map(({ method }) => method)).toEqual(
			Array.from({ length: 6 }, () => ['GET', 'PUT']).flat(),
		);
		expect(group?.profile).toMatchObject({ description: 'no. 5' });
	});
});
