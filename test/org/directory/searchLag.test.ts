import { startOrg, type Org } from '..';
import { admin, asking, idOf, person, type Admin } from './support/admin';
import type { JsonObject } from './request';

const lag = 10_000;
let org: Org;
let okta: Admin;

beforeEach(async () => {
	org = await startOrg({ users: 5, searchLag: lag });
	okta = admin(org);
});
afterEach(() => org.close());

interface Kind {
	collection: string;
	/** Body of a POST that makes one of the name, and of the request that renames it. */
	named: (name: string) => JsonObject;
	rename: 'POST' | 'PUT';
	/** What has to be done before it can be deleted, and the DELETE for good. */
	beforeDelete?: string;
	/** Queries that find one by its name. */
	finders: ReadonlyArray<(name: string) => Record<string, string>>;
}

const rule = (name: string): JsonObject => ({
	type: 'group_rule',
	name,
	conditions: { expression: { type: 'urn:okta:expression:1.0', value: 'user.title == "Nobody"' } },
	actions: {
		assignUserToGroups: {
			groupIds: [org.groups.list().find(({ type }) => type === 'OKTA_GROUP')?.id ?? ''],
		},
	},
});

const kinds: Record<string, Kind> = {
	users: {
		collection: '/api/v1/users',
		named: (name) => ({ profile: person('Ana', { firstName: name }) }),
		rename: 'POST',
		beforeDelete: 'lifecycle/deactivate',
		finders: [
			(name) => ({ search: `profile.firstName eq "${name}"` }),
			(name) => ({ search: `profile.firstName eq "${name}"`, sortBy: 'profile.lastName' }),
			(name) => ({ search: `profile.firstName eq "${name}"`, sortBy: 'created' }),
			(name) => ({ q: name }),
		],
	},
	groups: {
		collection: '/api/v1/groups',
		named: (name) => ({ profile: { name } }),
		rename: 'PUT',
		finders: [
			(name) => ({ search: `profile.name eq "${name}"` }),
			(name) => ({ q: name }),
			() => ({ filter: 'type eq "OKTA_GROUP"' }),
			() => ({}),
		],
	},
	'group rules': {
		collection: '/api/v1/groups/rules',
		named: rule,
		rename: 'PUT',
		finders: [(name) => ({ search: name }), () => ({})],
	},
	apps: {
		collection: '/api/v1/apps',
		named: (label) => ({
			name: 'bookmark',
			label,
			signOnMode: 'BOOKMARK',
			settings: { app: { url: 'https://wiki.acme.example' } },
		}),
		rename: 'PUT',
		beforeDelete: 'lifecycle/deactivate',
		finders: [(name) => ({ q: name }), () => ({ filter: 'name eq "bookmark"' }), () => ({})],
	},
	zones: {
		collection: '/api/v1/zones',
		named: (name) => ({ type: 'IP', name, gateways: [{ type: 'CIDR', value: '192.0.2.7' }] }),
		rename: 'PUT',
		finders: [() => ({ filter: 'usage eq "POLICY"' }), () => ({})],
	},
};

const cases = Object.entries(kinds).flatMap(([kind, { finders }]) =>
	finders.map((finder, index) => ({
		kind,
		index,
		by: Object.keys(finder('')).join(' and ') || 'nothing',
	})),
);

