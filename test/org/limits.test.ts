import { bucketOf } from './limits';
import type { Org } from './org';
import type { ServiceApp } from './serviceApps';
import { assertionFor, bearerToken, call, requestToken, type Answer } from './support/client';
import { startBareOrg } from './support/routes';

const minute = 60_000;

describe('the bucket of a request', () => {
	it.each([
		['GET /api/v1/apps', '/api/v1/apps'],
		['GET /api/v1/apps/0oa1', 'GET /api/v1/apps/{id}'],
		['PUT /api/v1/apps/0oa1', '/api/v1/apps/{id}'],
		['GET /api/v1/devices/guo1/users', '/api/v1/devices/{id}/users'],
		['GET /api/v1/iam/roles', '/api/v1/iam'],
		['POST /api/v1/apps/0oa1/users', '/api/v1/apps'],
		['GET /api/v1/groups', '/api/v1/groups'],
		['GET /api/v1/groups/00g1', '/api/v1/groups/{id}'],
		['PUT /api/v1/groups/00g1/users/00u1', '/api/v1/groups'],
		['GET /api/v1/groups/rules', '/api/v1/groups'],
		['GET /api/v1/users', '/api/v1/users'],
		['GET /api/v1/users/00u1', 'GET /api/v1/users/{idOrLogin}'],
		['DELETE /api/v1/users/00u1', '/api/v1/users/{id}'],
		['POST /api/v1/users/00u1/lifecycle/suspend', '/api/v1/users'],
		['GET /api/v1/logs', '/api/v1/logs'],
		['GET /api/v1/meta/schemas/user/default', '/api/v1'],
		['POST /oauth2/v1/token', '/oauth2/v1'],
		['POST /oauth2/v1/clients', '/oauth2/v1/clients'],
		['GET /oauth2/v1/clients/0oa1/roles', '/oauth2/v1'],
	])('of %s is %s', (route, bucket) => {
		const [method = '', path = ''] = route.split(' ');

		expect(bucketOf(method, path.split('/').slice(1))).toBe(bucket);
	});
});

describe('rate limits', () => {
	let org: Org;
	let app: ServiceApp;
	let token: string;

	beforeEach(async () => {
		org = await startBareOrg({ limits: 'integratorFree' });
		app = await org.serviceApp({ key: 'ES256' });
		token = `Bearer ${await bearerToken(org, app, 'okta.users.read okta.apps.read')}`;
	});

	afterEach(() => org.close());

	it('give an app half of the bucket, counted down in every answer', async () => {
		const first = await listApps();
		const second = await listApps();

		expect(allowance(first)).toMatchObject({ limit: 10, remaining: 9 });
		expect(allowance(second)).toMatchObject({ limit: 10, remaining: 8 });
	});

	it('say when the minute ends, in epoch seconds by the clock of the org', async () => {
		org.clock.advance(12 * minute);

		const { reset } = allowance(await listApps());

		expect(reset - org.clock.seconds()).toBeGreaterThan(57);
		expect(reset - org.clock.seconds()).toBeLessThanOrEqual(61);
	});

	it('refuse the request too many with E0000047, and let in again after the minute', async () => {
		await Promise.all(Array.from({ length: 10 }, listApps));

		const refused = await listApps();

		expect(refused).toMatchObject({
			status: 429,
			body: {
				errorCode: 'E0000047',
				errorSummary: 'API call exceeded rate limit due to too many requests.',
				errorLink: 'E0000047',
				errorCauses: [],
			},
		});
		expect(allowance(refused)).toMatchObject({ limit: 10, remaining: 0 });

		org.clock.advance(minute);

		expect((await listApps()).status).toBe(200);
	});

	it('count buckets apart from each other', async () => {
		await Promise.all(Array.from({ length: 10 }, listApps));

		expect((await listApps()).status).toBe(429);
		expect((await call(org, 'GET /api/v1/users', token)).status).toBe(200);
	});

	it('count apps apart from each other, until together they fill the bucket', async () => {
		const list = async (): Promise<() => Promise<Answer>> => {
			const other = await org.serviceApp({ key: 'ES256' });
			const bearer = `Bearer ${await bearerToken(org, other, 'okta.apps.read')}`;
			return () => call(org, 'GET /api/v1/apps', bearer);
		};
		const [second, third] = [await list(), await list()];

		await Promise.all(Array.from({ length: 10 }, listApps));
		await Promise.all(Array.from({ length: 9 }, second));

		expect((await second()).status).toBe(200);
		expect((await third()).status).toBe(429);
	});

	it('are used up by others as well', async () => {
		org.limits.useUp('/api/v1/apps', 15);
		await Promise.all(Array.from({ length: 5 }, listApps));

		const refused = await listApps();

		expect(refused.status).toBe(429);
		expect(allowance(refused)).toMatchObject({ limit: 10, remaining: 0 });
	});

	it('last a minute of the org, however quick its clock is', async () => {
		const quick = await startBareOrg({ limits: 'integratorFree', speed: 600 });
		const other = await quick.serviceApp({ key: 'ES256' });
		const list = `Bearer ${await bearerToken(quick, other, 'okta.apps.read')}`;
		for (let status = 200; status === 200;) {
			status = (await call(quick, 'GET /api/v1/apps', list)).status;
		}
		await new Promise((resolve) => setTimeout(resolve, 110));

		expect((await call(quick, 'GET /api/v1/apps', list)).status).toBe(200);
		await quick.close();
	});

	it('hold for the token endpoint, for the whole org', async () => {
		const answer = await requestToken(org, { client_assertion: await assertionFor(org, app) });

		expect(allowance(answer)).toMatchObject({ limit: 300, remaining: 298 });
	});

	it('never refuse without a plan', async () => {
		org.limits.plan = 'none';

		const answers = await Promise.all(Array.from({ length: 30 }, listApps));

		expect(answers.every(({ status }) => status === 200)).toBe(true);
	});

	it('refuse more simultaneous requests than the plan allows, with a limit of 0', async () => {
		org.faults.add({ path: '/api/v1/users', then: { delayMs: 150 } });

		const answers = await Promise.all(
			Array.from({ length: 16 }, () => call(org, 'GET /api/v1/users', token)),
		);
		const refused = answers.filter(({ status }) => status === 429);

		expect(refused).toHaveLength(1);
		expect(refused.map(allowance)).toMatchObject([{ limit: 0, remaining: 0 }]);
		expect((await call(org, 'GET /api/v1/users', token)).status).toBe(200);
	});

	it('can be told how many at a time, whatever the plan', async () => {
		const narrow = await startBareOrg({ concurrency: 2 });
		narrow.faults.add({ then: { delayMs: 150 } });

		const answers = await Promise.all(
			Array.from({ length: 5 }, () =>
				call(narrow, 'GET /api/v1/users', `SSWS ${narrow.apiToken()}`),
			),
		);
		await narrow.close();

		expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
		expect(narrow.limits.mostInFlight).toBeGreaterThan(2);
	});

	const listApps = (): Promise<Answer> => call(org, 'GET /api/v1/apps', token);
});

function allowance({ headers }: Answer): { limit: number; remaining: number; reset: number } {
	const number = (name: string): number => Number(headers.get(`x-rate-limit-${name}`) ?? NaN);
	return { limit: number('limit'), remaining: number('remaining'), reset: number('reset') };
}
