import { dataSets } from '../../nodes/Okta/export/dataSets';
import type { OrgOptions } from '../org';
import { apiPaths, apiRequests, closeWorlds, complaint, openWorld } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./hastyClock'),
);

afterEach(closeWorlds);

const scopes = [
	'okta.users.read',
	'okta.groups.read',
	'okta.apps.read',
	'okta.roles.read',
	'okta.logs.read',
];
const open = async (org: OrgOptions = {}) =>
	await openWorld({ org: { users: 230, ...org }, app: { scopes } });

const run = async (
	{ n8n, credential }: Awaited<ReturnType<typeof open>>,
	dataSet: string,
	more = {},
) =>
	await n8n.run({
		parameters: { resource: 'directory', operation: 'export', dataSet, ...more },
		credential,
	});

const empty = { status: 200, body: [] };

/** What of every export is there in any org. */
const needed = [
	['users', 'user', '/api/v1/users'],
	['factors', 'user', '/api/v1/users'],
	['groups', 'group', '/api/v1/groups'],
	['memberships', 'group', '/api/v1/groups'],
	['apps', 'app', '/api/v1/apps'],
	['appAssignments', 'app', '/api/v1/apps'],
] as const;

describe('Directory: Export', () => {
	it('is known to the table below, unless it may well have no rows', () => {
		const known = [...needed.map(([name]) => name), 'adminRoles', 'systemLog'];
		expect(dataSets.map(({ value }) => value).toSorted()).toEqual(known.toSorted());
	});

	describe.each(needed)('of %s', (dataSet, what, path) => {
		it.each(['items', 'file'])('fails when the app sees no %s', async (exportTo) => {
			const world = await open();
			world.org.faults.add({ path, then: empty });
			const outcome = await run(world, dataSet, { exportTo });

			expect([outcome.status, outcome.items]).toEqual(['error', []]);
			expect(complaint(outcome)).toContain(`The service app sees no ${what} at all`);
		});

		it('fails when changes are asked for, and the app sees nothing', async () => {
			const world = await open();
			world.org.faults.add({ path, then: empty });
			const outcome = await run(world, dataSet, { extent: 'changes' });

			expect([outcome.status, outcome.items]).toEqual(['error', []]);
		});
	});

	const all = Array.from({ length: 12 }, (_, index) => index);

	it.each(all)('of users has them all, or fails, when answer no. %i is empty', async (after) => {
		const world = await open();
		world.org.faults.add({ path: '/api/v1/users', after, times: 1, then: empty });
		const outcome = await run(world, 'users');

		if (outcome.status === 'error') expect(outcome.items).toEqual([]);
		else expect(outcome.items).toHaveLength(world.org.users.list().length);
	});

	it.each(needed)(
		'of %s goes on behind an empty page that has a next one',
		async (dataSet, _, path) => {
			const expected = await run(await open(), dataSet);
			const world = await open();
			const query = new Map([
				['users', 'search=id+pr&'],
				['factors', 'search=status+lt+"DEPROVISIONED"+or+status+gt+"DEPROVISIONED"&'],
			]).get(dataSet);
			const first = `${world.org.url}${path}?${query ?? ''}limit=200`;
			world.org.faults.add({
				path,
				after: path === '/api/v1/users' ? 1 : 0,
				times: 1,
				then: { ...empty, headers: { link: `<${first}>; rel="next"` } },
			});
			const outcome = await run(world, dataSet);

			if (outcome.status === 'error') expect(outcome.items).toEqual([]);
			else expect(outcome.items).toHaveLength(expected.items.length);
			expect(world.org.faults.taken).toBe(1);
		},
	);

	it.each(dataSets.map(({ value }) => value))('of %s does not go in circles', async (dataSet) => {
		const world = await open();
		const path = dataSets
			.find(({ value }) => value === dataSet)
			?.routes.at(-1)
			?.split(' ')[1];
		world.org.faults.add({ path, then: { nextPageAt: `${world.org.url}/api/v1/users?after=1` } });
		const more = {
			since: new Date(world.org.clock.now() - 3_600_000).toISOString(),
			until: new Date(world.org.clock.now()).toISOString(),
		};
		const outcome = await run(world, dataSet, dataSet === 'systemLog' ? more : {});

		expect([outcome.status, outcome.items]).toEqual(['error', []]);
		expect(apiRequests(world.org).length).toBeLessThan(1_000);
	});

	it.each(dataSets.map(({ value }) => value))(
		'of %s follows links to another host in its own org',
		async (dataSet) => {
			const world = await open();
			const now = world.org.clock.now();
			const more = {
				since: new Date(now - 3_600_000).toISOString(),
				until: new Date(now).toISOString(),
			};
			const options = dataSet === 'systemLog' ? more : {};
			const expected = await run(world, dataSet, options);
			world.org.faults.add({
				path: apiPaths,
				then: { linksTo: 'https://acme-admin.okta.example' },
			});
			const outcome = await run(world, dataSet, options);

			expect(outcome.error).toBeUndefined();
			expect(outcome.items).toHaveLength(expected.items.length);
		},
	);
});
