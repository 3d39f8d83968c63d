import type { Org, ServiceApp } from '../org';
import type { User } from '../org/directory/model';
import { column, DAY, happen, openFor, report as run, reported } from './reporting';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds } from './world';

afterEach(closeWorlds);

const ago = async <T>({ clock }: Org, days: number, make: () => Promise<T>): Promise<T> => {
	clock.advance(-days * DAY);
	try {
		return await make();
	} finally {
		clock.advance(days * DAY);
	}
};

const apiPaths = (org: Org) => apiRequests(org).map(({ path }) => path);

describe('service apps', () => {
	const open = async () => {
		const world = await openFor(['apps', 'appGrants', 'roles', 'logs'], { users: 30 });
		const { org } = world;
		const service = async (label: string, more = {}) => await org.serviceApp({ label, ...more });
		const old = await ago(
			org,
			400,
			async () => await service('Old', { scopes: ['okta.users.read'] }),
		);
		const quiet = await service('Quiet', { scopes: [], roles: [], dpop: true });
		const keyless = await service('Keyless', { key: 'none' });
		return { world, org, old, quiet, keyless };
	};
	/** Okta grants an app a token so many days ago. */
	const grant = (org: Org, days: number, { clientId }: ServiceApp, more = {}) =>
		happen(org, days, {
			eventType: 'app.oauth2.token.grant.access_token',
			actor: { id: clientId, type: 'PublicClientApp', alternateId: clientId, displayName: 'App' },
			targets: [],
			...more,
		});

	test('have a row for each key, with scopes, roles and the last token', async () => {
		const { world, org, old, quiet, keyless } = await open();
		await old.addKey('RS256');
		const [first] = old.keys;
		if (!first) throw new Error('The app has no key');
		old.deactivateKey(first.kid);
		grant(org, 40, old);
		grant(org, 12, old, { eventType: 'app.oauth2.as.token.grant.access_token' });
		grant(org, 3, old, { result: 'FAILURE' });
		grant(org, 95, quiet);
		grant(org, 1, quiet, { eventType: 'app.oauth2.token.revoke' });
		const rows = await reported(world, 'serviceApps');

		const clients = org.clients
			.list()
			.filter(({ metadata }) => metadata.application_type === 'service');
		const expected = clients.flatMap(({ app, keys }) =>
			(keys.length > 0 ? keys : [undefined]).map(
				(key) => `${app.id} ${String(key?.jwk.kid ?? null)}`,
			),
		);
		expect(rows.map(({ appId, keyId }) => `${String(appId)} ${String(keyId)}`).toSorted()).toEqual(
			expected.toSorted(),
		);
		for (const row of rows) {
			const client = clients.find(({ app }) => app.id === row.appId);
			const key = client?.keys.find(({ jwk }) => jwk.kid === row.keyId);
			expect(row).toMatchObject({
				appLabel: client?.app.label,
				clientId: client?.clientId,
				scopes: client?.grants.map(({ scopeId }) => scopeId).toSorted(),
				roles: client?.roles.map(() => 'Super Administrator'),
				dpop: client?.metadata.dpop_bound_access_tokens,
				keyStatus: key?.status ?? null,
				keyDays: key ? Math.floor((org.clock.now() - Date.parse(key.created)) / DAY) : null,
			});
		}
		const [oldRow, quietRow, keylessRow] = [old, quiet, keyless].map(({ appId }) =>
			rows.find((row) => row.appId === appId),
		);
		expect(rows.find(({ keyId }) => keyId === first.kid)).toMatchObject({
			keyStatus: 'INACTIVE',
			keyDays: 400,
			derived: ['lastToken from the System Log', 'keyDays from keyCreated'],
		});
		expect(oldRow?.token).toBe('in 90 days');
		expect(Math.round((org.clock.now() - Date.parse(String(oldRow?.lastToken))) / DAY)).toBe(12);
		expect(quietRow).toMatchObject({ lastToken: null, token: 'not in 90 days' });
		expect(keylessRow).toMatchObject({ keyId: null, derived: ['lastToken from the System Log'] });
		expect(JSON.stringify(rows)).not.toMatch(/never/i);
		expect(apiPaths(org)).toHaveLength(1 + 4 * clients.length);
	});

	test('are not taken for none where a right is missing', async () => {
		const { world, org } = await open();
		org.faults.add({ path: /\/grants$/, times: 1, then: { status: 403, body: {} } });
		const outcome = await run(world, 'serviceApps');
		expect([outcome.status, outcome.items]).toEqual(['error', []]);
	});
});