describe.each(cases)('the list of $kind by $by', ({ kind, index }) => {
	/** Of the objects with one of the names, the name each is found under. */
	async function found(id: string, name: string): Promise<boolean> {
		const { collection, finders } = kindOf(kind);
		const query = finders[index]?.(name) ?? {};
		const { items } = await okta.all(`${collection}${asking({ limit: '200', ...query })}`);
		return items.some((item) => item.id === id && JSON.stringify(item).includes(`"${name}"`));
	}

	it('shows what was made, renamed and deleted only after a while; a read by ID at once', async () => {
		const { collection, named, rename, beforeDelete } = kindOf(kind);
		const id = idOf(await okta.object('POST', collection, named('Before')));
		const one = `${collection}/${id}`;
		expect(await found(id, 'Before')).toBe(false);
		expect(JSON.stringify(await okta.object('GET', one))).toContain('"Before"');
		org.clock.advance(lag + 1);
		expect(await found(id, 'Before')).toBe(true);

		await okta.object(rename, one, named('After'));
		expect([await found(id, 'Before'), await found(id, 'After')]).toEqual([true, false]);
		expect(JSON.stringify(await okta.object('GET', one))).toContain('"After"');
		org.clock.advance(lag + 1);
		expect([await found(id, 'Before'), await found(id, 'After')]).toEqual([false, true]);

		if (beforeDelete !== undefined) {
			await okta.object('POST', `${one}/${beforeDelete}`);
			org.clock.advance(lag + 1);
		}
		// A list by `q` leaves deactivated users out at once: they are not what it looks for.
		const isListed = await found(id, 'After');
		await okta('DELETE', one);
		expect((await okta('GET', one)).status).toBe(404);
		expect(await found(id, 'After')).toBe(isListed);
		org.clock.advance(lag + 1);
		expect(await found(id, 'After')).toBe(false);
	});
});

function kindOf(name: string): Kind {
	const kind = kinds[name];
	if (!kind) throw new Error(`No ${name}`);
	return kind;
}

const login = 'ana@people.example';
const byLogin = (expression: 'search' | 'filter') =>
	`/api/v1/users${asking({ [expression]: `profile.login eq "${login}"` })}`;

it('a user is found under the old login by search, and read under the new one by path', async () => {
	const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });
	org.clock.advance(lag + 1);
	await okta.object('POST', `/api/v1/users/${idOf(user)}`, {
		profile: { login: 'new@people.example' },
	});

	expect((await okta.list(byLogin('search'))).map(idOf)).toEqual([user.id]);
	expect(await okta.list(byLogin('filter'))).toEqual([]);
	expect((await okta('GET', `/api/v1/users/${login}`)).status).toBe(404);
	expect((await okta.object('GET', '/api/v1/users/new@people.example')).id).toBe(user.id);
});

it('the plain list shows a new user at once, but for a while as yet staged', async () => {
	const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });
	const listed = async () =>
		(await okta.list('/api/v1/users')).find(({ id }) => id === user.id)?.status;

	expect([user.status, await listed()]).toEqual(['PROVISIONED', 'STAGED']);
	org.clock.advance(lag + 1);
	expect(await listed()).toBe('PROVISIONED');
});

it('`filter` on users has a lag of its own, and both can be changed while the org runs', async () => {
	org.directory.searchIndex.lag = 0;
	org.directory.searchIndex.filterLag = 800;
	const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });

	expect((await okta.list(byLogin('search'))).map(idOf)).toEqual([user.id]);
	expect(await okta.list(byLogin('filter'))).toEqual([]);
	org.clock.advance(801);
	expect((await okta.list(byLogin('filter'))).map(idOf)).toEqual([user.id]);
});

it('an asynchronous change of status is searched as late as any other', async () => {
	const [user] = await okta.list('/api/v1/users?filter=status%20eq%20%22ACTIVE%22');
	const id = idOf(user ?? {});
	await okta('POST', `/api/v1/users/${id}/lifecycle/deactivate`, undefined, {
		prefer: 'respond-async',
	});
	org.clock.advance(org.directory.transitionTime + lag - 500);
	const searched = `/api/v1/users${asking({ search: `id eq "${id}"` })}`;

	expect((await okta.object('GET', `/api/v1/users/${id}`)).status).toBe('DEPROVISIONED');
	expect((await okta.list(searched))[0]?.status).toBe('ACTIVE');
	org.clock.advance(501);
	expect((await okta.list(searched))[0]?.status).toBe('DEPROVISIONED');
});
