import { startOrg } from '../org';
import { textOf } from './scenarios/scenario';
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

describe('sorting', () => {
	test.each([
		['user', 'the list of all', { sortBy: 'profile.lastName' }, 'Okta sorts only what it searches'],
		['user', 'a filter', { sortBy: 'created', filter: 'status eq "ACTIVE"' }, 'Okta sorts only'],
		['group', 'the start of a name', { sortBy: 'profile.name', q: 'Eng' }, 'Okta sorts only'],
		['group', 'no attribute', { sortBy: 'other', search: 'id pr' }, '"Sort By Attribute" is empty'],
	])('of %ss is refused beside %s, before anything is sent', async (resource, _, options, said) => {
		const { n8n, org, credential } = await openWorld();
		const parameters = { resource, operation: 'getAll', returnAll: true, options };
		const { error } = await n8n.run({ parameters, credential });
		expect(error?.message).toContain(said);
		expect(org.ledger.requests).toEqual([]);
	});

	test('of users by what a condition finds', async () => {
		const { n8n, org, credential } = await openWorld();
		const { items, error } = await n8n.run({
			parameters: {
				resource: 'user',
				operation: 'getAll',
				returnAll: true,
				conditions: { all: [{ attribute: 'created', operator: 'pr' }] },
				options: { sortBy: 'profile.lastName', sortOrder: 'desc' },
			},
			credential,
		});
		expect(error).toBeUndefined();
		const names = items.map(({ json }) => textOf(json, 'lastName'));
		expect(names).toHaveLength(org.users.list().length);
		expect(names).toEqual(names.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
	});
});