describe('API tokens', () => {
	const open = async () => {
		const world = await openFor(['apiTokens', 'users', 'roles'], { users: 60 });
		const { org } = world;
		const [owner, gone] = org.users
			.list()
			.filter((user) => user.status === 'ACTIVE' && org.directory.roleGivers(user).length > 0);
		if (!owner || !gone) throw new Error('The org is too small');
		return { world, org, owner, gone };
	};
	const rolesOf = ({ directory }: Org, user: User | undefined) =>
		user ? directory.roleGivers(user).flatMap((giver) => directory.roles.of(giver)).length : 0;

	test('stand with owner, roles, age and the last use, and say what is derived', async () => {
		const { world, org, owner, gone } = await open();
		const { apiTokens, clock } = org;
		const days = (count: number) => clock.now() - count * DAY;
		const used = apiTokens.add({
			name: 'Used',
			userId: owner.id,
			created: days(200),
			lastUsed: days(12),
		});
		const fresh = apiTokens.add({
			name: 'Fresh',
			userId: owner.id,
			created: days(9),
			zones: ['nzo1'],
		});
		const ended = apiTokens.add({ name: 'Ended', userId: owner.id, created: days(31) });
		const orphan = apiTokens.add({ name: 'Orphan', userId: gone.id });
		org.users.put({ ...gone, status: 'DEPROVISIONED' });
		const rows = await reported(world, 'apiTokens');
		const all = await reported(world, 'apiTokens', { columns: 'all' });

		const listed = apiTokens.list().filter((token) => token !== orphan);
		expect(column(rows, 'tokenId').toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
		expect(column(rows, 'name')).not.toContain(ended.name);
		for (const row of rows) {
			const user = org.users.list().find(({ id }) => id === row.ownerId);
			expect(row).toMatchObject({
				ownerLogin: textOf(user?.profile ?? {}, 'login'),
				ownerStatus: user?.status,
			});
			expect(row.ownerRoles).toHaveLength(rolesOf(org, user));
		}
		const of = (token: { id: string }) => rows.find(({ tokenId }) => tokenId === token.id);
		expect(of(used)).toMatchObject({
			days: 200,
			unusedDays: 12,
			derived: [
				'lastUsed from expiresAt and tokenWindow',
				'unusedDays from expiresAt and tokenWindow',
			],
		});
		const lastUsed = Date.parse(String(of(used)?.lastUsed));
		expect(Math.abs(lastUsed - used.lastUsed)).toBeLessThan(1000);
		expect(of(fresh)).toMatchObject({ days: 9, lastUsed: null, unusedDays: 9, network: 'ZONE' });
		expect(all.find(({ tokenId }) => tokenId === fresh.id)).toMatchObject({ zones: ['nzo1'] });
		expect(JSON.stringify(rows)).not.toMatch(/never/i);
	});

	test('cost a request for the list, for twenty owners and for the roles of each', async () => {
		const { world, org, owner } = await open();
		for (let count = 0; count < 5; count++) org.apiTokens.add({ name: 'One', userId: owner.id });
		const owners = new Set(org.apiTokens.list().map(({ userId }) => userId)).size;
		await reported(world, 'apiTokens');
		expect(apiPaths(org)).toHaveLength(2 + owners);
	});

	test('are none only where there are none', async () => {
		const { world, org } = await open();
		org.faults.add({ path: '/api/v1/api-tokens', times: 1, then: { status: 200, body: [] } });
		expect(await reported(world, 'apiTokens')).toEqual([]);
		org.faults.add({ path: '/api/v1/api-tokens', times: 1, then: { status: 403, body: {} } });
		expect((await run(world, 'apiTokens')).status).toBe('error');
	});

	test.each([
		[{ expiresAt: '2026-08-01T00:00:00Z', tokenWindow: 'P1M' }, null],
		[{ expiresAt: '2026-08-01T00:00:00Z' }, null],
		[{ tokenWindow: 'P30D' }, null],
		[{ expiresAt: '2026-08-01T00:00:00.000Z', tokenWindow: 'PT36H' }, '2026-07-30T12:00:00.000Z'],
		[{ expiresAt: '2026-08-01T00:00:00.000Z', tokenWindow: 'P2W' }, '2026-07-18T00:00:00.000Z'],
	])('nothing is derived from what does not say it: %j', async (facts, lastUsed) => {
		const { world, org, owner } = await open();
		const body = [
			{ id: '00T1', name: 'One', userId: owner.id, created: '2026-01-01T00:00:00Z', ...facts },
		];
		org.faults.add({ path: '/api/v1/api-tokens', times: 1, then: { status: 200, body } });
		const [row] = await reported(world, 'apiTokens');
		expect(row).toMatchObject({
			lastUsed,
			derived: lastUsed === null ? [] : (expect.any(Array) as unknown),
		});
	});
});
