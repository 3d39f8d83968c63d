import { request } from 'node:http';
import type { Org } from './org';
import type { ServiceApp } from './serviceApps';
import { assertionFor, bearerToken, call, requestToken, type Answer } from './support/client';
import { startBareOrg } from './support/routes';

let org: Org;
let app: ServiceApp;
let token: string;

beforeEach(async () => {
	org = await startBareOrg();
	app = await org.serviceApp({ key: 'ES256' });
	token = `Bearer ${await bearerToken(org, app, 'okta.users.manage')}`;
});

afterEach(() => org.close());

describe('every answer', () => {
	it('has an ID of its own that the ledger knows', async () => {
		const answers = [await listUsers(), await call(org, 'GET /api/v1/nothing', token)];

		const ids = answers.map(({ headers }) => headers.get('x-okta-request-id'));

		expect(new Set(ids).size).toBe(2);
		expect(org.ledger.requests.slice(-2).map(({ requestId }) => requestId)).toEqual(ids);
	});

	it('is dated by the clock of the org', async () => {
		org.clock.advance(-3 * 24 * 60 * 60 * 1000);

		const { headers } = await listUsers();

		const date = Date.parse(headers.get('date') ?? '');
		expect(Math.abs(date - org.clock.now())).toBeLessThan(2000);
	});
});

describe('a request the org cannot serve', () => {
	it.each([
		['GET /api/v1/nothing', {}, 404, 'E0000008'],
		['PATCH /api/v1/users', {}, 405, 'E0000022'],
		['POST /api/v1/users', { body: '{"profile":' }, 400, 'E0000003'],
		[
			'POST /api/v1/users',
			{ body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
			400,
			'E0000021',
		],
		['GET /api/v1/users', { headers: { accept: 'text/html' } }, 406, 'E0000122'],
	])('%s %j is refused with %i %s', async (route, options, status, errorCode) => {
		expect(await call(org, route, token, options)).toMatchObject({
			status,
			body: { errorCode, errorLink: errorCode, errorCauses: [] },
		});
	});

	it('is refused with 411 when a POST does not say how long it is', async () => {
		const status = await new Promise((resolve, reject) => {
			const raw = request(`${org.url}/api/v1/users`, {
				method: 'POST',
				headers: { authorization: token },
			});
			raw.removeHeader('transfer-encoding');
			raw.useChunkedEncodingByDefault = false;
			raw.on('response', (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			raw.on('error', reject);
			raw.end();
		});

		expect(status).toBe(411);
	});

	it.each(['/api/v1/users/a%2Fb', '/api/v1/users/a%5Cb', '/api/v1/users/%E0%A4%A'])(
		'is refused by the container before Okta sees it: %s',
		async (path) => {
			expect((await call(org, `GET ${path}`, token)).status).toBe(400);
			expect(org.ledger.filter({ path })).toEqual([]);
		},
	);
});

describe('a path', () => {
	it.each([
		['/api/v1/users/a%40b.com', 'a@b.com'],
		['/api/v1/users/a+b', 'a+b'],
		['/api/v1/users/x;y=z', 'x'],
		['/api/v1/users/x%3By@z', 'x'],
		['/api/v1/users/a%23EXT%23%40b.com', 'a#EXT#@b.com'],
		['/api/v1/users/why%3F', 'why?'],
		['/api//v1/users/x', 'x'],
		['/api/v1/groups/%2e%2e/users/x', 'x'],
	])('%s reaches the user %s', async (path, userId) => {
		const { body } = await call(org, `GET ${path}`, token);

		expect(body).toMatchObject({ params: { userId } });
	});
});

describe('a list', () => {
	it('links to itself and to the next page, one header line each', async () => {
		const links = await new Promise<string[]>((resolve, reject) => {
			request(
				`${org.url}/api/v1/users?filter=status%20eq%20%22ACTIVE%22`,
				{ headers: { authorization: token } },
				(response) => {
					response.resume();
					const lines = response.rawHeaders.filter(
						(_line, index, all) => all[index - 1]?.toLowerCase() === 'link',
					);
					resolve(lines);
				},
			)
				.on('error', reject)
				.end();
		});

		expect(links).toEqual([
			`<${org.url}/api/v1/users?limit=2&filter=status+eq+%22ACTIVE%22>; rel="self"`,
			`<${org.url}/api/v1/users?after=2&limit=2&filter=status+eq+%22ACTIVE%22>; rel="next"`,
		]);
	});

	it('ends with a page that links to itself only, cursor included', async () => {
		const { headers, body } = await call(org, 'GET /api/v1/users?after=4', token);

		expect(body).toEqual([5]);
		expect(headers.get('link')).toBe(`<${org.url}/api/v1/users?after=4&limit=2>; rel="self"`);
	});

	it.each([
		['', 2],
		['limit=1', 1],
		['limit=3', 3],
		['limit=1000', 3],
		['limit=0', 2],
	])('with %j has %i items', async (query, length) => {
		expect((await call(org, `GET /api/v1/users?${query}`, token)).body).toHaveLength(length);
	});

	it('refuses a limit that is no number', async () => {
		expect(await call(org, 'GET /api/v1/users?limit=many', token)).toMatchObject({
			status: 400,
			body: { errorCode: 'E0000029' },
		});
	});
});

describe('the ledger', () => {
	it('keeps every request in order, with who, what and how it ended', async () => {
		org.ledger.clear();

		await call(org, 'POST /api/v1/users?activate=false', token, {
			body: '{"profile":{"login":"a@b.c"}}',
		});
		await call(org, 'GET /api/v1/groups', token);

		expect(org.ledger.requests).toMatchObject([
			{
				method: 'POST',
				path: '/api/v1/users',
				query: { activate: 'false' },
				body: { profile: { login: 'a@b.c' } },
				status: 200,
				clientId: app.clientId,
				bucket: '/api/v1/users',
			},
			{ method: 'GET', path: '/api/v1/groups', status: 403, body: undefined },
		]);
		expect(org.ledger.filter({ method: 'GET' })).toHaveLength(1);
		expect(org.ledger.filter({ path: /^\/api\/v1\/users/ })).toHaveLength(1);
		expect(org.ledger.filter({ path: '/api/v1/groups', status: 200 })).toHaveLength(0);
	});

	it('tells token exchanges from token requests, by client', async () => {
		const other = await org.serviceApp({ key: 'ES256' });
		await requestToken(org, {
			client_assertion: await assertionFor(org, other, { claims: { aud: 'wrong' } }),
		});

		expect(org.ledger.tokenExchanges()).toHaveLength(1);
		expect(org.ledger.tokenExchanges(app.clientId)).toHaveLength(1);
		expect(org.ledger.tokenExchanges(other.clientId)).toHaveLength(0);
		expect(org.ledger.tokenRequests(other.clientId)).toHaveLength(1);
	});

	it('keeps no token, assertion or proof, but what assertions and proofs claim', async () => {
		const client_assertion = await assertionFor(org, app);
		await requestToken(org, { client_assertion });
		await listUsers();

		const kept = JSON.stringify(org.ledger.requests);

		expect(kept).not.toContain(token.replace('Bearer ', ''));
		expect(kept).not.toContain(client_assertion);
		expect(kept).toContain('"authorization":"Bearer [redacted]"');
		expect(org.ledger.tokenRequests().at(-1)?.assertion).toMatchObject({
			header: { alg: 'ES256', kid: app.keys[0]?.kid },
			claims: { iss: app.clientId, aud: `${org.url}/oauth2/v1/token` },
		});
	});
});

const listUsers = (): Promise<Answer> => call(org, 'GET /api/v1/users', token);
