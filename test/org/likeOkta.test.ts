import { startOrg, type Org } from '.';
import {
	admin,
	asking,
	idOf,
	matching,
	person,
	type Admin,
	type Answer,
} from './directory/support/admin';
import { isObject, type JsonObject } from './directory/request';
import { assertionFor, ProofKey, requestToken } from './support/client';

/**
 * What real Okta was seen to answer, in small: requests, and what of the answer a client can stumble
 * over. The recordings themselves aren't ours to publish.
 */

let org: Org;
let okta: Admin;
/** IDs of what the requests are about, by the name in braces. */
let known: Record<string, string>;

beforeAll(async () => {
	org = await startOrg({ users: 12, groups: 4, apps: 9, limits: 'workforce' });
	okta = admin(org);
	const make = async (path: string, body: unknown) => idOf(await okta.object('POST', path, body));
	const user = await make('/api/v1/users', { profile: person('Ana') });
	const group = await make('/api/v1/groups', { profile: { name: 'Keepers' } });
	await okta('POST', `/api/v1/groups/${group}/owners`, { id: user, type: 'USER' });
	await okta('POST', `/api/v1/users/${user}/roles`, { type: 'USER_ADMIN' });
	const rule = await make('/api/v1/groups/rules', {
		type: 'group_rule',
		name: 'Keepers',
		conditions: { expression: { type: 'urn:okta:expression:1.0', value: 'user.city == "Rome"' } },
		actions: { assignUserToGroups: { groupIds: [group] } },
	});
	const { clientId } = await org.serviceApp();
	const app = org.apps.list()[0]?.id ?? '';
	known = { user, group, rule, client: clientId, app };
});
afterAll(() => org.close());

const withIds = (text: string): string =>
	text.replace(/\{(\w+)\}/g, (_brace, name: string) => known[name] ?? '');

async function send(route: string, body?: unknown): Promise<Answer> {
	const [method = '', path = ''] = withIds(route).split(' ');
	return await okta(method, path, body && JSON.parse(withIds(JSON.stringify(body))));
}

const members = ({ body }: Answer): JsonObject => (isObject(body) ? body : {});
const rows = ({ body }: Answer): JsonObject[] => (Array.isArray(body) ? body.filter(isObject) : []);

describe('refusals', () => {
	test.each([
		[
			'POST /api/v1/users/{user}/lifecycle/unlock',
			403,
			'E0000032',
			['The user is not locked out.'],
		],
		[
			'DELETE /api/v1/apps/{app}',
			403,
			'E0000056',
			['The application must be deactivated before deletion.'],
		],
		['GET /api/v1/apps?after=00u1invented', 400, 'E0000029', ['Invalid cursor.']],
		['GET /api/v1/devices?after=00u1invented', 400, 'E0000031', ['Invalid cursor.']],
		['GET /api/v1/eventHooks/who1nobody', 404, 'E0000007', []],
		['DELETE /api/v1/groups/{group}/owners/00u1nobody', 404, 'E0000007', []],
	])('%s', async (route, status, errorCode, causes) => {
		const answer = await send(route);
		expect({ status: answer.status, ...members(answer) }).toMatchObject({
			status,
			errorCode,
			errorCauses: causes.map((errorSummary) => ({ errorSummary })),
		});
	});

	test('of an attribute that nobody knows names it', async () => {
		const answer = await send('POST /api/v1/users', { profile: person('Ben', { x: 'y' }) });
		expect(members(answer).errorCauses).toEqual([
			{ errorSummary: "Property name 'x' is not defined in profile" },
		]);
	});

	test('of an owner given twice have no field before the cause', async () => {
		const answer = await send('POST /api/v1/groups/{group}/owners', { id: '{user}', type: 'USER' });
		expect(members(answer)).toMatchObject({
			errorSummary: 'Api validation failed: owner',
			errorCauses: [{ errorSummary: matching(/^Provided owner/) }],
		});
	});

	test('of a feature without a licence', async () => {
		org.unlicensed.add('GET /api/v1/users/{id}/blocks');
		const answer = await send('GET /api/v1/users/{user}/blocks');
		expect({ status: answer.status, ...members(answer) }).toMatchObject({
			status: 401,
			errorCode: 'E0000015',
		});
	});
});

