import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { connect, node, type CredentialData } from '../engine/harness';
import { byId, mapped, matching } from '../engine/scenarios';
import { textOf } from '../engine/scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld } from '../engine/world';

/*
 * A break-glass account on the credential's list survives whatever a workflow does with the
 * credential: nothing that changes it is sent, by our node or by the HTTP Request node.
 */
const minutes = 60_000;
const { now } = Date;
let passed = 0;

beforeEach(() => {
	passed = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + passed);
});

afterEach(async () => {
	jest.restoreAllMocks();
	await closeWorlds();
});

const percent = (id: string) => id.replaceAll('0', '%30');

/** A world with a user who is on the credential's list, and one who is not. */
async function open({ dpop = false, ...changes }: { dpop?: boolean } & CredentialData = {}) {
	const world = await openWorld({ app: { dpop } });
	const [glass, other] = world.org.users.list();
	if (glass === undefined || other === undefined) throw new Error('The org has no users');
	const protectedIds = `${glass.id}\n00g0000000000000000x`;
	await world.n8n.edit(world.credential, { protectedIds, ...changes });

	/** Runs our node alone. */
	const run = async (parameters: INodeParameters) =>
		await world.n8n.run({ parameters, credential: world.credential });

	/** Sends a request by n8n's HTTP Request node, and says how it ended. */
	const request = async (url: string, options: IDataObject, helper = 'older') => {
		const { items } = await world.n8n.runWorkflow({
			nodes: [
				{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
				{
					...node('HTTP Request', 'n8n-nodes-base.httpRequest', world.credential),
					onError: 'continueRegularOutput',
					parameters: {
						type: world.credential.type,
						url: world.org.url + url,
						helper,
						request: JSON.stringify(options),
					},
				},
			],
			connections: connect('Start', 'HTTP Request'),
		});
		return textOf(items[0]?.json ?? {}, 'error');
	};
	const untouched = () => {
		expect(world.org.users.list()[0]).toEqual(glass);
		expect(apiRequests(world.org).filter(({ method }) => method !== 'GET')).toEqual([]);
	};
	// What comes next is about a token that is old enough to be blamed.
	await run({ resource: 'user', operation: 'getAll', limit: 1 });
	passed += 20 * minutes;
	return { ...world, glass: { ...glass }, other, run, request, untouched };
}

describe.each([
	['Bearer', false],
	['DPoP', true],
])('with %s, a protected user survives', (_type, dpop) => {
	it.each<[what: string, parameters: (id: string) => INodeParameters]>([
		['User: Delete', (id) => ({ resource: 'user', operation: 'delete', userId: byId(id) })],
		['User: Deactivate', (id) => ({ resource: 'user', operation: 'deactivate', userId: byId(id) })],
		[
			'Custom API Call',
			(id) => ({
				resource: 'customApiCall',
				operation: 'request',
				method: 'DELETE',
				path: `/api/v1/users/${id}`,
			}),
		],
		[
			'Custom API Call with %30',
			(id) => ({
				resource: 'customApiCall',
				operation: 'request',
				method: 'POST',
				path: `/api/v1/users/${percent(id)}/lifecycle/deactivate`,
			}),
		],
		[
			'Custom API Call by an absolute URL',
			(id) => ({
				resource: 'customApiCall',
				operation: 'request',
				method: 'PUT',
				path: `={{ '/api/v1/groups/00g0000000000000000y/users/${id}/' }}`,
			}),
		],
		[
			'Custom API Call that names it in JSON, escaped',
			(id) => ({
				resource: 'customApiCall',
				operation: 'request',
				method: 'POST',
				path: '/api/v1/apps/0oa0000000000000000x/users',
				body: `{ "id": "${id.replace('0', String.raw`\u0030`)}", "scope": "USER" }`,
			}),
		],
		[
			'Custom API Call that names it in the query',
			(id) => ({
				resource: 'customApiCall',
				operation: 'request',
				method: 'DELETE',
				path: '/api/v1/groups/00g0000000000000000y',
				query: { parameters: [{ name: 'a', value: percent(id) }] },
			}),
		],
	])('%s', async (_what, parameters) => {
		const { run, glass, org, untouched } = await open({ dpop });
		const outcome = await run(parameters(glass.id));

		expect(complaint(outcome)).toContain(`The credential protects ${glass.id} from changes`);
		expect(complaint(outcome)).toMatch(/names this ID in its (path|query|body)/);
		expect(complaint(outcome)).not.toMatch(/Bearer|DPoP|eyJ|PRIVATE KEY/);
		untouched();
		expect(org.ledger.tokenExchanges()).toHaveLength(1);
	});

	const requests: Array<[what: string, url: (id: string) => string, options: object]> = [
		['a DELETE', (id) => `/api/v1/users/${id}`, { method: 'DELETE' }],
		['a DELETE with %30', (id) => `/api/v1/users/${percent(id)}`, { method: 'DELETE' }],
		['a PATCH', (id) => `/api/v1/users/${id}`, { method: 'PATCH', body: { profile: {} } }],
		[
			'a GET that means DELETE',
			(id) => `/api/v1/users/${id}`,
			{ headers: { 'X-HTTP-Method-Override': 'DELETE' } },
		],
		['JSON', () => '/api/v1/groups', { method: 'POST', body: { members: ['ID'] } }],
		['text', () => '/api/v1/groups', { method: 'POST', body: '["ID"]', json: false }],
		['a form', () => '/oauth2/v1/revoke', { method: 'POST', form: { a: ['ID'] } }],
		['a query', () => '/api/v1/groups', { method: 'POST', qs: { a: { b: 'ID' } } }],
		['a header', () => '/api/v1/groups', { method: 'POST', headers: { 'X-A': 'ID' } }],
	];

	// The newer helper knows no forms: it would not send one.
	const calls = requests.flatMap(([what, url, options]) =>
		('form' in options ? ['older'] : ['older', 'newer']).map(
			(helper) => [what, helper, url, options] as const,
		),
	);

	it.each(calls)(
		'%s of the HTTP Request node, by the %s helper',
		async (_what, helper, url, options) => {
			const { request, glass, org, untouched } = await open({ dpop });
			const sent = jsonParse<IDataObject>(JSON.stringify(options).replaceAll('ID', glass.id));

			const told = await request(url(glass.id), sent, helper);
			expect(told).toContain(`The credential protects ${glass.id} from changes`);
			untouched();
			expect(org.ledger.tokenExchanges()).toHaveLength(1);
		},
	);
});

describe('while IDs are protected', () => {
	it.each([['older'], ['newer']])('a form with files is refused: %s helper', async (helper) => {
		const { request, org, untouched } = await open();
		const options = { method: 'POST', formData: { a: 'b' } };

		expect(await request('/api/v1/groups', options, helper)).toContain(
			'The body cannot be searched for protected IDs',
		);
		untouched();
		expect(org.ledger.tokenExchanges()).toHaveLength(1);
	});

	it('Okta Admin takes logins still: it looks up the ID', async () => {
		const { run, glass, other, untouched, org } = await open();
		const suspend = async ({ profile }: typeof glass) =>
			await run({
				resource: 'user',
				operation: 'suspend',
				userId: { __rl: true, mode: 'login', value: textOf(profile, 'login') },
			});

		expect(complaint(await suspend(glass))).toContain(`The credential protects ${glass.id}`);
		untouched();
		await suspend(other);
		const sent = org.ledger.filter({ method: 'POST', path: /suspend$/ });
		expect(sent).toMatchObject([{ path: `/api/v1/users/${other.id}/lifecycle/suspend` }]);
	});

	it.each([['older'], ['newer']])(
		'any other request changes users by ID: %s helper',
		async (helper) => {
			const { run, request, glass, other, untouched } = await open();
			for (const { profile } of [glass, other]) {
				const path = `/api/v1/users/${encodeURIComponent(textOf(profile, 'login'))}`;
				const custom = await run({
					resource: 'customApiCall',
					operation: 'request',
					method: 'DELETE',
					path,
				});
				const wanted = /by their ID only[^]*User: Get takes a login/;
				expect(complaint(custom)).toMatch(wanted);
				expect(await request(path, { method: 'DELETE' }, helper)).toMatch(wanted);
			}
			untouched();
		},
	);

	it('the protected user can be read, by login too', async () => {
		const { run, request, glass } = await open();
		for (const userId of [
			byId(glass.id),
			{ __rl: true, mode: 'login', value: textOf(glass.profile, 'login') },
		]) {
			const { items } = await run({ resource: 'user', operation: 'get', userId });
			expect(items).toMatchObject([{ json: { id: glass.id } }]);
		}
		expect(await request(`/api/v1/users/${percent(glass.id)}`, {})).toBe('');
	});

	it('other changes are made', async () => {
		const { run, request, org, other } = await open();
		const created = await run({
			resource: 'group',
			operation: 'create',
			profile: mapped(['name', 'string', 'Ops']),
		});
		expect(created.status).toBe('success');
		expect(
			await request(`/api/v1/users/${other.id}`, { method: 'POST', body: { profile: {} } }),
		).toBe('');
		expect(org.ledger.filter({ method: 'POST', path: /^\/api/ })).toHaveLength(2);
	});

	it('a refusal does not keep a token alive that has run out', async () => {
		const { run, request, glass, org } = await open();
		const path = `/api/v1/users/${glass.id}`;
		await request(path, { method: 'DELETE' });
		await run({ resource: 'user', operation: 'delete', userId: byId(glass.id) });
		passed += 60 * minutes;

		expect(await request(path, {})).toBe('');
		expect(org.ledger.tokenExchanges()).toHaveLength(2);
	});
});

describe('a list that is none', () => {
	it('stops everything, and is named by the credential test', async () => {
		const { run, n8n, credential, untouched } = await open();
		const protectedIds = 'ada@example.com';
		const sentence = /Entry 1 of Protected IDs is not an ID of Okta[^]*look up the ID/;

		const { status, message } = await n8n.testCredential(credential, { protectedIds });
		expect([status, message]).toEqual(['Error', matching(sentence)]);
		expect(message).not.toContain('ada');

		await n8n.edit(credential, { protectedIds });
		const listing = await run({ resource: 'user', operation: 'getAll', limit: 1 });
		expect(complaint(listing)).toMatch(sentence);
		untouched();
	});
});
