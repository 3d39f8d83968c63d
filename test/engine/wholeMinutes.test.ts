import { openFreePlan, suspend } from './suspending';
import { apiRequests, closeWorlds, complaint } from './world';

/* By the clock on the wall: however slow the machine is, the minute is not over before the test. */

afterEach(closeWorlds);

describe('changes beyond the limit of a minute', () => {
	test('fail if they may not wait, and say how long it would have been', async () => {
		const world = await openFreePlan();
		const outcome = await suspend(world, 70, { requestOptions: { longestWait: 0 } });

		expect(complaint(outcome)).toMatch(
			/^Okta's rate limit for \/api\/v1\/users is used up, and waiting for it would take \d+ seconds? or more\n/,
		);
		expect(complaint(outcome)).toContain('Of 70 items, counted from 0, 50 were done (0–49)');
		expect(world.org.ledger.filter({ status: 429 })).toEqual([]);
	});

	test('stop waiting at once when the execution is stopped', async () => {
		const world = await openFreePlan();
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
