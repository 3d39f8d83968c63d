import { type IDataObject, type INodeParameters, jsonParse } from 'n8n-workflow';

import { byId } from './scenarios';
import { like, textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const scopes = [
	'okta.users.manage',
	'okta.groups.manage',
	'okta.apps.manage',
	'okta.roles.manage',
	'okta.universalLogout.manage',
	'okta.appGrants.manage',
] as const;

const open = async () => await openWorld({ app: { scopes } });

const call = async (
	{ n8n, credential }: World,
	parameters: INodeParameters,
	safeguards: INodeParameters,
) =>
	await n8n.run({
		parameters: { resource: 'customApiCall', operation: 'request', ...parameters, safeguards },
		credential,
	});

const writesOf = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

/** The account that must not be locked out, another user, and a group both are in. */
function cast({ org }: World) {
	const users = org.users.list().filter(({ status }) => status === 'ACTIVE');
	const [glass, other] = users;
	const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	const [app] = org.apps.list();
	if (!glass || !other || !group || !app) throw new Error('The org is empty');
	return { glass, other, group, app, login: textOf(glass.profile, 'login') };
}

type Cast = ReturnType<typeof cast>;

/** Letters and digits as they may stand in a path. */
const encoded = (text: string) =>
	Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');

const calls: ReadonlyArray<[string, (cast: Cast) => INodeParameters]> = [
	['the ID in the path', ({ glass }) => post(`/api/v1/users/${glass.id}/lifecycle/suspend`)],
	['an encoded ID', ({ glass }) => post(`/api/v1/users/${encoded(glass.id)}/lifecycle/suspend`)],
	[
		'a zero of the ID encoded',
		({ glass }) => post(`/api/v1/users/${glass.id.replace('0', '%30')}/lifecycle/suspend`),
	],
	[
		'an ID encoded twice',
		({ glass }) => post(`/api/v1/users/${glass.id.replace('0', '%2530')}/lifecycle/suspend`),
	],
	['the login', ({ login }) => post(`/api/v1/users/${login}/lifecycle/suspend`)],
	['an encoded login', ({ login }) => post(`/api/v1/users/${encoded(login)}/lifecycle/suspend`)],
	[
		'a login encoded twice',
		({ login }) => post(`/api/v1/users/${encoded(login).replaceAll('%', '%25')}/lifecycle/suspend`),
	],
	[
		'the login in other letters',
		({ login }) => post(`/api/v1/users/${login.toUpperCase()}/lifecycle/suspend`),
	],
	[
		'the start of the login',
		({ login }) => post(`/api/v1/users/${login.split('@')[0] ?? ''}/lifecycle/suspend`),
	],
	[
		'an absolute URL',
		({ glass }) => post(`{{origin}}/api/v1/users/${glass.id}/lifecycle/deactivate`),
	],
	['a DELETE', ({ glass }) => ({ method: 'DELETE', path: `/api/v1/users/${glass.id}` })],
	[
		'a membership',
		({ glass, group }) => ({
			method: 'PUT',
			path: `/api/v1/groups/${group.id}/users/${glass.id}`,
		}),
	],
	[
		'the ID in the body',
		({ glass, app }) => post(`/api/v1/apps/${app.id}/users`, { id: glass.id, scope: 'USER' }),
	],
	[
		'an address in the body',
		({ glass }) =>
			post('/api/v1/iam/resource-sets/iam1/bindings/cr1/members', {
				additions: [`{{origin}}/api/v1/users/${glass.id}`],
			}),
	],
	[
		'a list in the body',
		({ glass, group }) => post(`/api/v1/x/${group.id}`, [{ deep: { er: [glass.id] } }]),
	],
	[
		'the query',
		({ glass }) => ({
			...post('/api/v1/x'),
			query: { parameters: [{ name: 'user', value: glass.id }] },
		}),
	],
	['a query in the path', ({ glass }) => post(`/api/v1/x?user=${glass.id}`)],
	[
		'a logout by email address',
		({ login }) =>
			post('/oauth2/v1/global-token-revocation', { sub_id: { format: 'email', email: login } }),
	],
];

function post(path: string, body?: unknown): INodeParameters {
	return { method: 'POST', path, ...(body !== undefined && { body: JSON.stringify(body) }) };
}

describe('a custom API call with a protected user in it:', () => {
	test.each(calls)('%s', async (_, toCall) => {
		for (const by of ['id', 'login'] as const) {
			const world = await open();
			const all = cast(world);
			const written = JSON.stringify(toCall(all)).replaceAll('{{origin}}', world.org.url);
			const parameters = jsonParse<INodeParameters>(written);
			const users = by === 'id' ? all.glass.id : all.login;
			const outcome = await call(world, parameters, { protectedUsers: users });

			expect(complaint(outcome)).toMatch(/is protected: |cannot be found out/);
			expect(complaint(outcome)).toContain('The request was not sent');
			expect(writesOf(world)).toEqual([]);
		}
	});

	test('who is only somebody’s manager does not change', async () => {
		const world = await open();
		const { glass, other } = cast(world);
		const outcome = await call(
			world,
			post(`/api/v1/users/${other.id}`, { profile: { managerId: glass.id } }),
			{ protectedUsers: glass.id },
		);
		expect(outcome.error).toBeUndefined();
		expect(writesOf(world)).toHaveLength(1);
	});

	test('can be read', async () => {
		const world = await open();
		const { glass } = cast(world);
		const parameters = { method: 'GET', path: `/api/v1/users/${glass.id}` };
		const outcome = await call(world, parameters, { protectedUsers: glass.id });
		expect(outcome.error).toBeUndefined();
		expect(apiRequests(world.org)).toHaveLength(1);
	});
});

describe('the service app of the credential', () => {
	const changes: ReadonlyArray<[string, (id: string) => INodeParameters]> = [
		['its status', (id) => post(`/api/v1/apps/${id}/lifecycle/deactivate`)],
		['its existence', (id) => ({ method: 'DELETE', path: `/api/v1/apps/${id}` })],
		[
			'its settings',
			(id) => ({ method: 'PUT', path: `/api/v1/apps/${id}`, body: '{"label":"x"}' }),
		],
		['its keys', (id) => post(`/api/v1/apps/${id}/credentials/jwks`, { kty: 'EC' })],
		['its scopes', (id) => post(`/api/v1/apps/${id}/grants`, { scopeId: 'okta.users.read' })],
		['its roles', (id) => post(`/oauth2/v1/clients/${id}/roles`, { type: 'SUPER_ADMIN' })],
		['its client', (id) => ({ method: 'DELETE', path: `/oauth2/v1/clients/${id}` })],
		[
			'its custom roles',
			(id) =>
				post('/api/v1/iam/resource-sets/iam1/bindings/cr1/members', {
					additions: [`https://acme.okta.com/oauth2/v1/clients/${id}`],
				}),
		],
		[
			'its status, the ID encoded',
			(id) => post(`/api/v1/apps/${encoded(id)}/lifecycle/deactivate`),
		],
	];

	test.each(changes)('is protected unless that is switched off: %s', async (_, change) => {
		const world = await open();
		const id = world.app.appId;
		expect(complaint(await call(world, change(id), {}))).toContain(
			'the service app of this credential',
		);
		expect(apiRequests(world.org)).toEqual([]);

		await call(world, change(id), { changeOwnApp: true });
		expect(writesOf(world)).toHaveLength(1);
	});

	test('is known as well where somebody chose its client ID', async () => {
		const world = await openWorld({ app: { scopes, clientId: 'n8n-automation' } });
		const changes = [
			post(`/api/v1/apps/${world.app.appId}/lifecycle/deactivate`),
			post('/oauth2/v1/clients/n8n-automation/roles', { type: 'SUPER_ADMIN' }),
		];
		for (const change of changes) {
			expect(complaint(await call(world, change, {}))).toContain('is protected');
			expect(writesOf(world)).toEqual([]);
		}
	});
});

describe('protected administrators', () => {
	test('are nobody’s to change where roles cannot be read', async () => {
		const world = await openWorld({ app: { scopes: ['okta.users.manage'] } });
		const { other } = cast(world);
		const parameters = post(`/api/v1/users/${other.id}/lifecycle/suspend`);
		const outcome = await call(world, parameters, { protectAdministrators: true });
		expect(complaint(outcome)).toContain('It cannot be found out whether this is protected');
		expect(complaint(outcome)).toContain('okta.roles.read');
		expect(writesOf(world)).toEqual([]);
	});

	test('do not keep anybody else from being changed', async () => {
		const world = await open();
		const user = world.org.users
			.list()
			.find(
				(one) => one.status === 'ACTIVE' && !world.org.directory.administrators().includes(one.id),
			);
		const parameters = post(`/api/v1/users/${user?.id ?? ''}/lifecycle/suspend`);
		const outcome = await call(world, parameters, { protectAdministrators: true });
		expect(outcome.error).toBeUndefined();
	});
});

describe('what is protected', () => {
	const suspend = async (
		world: World,
		ids: readonly string[],
		safeguards: INodeParameters,
		more: IDataObject = {},
	) =>
		await world.n8n.run({
			parameters: {
				resource: 'user',
				operation: 'suspend',
				userId: byId('={{ $json.id }}'),
				safeguards,
				...more,
			},
			items: ids.map((id) => ({ id })),
			credential: world.credential,
			...(more['settings'] === undefined ? {} : { settings: { onError: 'continueRegularOutput' } }),
		});

	const active = ({ org }: World, count: number) =>
		org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(0, count)
			.map(({ id }) => id);

	test('is left out by choice, and the rest is done', async () => {
		const world = await open();
		const ids = active(world, 3);
		const outcome = await suspend(world, ids, {
			protectedUsers: ids[1] ?? '',
			ifProtected: 'skip',
		});
		expect(outcome.items.map(({ json }) => json['outcome'])).toEqual([
			'suspended',
			'skipped',
			'suspended',
		]);
		expect(outcome.items[1]).toMatchObject({
			json: { protectedBy: `"${String(ids[1])}" under Protected Users`, object: { id: ids[1] } },
			pairedItem: { item: 1 },
		});
	});

	test('fails alone where the node goes on after errors', async () => {
		const world = await open();
		const ids = active(world, 3);
		const outcome = await suspend(world, ids, { protectedUsers: ids[1] ?? '' }, { settings: true });
		expect(outcome.items.map(({ json }) => json)).toEqual([
			like({ outcome: 'suspended' }),
			like({ error: expect.stringContaining('is protected') as unknown }),
			like({ outcome: 'suspended' }),
		]);
	});

	test('keeps the whole run back with Check All Items First, and is named', async () => {
		const world = await open();
		const ids = active(world, 3);
		const safeguards = { protectedUsers: ids[1] ?? '', checkFirst: true };
		const said = complaint(await suspend(world, ids, safeguards));
		expect(said).toContain('1 item of 3 would be refused');
		expect(said).toContain('Item 1: ');
		expect(said).toContain('under Protected Users');
		expect(writesOf(world)).toEqual([]);
	});

	test('does not count for Stop Before More Than', async () => {
		const world = await open();
		const ids = active(world, 3);
		const safeguards = { protectedUsers: ids[0] ?? '', ifProtected: 'skip', stopBefore: 2 };
		const outcome = await suspend(world, ids, safeguards);
		expect(outcome.error).toBeUndefined();
		expect(writesOf(world)).toHaveLength(2);
	});

	test('is read once for all items, and only if something is to be written', async () => {
		const world = await open();
		const ids = active(world, 4);
		const { group } = cast(world);
		const name = textOf(group.profile, 'name');
		await suspend(world, ids, { protectedMembers: name, ifProtected: 'skip', checkFirst: true });
		const members = apiRequests(world.org).filter(({ path }) => path.endsWith('/users'));
		expect(members).toHaveLength(1);
	});

	test.each([
		['a login nobody has', { protectedUsers: 'nobody@acme.example' }, 'There is no user'],
		['a group nobody knows', { protectedMembers: 'Nobody' }, 'There is no group named'],
		['an empty list', { protectedUsers: '={{ "" }}' }, '"Protected Users" is empty'],
		['what a model says', { protectedUsers: "={{ $fromAI('users') }}" }, 'by a model'],
		['what differs from item to item', { protectedUsers: '={{ $json.id }}' }, 'items differ'],
	])('cannot be %s', async (_, safeguards, said) => {
		const world = await open();
		expect(complaint(await suspend(world, active(world, 2), safeguards))).toContain(said);
		expect(writesOf(world)).toEqual([]);
	});
});
