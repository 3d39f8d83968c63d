import type { Effect } from './faults';
import { Org } from './org';
import type { Reply } from './route';
import { bearerToken, call, type Answer } from './support/client';
import { startBareOrg } from './support/routes';

let org: Org;
let token: string;

beforeEach(async () => {
	org = await startBareOrg({ limits: 'workforce' });
	token = `Bearer ${await bearerToken(org, await org.serviceApp({ key: 'ES256' }), 'okta.users.manage')}`;
});

afterEach(() => org.close());

describe('a fault', () => {
	it('hits the requests it is meant for, so many of them, after so many', async () => {
		org.faults.add({
			method: 'GET',
			path: '/api/v1/users/{userId}',
			after: 1,
			times: 2,
			then: { status: 503 },
		});

		const statuses: number[] = [];
		for (let index = 0; index < 4; index++) statuses.push((await getUser()).status);

		expect((await call(org, 'DELETE /api/v1/users/00u1', token)).status).toBe(204);
		expect((await call(org, 'GET /api/v1/users', token)).status).toBe(200);
		expect(statuses).toEqual([200, 503, 503, 200]);
		expect(org.faults.taken).toBe(2);
	});

	it('can be given up again, one or all', async () => {
		const remove = org.faults.add({ then: { status: 500 } });
		expect((await getUser()).status).toBe(500);
		remove();
		expect((await getUser()).status).toBe(200);

		org.faults.add({ then: { status: 500 } });
		org.faults.clear();
		expect((await getUser()).status).toBe(200);
	});

	it('answers with the body and headers it was given', async () => {
		org.faults.add({
			then: { status: 502, body: '<html>Bad gateway</html>', headers: { 'x-proxy': 'yes' } },
		});

		const { status, headers, body } = await getUser();

		expect({ status, body }).toEqual({ status: 502, body: '<html>Bad gateway</html>' });
		expect(headers.get('x-proxy')).toBe('yes');
	});

	it.each([
		[500, 'E0000009'],
		[503, 'E0000010'],
		[504, 'E0000009'],
		[429, 'E0000047'],
	])("of status %i has Okta's own body (%s)", async (status, errorCode) => {
		org.faults.add({ then: { status } });

		expect(await getUser()).toMatchObject({ status, body: { errorCode } });
	});

	it('delays', async () => {
		org.faults.add({ then: { delayMs: 120 } });
		const before = performance.now();

		expect((await getUser()).status).toBe(200);
		expect(performance.now() - before).toBeGreaterThan(110);
	});

	it('puts the Date header off', async () => {
		org.faults.add({ then: { dateSkewMs: 600_000 } });

		const { headers } = await getUser();

		const skew = Date.parse(headers.get('date') ?? '') - org.clock.now();
		expect(Math.abs(skew - 600_000)).toBeLessThan(2000);
	});

	it('throttles as if the bucket were used up', async () => {
		org.faults.add({ times: 1, then: 'throttle' });

		const { status, headers } = await getUser();

		expect(status).toBe(429);
		expect(headers.get('x-rate-limit-limit')).toBe('1000');
		expect(headers.get('x-rate-limit-remaining')).toBe('0');
		expect(Number(headers.get('x-rate-limit-reset'))).toBeGreaterThan(org.clock.seconds() + 50);
	});

	it('reports too many requests at once', async () => {
		org.faults.add({ times: 1, then: 'concurrency' });

		const { status, headers } = await getUser();

		expect({ status, limit: headers.get('x-rate-limit-limit') }).toEqual({
			status: 429,
			limit: '0',
		});
	});

	it.each<[effect: Effect, handled: number]>([
		['reset', 0],
		['resetAfter', 1],
		['truncate', 1],
		['gibberish', 1],
	])('%s breaks the connection off after the request was handled %i times', async (then, times) => {
		let handled = 0;
		const handle = (): Reply => ({ status: 201, body: { id: ++handled } });
		const fragile = new Org({}, [
			{ route: 'POST /api/v1/groups', scopes: ['okta.groups.manage'], handle },
		]);
		await fragile.listen(0);
		fragile.faults.add({ then });

		await expect(
			call(fragile, 'POST /api/v1/groups', `SSWS ${fragile.apiToken()}`),
		).rejects.toThrow();

		expect(handled).toBe(times);
		await fragile.close();
	});

	it('revokes the tokens of the caller', async () => {
		org.faults.add({ times: 1, then: 'revokeTokens' });

		const refused = await getUser();

		expect(refused.status).toBe(401);
		expect(refused.headers.get('www-authenticate')).toMatch(/"The access token has been revoked."/);
		expect((await getUser()).status).toBe(401);
	});

	it('refuses the nonces given out so far, and hands out another', async () => {
		const before = org.nonces.current();
		org.faults.add({ times: 1, then: 'renewNonce' });

		const { status, headers } = await getUser();

		expect(status).toBe(401);
		expect(headers.get('dpop-nonce')).toBe(org.nonces.current());
		expect(org.nonces.accepts(before)).toBe(false);
	});

	it('sends a list on to another address', async () => {
		const nextPageAt = 'http://127.0.0.1:1/api/v1/users';
		org.faults.add({ then: { nextPageAt } });

		const { headers } = await call(org, 'GET /api/v1/users', token);

		expect(headers.get('link')).toBe(`<${nextPageAt}>; rel="next"`);
	});

	it('has links to pages name another origin', async () => {
		org.faults.add({ then: { linksTo: 'https://elsewhere.example' } });

		const { headers } = await call(org, 'GET /api/v1/users?limit=1', token);

		expect(headers.get('link')).toMatch(
			/^<https:\/\/elsewhere\.example\/api\/v1\/users\?.*<https:\/\/elsewhere\.example\/.*>; rel="next"$/,
		);
	});

	it('lets a test do something meanwhile', async () => {
		const meanwhile = jest.fn();
		org.faults.add({ then: { meanwhile } });

		expect((await getUser()).status).toBe(200);
		expect(meanwhile).toHaveBeenCalledTimes(1);
	});

	it('takes the org away for a while', async () => {
		org.faults.add({ times: 1, then: { goneMs: 200 } });

		await expect(getUser()).rejects.toThrow();
		await expect(getUser()).rejects.toThrow();
		await new Promise((resolve) => setTimeout(resolve, 400));

		expect((await getUser()).status).toBe(200);
	});

	it('cuts JSON off in a complete answer', async () => {
		org.faults.add({ then: 'malformed' });

		const { status, body } = await getUser();

		expect(status).toBe(200);
		expect(typeof body).toBe('string');
	});
});

const getUser = (): Promise<Answer> => call(org, 'GET /api/v1/users/00u1', token);
