import type { Org } from '../org';
import { speed } from './quickClock';
import { byId } from './scenarios';
import { apiPaths, apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

/** An org of a free plan, whose minutes are as short as those of the node: 50 requests in each. */
const open = async (options = {}) =>
	await openWorld({
		org: { users: 400, limits: 'integratorFree', speed, ...options },
		app: { dpop: false },
	});

const some = ({ users }: Org, count: number) =>
	users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.slice(0, count);

/** Suspends so many users. */
const suspend = async (
	{ n8n, org, credential }: World,
	count: number,
	{
		requestOptions = {},
		from = 0,
		signal,
	}: { requestOptions?: object; from?: number; signal?: AbortSignal } = {},
) =>
	await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'suspend',
			userId: byId('={{ $json.id }}'),
			requestOptions: { ...requestOptions },
		},
		credential,
		items: some(org, from + count)
			.slice(from)
			.map(({ id }) => ({ id })),
		signal,
	});

const refused = ({ org }: World) => org.ledger.filter({ path: apiPaths, status: 429 });
const suspended = ({ users }: Org) =>
	users.list().filter(({ status }) => status === 'SUSPENDED').length;

describe('changes beyond the limit of a minute', () => {
	test('are all made, each once, and not one is refused', async () => {
		const world = await open();
		const before = suspended(world.org);
		const { error, items } = await suspend(world, 160);

		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 160 }, (_, item) => ({ item })),
		);
		expect(refused(world)).toEqual([]);
		expect(suspended(world.org)).toBe(before + 160);
		expect(apiRequests(world.org)).toHaveLength(160);
	});

	test('of two executions share the limit', async () => {
		const world = await open();
		const outcomes = await Promise.all([suspend(world, 60), suspend(world, 60, { from: 60 })]);

		expect(outcomes.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(refused(world)).toEqual([]);
		expect(apiRequests(world.org)).toHaveLength(120);
	});

	test('are made in spite of others who use up the same limit', async () => {
		const world = await open();
		const others = setInterval(() => world.org.limits.useUp('/api/v1', 15), 10_000 / speed);
		const { error } = await suspend(world, 100);
		clearInterval(others);

		expect(error).toBeUndefined();
		const done = apiRequests(world.org).filter(({ status }) => status === 200);
		expect(done).toHaveLength(100);
	});

	test('survive bursts of refusals', async () => {
		const world = await open();
		world.org.faults.add({ path: apiPaths, after: 20, times: 10, then: 'throttle' });
		const { error } = await suspend(world, 60);

		expect(error).toBeUndefined();
		expect(refused(world)).toHaveLength(10);
		expect(apiRequests(world.org)).toHaveLength(70);
	});

	test('leave others their part', async () => {
		const world = await open();
		const { error } = await suspend(world, 30, { requestOptions: { share: 20 } });

		expect(error).toBeUndefined();
		const times = apiRequests(world.org).map(({ at }) => at);
		const [first = 0] = times;
		expect(times.filter((time) => time < first + 59_000)).toHaveLength(10);
	});

	test('fail if they may not wait, and say how long it would have been', async () => {
		const world = await open();
		const outcome = await suspend(world, 70, { requestOptions: { longestWait: 0 } });

		expect(complaint(outcome)).toMatch(
			/^Okta's rate limit for \/api\/v1 is used up, and waiting for it would take \d+ seconds? or more\n/,
		);
		expect(complaint(outcome)).toContain('Of 70 items, counted from 0, 50 were done (0–49)');
		expect(refused(world)).toEqual([]);
	});

	test('stop waiting at once when the execution is stopped', async () => {
		const world = await open({ speed: 1 });
		const stop = new AbortController();
		const running = suspend(world, 70, { signal: stop.signal });
		while (apiRequests(world.org).length < 50) await new Promise(setImmediate);
		await new Promise((resolve) => setTimeout(resolve, 100));
		const before = Date.now();
		stop.abort();
		const outcome = await running;

		expect(complaint(outcome)).toBe(
			'The execution was stopped\nOf 70 items, counted from 0, 50 were done (0–49), 20 were not done (50–69).',
		);
		expect(Date.now() - before).toBeLessThan(1000);
		expect(apiRequests(world.org)).toHaveLength(50);
	});
});

describe('more requests at a time than the org takes', () => {
	test('become fewer, and nothing is lost', async () => {
		const world = await openWorld({
			org: { users: 400, limits: 'integratorFree', speed: 1 },
			app: { dpop: false },
		});
		world.org.faults.add({ path: apiPaths, then: { delayMs: 40 } });
		// As much as other clients leave of it.
		for (let others = 0; others < 10; others++) world.org.limits.enter();
		const { error } = await suspend(world, 45, { requestOptions: { parallel: 40 } });

		expect(error).toBeUndefined();
		const answers = apiRequests(world.org).map(({ status }) => status);
		expect(answers.filter((status) => status === 200)).toHaveLength(45);
		expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0);
	});
});

test('one item takes one request, and no detour', async () => {
	const world = await open();
	const { error } = await suspend(world, 1);

	expect(error).toBeUndefined();
	expect(apiRequests(world.org)).toHaveLength(1);
	expect(world.org.ledger.tokenRequests()).toHaveLength(1);
});