describe('statuses', () => {
	test.each([
		['POST /oauth2/v1/clients/{client}/roles', { type: 'REPORT_ADMIN' }, 201],
		['POST /api/v1/users/{user}/roles', { type: 'REPORT_ADMIN' }, 201],
		['POST /api/v1/groups', { profile: { name: 'One more' } }, 200],
		['DELETE /api/v1/groups/rules/{rule}', undefined, 202],
	])('%s', async (route, body, status) => {
		const answer = await send(route, body);
		expect(answer.status).toBe(status);
		expect(answer.body).toBeDefined();
	});

	test('a scope is granted with 200', async () => {
		const { appId } = await org.serviceApp({ scopes: [] });
		const body = { scopeId: 'okta.users.read', issuer: org.url };
		expect((await send(`POST /api/v1/apps/${appId}/grants`, body)).status).toBe(200);
	});
});

describe('links between pages', () => {
	test.each([
		['GET /api/v1/groups?q=Keep'],
		['GET /api/v1/groups/{group}/owners'],
		['GET /api/v1/users/{user}/roles'],
		['GET /api/v1/users/{user}/factors'],
		['GET /api/v1/eventHooks'],
		['GET /api/v1/meta/types/user'],
	])('%s has none', async (route) => {
		const answer = await send(route);
		expect([answer.status, answer.headers.get('link')]).toEqual([200, null]);
	});

	test.each([
		['/api/v1/users', '?limit=200'],
		['/api/v1/groups', '?limit=10000'],
		['/api/v1/groups/rules', '?limit=50'],
		['/api/v1/apps', '?limit=20'],
		['/api/v1/policies?type=PASSWORD', '?type=PASSWORD'],
		[
			`/api/v1/apps${asking({ filter: 'status eq "ACTIVE"', q: 'Z', limit: '9' })}`,
			'?limit=9&q=Z&filter=status+eq+%22ACTIVE%22',
		],
	])('%s links to itself with %s', async (path, query) => {
		const { headers } = await send(`GET ${path}`);
		expect(headers.get('link')).toBe(`<${org.url}${path.split('?')[0] ?? ''}${query}>; rel="self"`);
	});

	test('the cursor comes first in the link to the next page', async () => {
		const { next } = await send('GET /api/v1/users?limit=2&filter=status+eq+"ACTIVE"');
		expect(next).toMatch(/\?after=[^&]+&limit=2&filter=/);
	});

	test('custom roles say they are at the admin host', async () => {
		const answer = await send('GET /api/v1/iam/roles?limit=1');
		const links = JSON.stringify(members(answer)._links);
		expect(links).toContain('"https://acme-admin.okta.example/api/v1/iam/roles?after=');
		expect(answer.headers.get('link')).toMatch(/^<https:\/\/acme-admin\./);
	});
});

describe('objects', () => {
	test('the ID of a role that can be narrowed is the same for everybody, of others it is not', async () => {
		const role = async (type: string) => {
			const id = idOf(await okta.object('POST', '/api/v1/users', { profile: person(type) }));
			return idOf(await okta.object('POST', `/api/v1/users/${id}/roles`, { type }));
		};
		expect(await role('APP_ADMIN')).toBe('IFIFAX2BIRGUSTQ');
		expect(rows(await send('GET /api/v1/users/{user}/roles'))[0]?.id).toBe('KVJUKUS7IFCE2SKO');
		expect(await role('SUPER_ADMIN')).toMatch(/^ra1\w{17}$/);
	});

	test('owners have dates in two forms, none of them ISO 8601', async () => {
		const [listed] = rows(await send('GET /api/v1/groups/{group}/owners'));
		expect(listed?.lastUpdated).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.0$/);
		const other = idOf(await okta.object('POST', '/api/v1/users', { profile: person('Cem') }));
		const made = await send('POST /api/v1/groups/{group}/owners', { id: other, type: 'USER' });
		expect(members(made).lastUpdated).toMatch(
			/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}$/,
		);
	});

	test('an app may have no sign-on mode, and none links to itself', async () => {
		const payroll = org.apps.list().find(({ signOnMode }) => signOnMode === null);
		const app = members(await send(`GET /api/v1/apps/${payroll?.id ?? ''}`));
		expect(app.signOnMode).toBeNull();
		expect(app._links).not.toHaveProperty('self');
	});

	test('a range of one address becomes one from it to itself, and status is changed by PUT', async () => {
		const terms = { type: 'IP', name: 'Door', gateways: [{ type: 'RANGE', value: '192.0.2.2' }] };
		const zone = await okta.object('POST', '/api/v1/zones', terms);
		expect(zone.gateways).toEqual([{ type: 'RANGE', value: '192.0.2.2-192.0.2.2' }]);
		const off = await okta.object('PUT', `/api/v1/zones/${idOf(zone)}`, {
			...terms,
			status: 'INACTIVE',
		});
		expect(off.status).toBe('INACTIVE');
	});

	test.each([
		['BlockedIpZone', 'system'],
		['DefaultExemptIpZone', 'useAsExemptList'],
	])('%s is only updated by who says %s', async (name, member) => {
		const zone = (await okta.list('/api/v1/zones')).find((each) => each.name === name) ?? {};
		const path = `/api/v1/zones/${idOf(zone)}`;
		const terms = { type: zone.type, name, usage: zone.usage, gateways: null };

		expect((await okta('PUT', path, terms)).status).toBe(400);
		expect((await okta('PUT', path, { ...terms, [member]: true })).status).toBe(200);
		const readBack = await okta.object('GET', path);
		expect(readBack).not.toHaveProperty('useAsExemptList');
		expect((await okta('PUT', path, { ...readBack, [member]: true })).status).toBe(200);
	});

	test('the nonce for the next proof comes with the token', async () => {
		const app = await org.serviceApp({ dpop: true });
		const key = await ProofKey.generate();
		const ask = async (nonce?: string) =>
			await requestToken(
				org,
				{ client_assertion: await assertionFor(org, app) },
				{ dpop: await key.proof(org, 'POST /oauth2/v1/token', { claims: { nonce } }) },
			);
		const first = await ask();
		const second = await ask(first.headers.get('dpop-nonce') ?? undefined);
		expect([second.status, second.headers.get('dpop-nonce')]).toEqual([
			200,
			first.headers.get('dpop-nonce'),
		]);
	});
});

