import type { Org } from '../org';
import { speed } from './quickClock';
import { openFreePlan, suspend } from './suspending';
import { apiPaths, apiRequests, closeWorlds, openWorld, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

/** An org whose minutes are as short as those of the node. */
const open = async () => await openFreePlan({ speed });

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
		const others = setInterval(() => world.org.limits.useUp('/api/v1/users', 15), 10_000 / speed);
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
