import type { INodeParameters } from 'n8n-workflow';
import { dataSets } from '../../nodes/Okta/export/dataSets';
import { byId, mapped } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld } from './world';

afterEach(closeWorlds);

/** To an app without any admin role Okta shows empty lists where it refuses all else. */
const open = async () =>
	await openWorld({
		app: {
			scopes: ['users', 'groups', 'apps', 'roles', 'logs', 'schemas'].flatMap((area) => [
				`okta.${area}.read`,
				...(area === 'logs' ? [] : [`okta.${area}.manage`]),
			]),
			roles: [],
		},
	});

const run = async (parameters: INodeParameters, items = [{}]) => {
	const world = await open();
	const { n8n, credential } = world;
	return { world, outcome: await n8n.run({ parameters, credential, items }) };
};

const named = (mode: string, value: string) => ({ __rl: true, mode, value });

describe('an app without any admin role', () => {
	it.each(dataSets.map(({ value }) => value))('exports no %s, and is told why', async (dataSet) => {
		const hour = { since: '2026-01-01T00:00:00Z', until: '2026-01-01T01:00:00Z' };
		const { outcome } = await run({
			resource: 'directory',
			operation: 'export',
			dataSet,
			...(dataSet === 'systemLog' && hour),
		});

		expect([outcome.status, outcome.items]).toEqual(['error', []]);
		expect(complaint(outcome)).toMatch(/admin role/);
	});

	const lists = [
		['searchUsers', 'user'],
		['searchGroups', 'group'],
		['searchApps', 'app'],
		['searchServiceApps', 'app'],
		['searchClients', 'app'],
	] as const;

	it.each(lists)('is told in the list of %s why it has no %s', async (method, what) => {
		const { n8n, credential } = await open();
		const query = { method, parameters: {}, credential };

		await expect(n8n.listSearch(query)).rejects.toMatchObject({
			message: `The service app sees no ${what} at all`,
			description: expect.stringContaining('Admin roles of the app') as unknown,
		});
		expect((await n8n.listSearch({ ...query, filter: 'nobody' })).results).toEqual([]);
	});

	const users = [
		['get', {}],
		['deactivate', {}],
		['update', { profile: mapped(['title', 'string', 'Engineer']) }],
	] as const;
	const login = 'ana@people.example';

	it.each(users)(
		'is told so when it is to find a user by login for %s',
		async (operation, more) => {
			const userId = named('login', login);
			const { world, outcome } = await run({ resource: 'user', operation, userId, ...more });

			expect(complaint(outcome)).toMatch(/admin role/);
			expect(apiRequests(world.org).map(({ method }) => method)).not.toContain('POST');
		},
	);

	const lookups = [
		['group', 'get', { groupId: named('name', 'Engineering') }],
		['group', 'addMember', { groupId: named('name', 'Engineering'), userId: byId('00u1') }],
		['application', 'get', { appId: named('name', 'Slack') }],
	] as const;

	it.each(lookups)('is told so when it is to find a name for %s: %s', async (...args) => {
		const [resource, operation, fields] = args;
		const { world, outcome } = await run({ resource, operation, ...fields });

		expect(complaint(outcome)).toMatch(/admin role/);
		expect(apiRequests(world.org).every(({ method }) => method === 'GET')).toBe(true);
	});

	const creates = [
		[
			'user',
			'upsert',
			{
				profile: mapped(
					['login', 'string', login],
					['email', 'string', login],
					['firstName', 'string', 'Ana'],
					['lastName', 'string', 'Example'],
				),
			},
		],
		['group', 'create', { profile: mapped(['name', 'string', 'New']), ifExists: 'return' }],
	] as const;

	it.each(creates)(
		'is refused what it would create after finding nothing: %s, %s',
		async (...args) => {
			const [resource, operation, fields] = args;
			const { outcome } = await run({ resource, operation, ...fields });

			expect(outcome.status).toBe('error');
			expect(complaint(outcome)).toMatch(/admin role/);
		},
	);
});