describe('the System Log', () => {
	test('has sign-ins that are about nobody, and targets without a name', async () => {
		org.console.signIn(known.user ?? '');
		org.console.warnOfRate('/api/v1/users');
		const events = await okta.list('/api/v1/logs?limit=1000');
		const targetOf = (type: string) => events.find(({ eventType }) => eventType === type)?.target;
		expect(targetOf('user.session.start')).toBeNull();
		expect(targetOf('system.org.rate_limit.warning')).toMatchObject([
			{ id: '/api/v1/users', type: 'URL Pattern', detailEntry: null },
			{ type: 'Bucket Uuid' },
		]);
		expect(JSON.stringify(targetOf('system.org.rate_limit.warning'))).not.toContain('displayName');
	});
});

describe('writes of group rules that come at the same time', () => {
	const write = async (name: string) =>
		await okta('POST', '/api/v1/groups/rules', {
			type: 'group_rule',
			name,
			conditions: { expression: { type: 'urn:okta:expression:1.0', value: 'user.city == "Rome"' } },
			actions: { assignUserToGroups: { groupIds: [known.group] } },
		});

	test('are refused with 423 where there are too many, and taken a moment later', async () => {
		// Long enough for all of them to arrive on a busy machine.
		org.directory.rules.writeTime = 1_000;
		const names = ['a', 'b', 'c', 'd', 'e', 'f'];
		const answers = await Promise.all(names.map(async (name) => await write(name)));
		const refused = names.filter((_name, index) => answers[index]?.status === 423);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 423, 423]);
		expect(answers.find(({ status }) => status === 423)?.body).toMatchObject({
			errorCode: 'E0000239',
			errorCauses: [],
		});
		org.directory.rules.writeTime = 0;
		for (const name of refused) expect((await write(name)).status).toBe(200);
	});
});

describe('what a proxy or a bad moment does to answers', () => {
	test.each([
		{ method: 'DELETE', path: '/api/v1/groups/{group}', status: 500, errorCode: 'E0000009' },
		{ method: 'POST', path: '/api/v1/groups', status: 423, errorCode: 'E0000239' },
	])('a $method is refused with $status once, and done then', async (each) => {
		const { method, path, status, errorCode } = each;
		const body = method === 'POST' ? { profile: { name: 'Late' } } : undefined;
		org.faults.add({ method, times: 1, then: { status } });
		const refused = await send(`${method} ${path}`, body);

		expect([refused.status, members(refused).errorCode]).toEqual([status, errorCode]);
		expect((await send(`${method} ${path}`, body)).status).toBeLessThan(300);
	});

	test('headers come twice, joined, or not at all', async () => {
		org.faults.add({ times: 1, then: { repeatHeaders: { 'x-rate-limit-limit': '5' } } });
		expect((await send('GET /api/v1/org')).headers.get('x-rate-limit-limit')).toMatch(/^\d+, 5$/);
		const gone = ['date', 'x-rate-limit-reset', 'x-rate-limit-remaining'];
		org.faults.add({ times: 1, then: { dropHeaders: gone } });
		const { headers } = await send('GET /api/v1/org');
		expect(gone.filter((name) => headers.has(name))).toEqual([]);
		expect(headers.has('x-rate-limit-limit')).toBe(true);
	});
});
