import { startOrg } from '../org';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

const list = async ({ n8n, credential }: World, options = {}) =>
	await n8n.run({
		parameters: { resource: 'user', operation: 'getAll', ...options },
		credential,
	});
const everything = { returnAll: true, options: { includeDeactivated: true } };

afterEach(closeWorlds);

describe('paging', () => {
	test.each([
		[{ limit: 7 }, 7, ['7']],
		[{ limit: 200 }, 200, ['200']],
		[{ limit: 201 }, 201, ['200', '200']],
		[{}, 50, ['50']],
		[everything, 450, ['200', '200', '200']],
	])('%j puts out %d users', async (options, users, limits) => {
		const world = await openWorld({ org: { users: 450 } });
		const { items } = await list(world, options);

		expect(new Set(items.map(({ json }) => json.id)).size).toBe(users);
		expect(items).toHaveLength(users);
		expect(apiRequests(world.org).map(({ query }) => query.limit)).toEqual(limits);
	});

	test('follows a link to another origin in its own org only', async () => {
		const world = await openWorld();
		const stranger = await startOrg();
		const link = `<${stranger.url}/api/v1/users?search=id+pr&limit=3>; rel="next"`;
		world.org.faults.add({
			path: '/api/v1/users',
			times: 1,
			then: { status: 200, body: [{ id: '00u1' }], headers: { link } },
		});
		const { items, error } = await list(world, everything);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1 + world.org.users.list().length);
		expect(stranger.ledger.requests).toEqual([]);
		await stranger.close();
	});

	test('does not go in circles', async () => {
		const world = await openWorld();
		const link = `<${world.org.url}/api/v1/users?after=1>; rel="next"`;
		world.org.faults.add({
			path: '/api/v1/users',
			then: { status: 200, body: [{ id: '00u1' }], headers: { link } },
		});
		expect(complaint(await list(world, everything))).toContain('was read already');
	});
});

describe('rate limits', () => {
	const seconds = () => Math.floor(Date.now() / 1000);

	test('waits as long as Okta says and repeats the request', async () => {
		const world = await openWorld();
		world.org.faults.add({
			path: '/api/v1/users',
			times: 1,
			then: {
				status: 429,
				headers: { 'x-rate-limit-limit': '600', 'x-rate-limit-reset': String(seconds() + 1) },
			},
		});
		const start = Date.now();
		const { status, items } = await list(world, { limit: 2 });

		expect([status, items.length]).toEqual(['success', 2]);
		expect(Date.now() - start).toBeGreaterThan(1000);
		const [refused, repeated] = apiRequests(world.org);
		expect(repeated?.headers).toMatchObject({
			'x-okta-retry-for': refused?.requestId,
			'x-okta-retry-count': '1',
		});
	});

	test('backs off when too many requests run at a time', async () => {
		const world = await openWorld();
		world.org.faults.add({ path: '/api/v1/users', times: 1, then: 'concurrency' });

		expect((await list(world, { limit: 2 })).status).toBe('success');
		expect(apiRequests(world.org).map(({ status }) => status)).toEqual([429, 200]);
	});

	test('Stop ends the waiting', async () => {
		const world = await openWorld();
		world.org.faults.add({ path: '/api/v1/users', then: 'throttle' });
		const stop = new AbortController();
		const start = Date.now();
		setTimeout(() => stop.abort(), 300);
		const { error } = await world.n8n.run({
			parameters: { resource: 'user', operation: 'getAll' },
			credential: world.credential,
			signal: stop.signal,
		});

		expect(error?.message).toContain('stopped');
		expect(Date.now() - start).toBeLessThan(2000);
		expect(apiRequests(world.org)).toHaveLength(1);
	});
});

test('waits for a token that cannot be had for a moment', async () => {
	const world = await openWorld();
	world.org.faults.add({ path: '/oauth2/v1/token', times: 2, then: { status: 503 } });
	const { status, items } = await list(world, { limit: 2 });

	expect([status, items.length]).toEqual(['success', 2]);
	expect(apiRequests(world.org)).toHaveLength(1);
});
