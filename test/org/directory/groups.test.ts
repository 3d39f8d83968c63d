import { startOrg, type Org } from '..';
import type { Group } from './groupStore';
import { text } from './model';
import { isObject } from './request';
import {
	admin,
	type Admin,
	asking,
	idOf,
	person,
	refusal,
	matching,
	containing,
} from './support/admin';

describe('groups', () => {
	let org: Org;
	let okta: Admin;

	beforeEach(async () => {
		org = await startOrg({ users: 60, groups: 20, apps: 4 });
		okta = admin(org);
	});

	afterEach(() => org.close());

	const create = (name: string, more = {}) =>
		okta.object('POST', '/api/v1/groups', { profile: { name, ...more } });
	const named = (name: string): Group => {
		const [group] = org.groups.byName(name);
		if (!group) throw new Error(`There is no group ${name}`);
		return group;
	};
	const imported = (): Group => {
		const group = org.groups.list().find(({ type }) => type === 'APP_GROUP');
		if (!group) throw new Error('There is no imported group');
		return group;
	};
	const names = async (query: Record<string, string>) =>
		(await okta.list(`/api/v1/groups${asking(query)}`)).map(({ profile }) =>
			isObject(profile) ? text(profile, 'name') : undefined,
		);

	it('are created as Okta groups and found by id', async () => {
		const group = await create('Night Shift', { description: 'Works at night', reviewDays: 90 });

		expect(group).toMatchObject({
			id: matching(/^00g\w{17}$/),
			type: 'OKTA_GROUP',
			objectClass: ['okta:user_group'],
			profile: { name: 'Night Shift', description: 'Works at night', reviewDays: 90 },
		});
		expect(await okta.object('GET', `/api/v1/groups/${idOf(group)}`)).toEqual(group);
	});

	it.each([
		['a name another group has', { name: 'ENGINEERING' }, /^name: .*already exists/],
		['no name', { description: 'x' }, 'name: The field cannot be left blank'],
		['an attribute that is not in the schema', { name: 'x', colour: 'red' }, /colour/],
		['text for a number', { name: 'x', reviewDays: 'many' }, /reviewDays: .*integer/],
	])('are refused with %s', async (_what, profile, cause) => {
		const answer = refusal(await okta('POST', '/api/v1/groups', { profile }));

		expect(answer).toMatchObject({ status: 400, errorCode: 'E0000001' });
		expect(answer.causes.join('\n')).toMatch(cause);
	});

	it('lose with PUT what is not mentioned', async () => {
		const id = idOf(await create('Night Shift', { owningTeam: 'IT' }));
		const { profile } = await okta.object('PUT', `/api/v1/groups/${id}`, {
			profile: { name: 'Late Shift' },
		});

		expect(profile).toEqual({ name: 'Late Shift', description: null });
		expect(org.groups.byName('Night Shift')).toHaveLength(0);
	});

	it('do not know POST for updates', async () => {
		const id = idOf(await create('Night Shift'));

		expect(refusal(await okta('POST', `/api/v1/groups/${id}`, {})).errorCode).toBe('E0000022');
	});

	it('of another source and built-in ones keep their profile', async () => {
		for (const { id } of [named('Everyone'), imported()])
			expect(
				refusal(await okta('PUT', `/api/v1/groups/${id}`, { profile: { name: 'x' } })),
			).toMatchObject({ status: 403, errorCode: 'E0000006' });
	});

	it('are deleted, imported ones too, but not built-in ones', async () => {
		for (const id of [idOf(await create('Night Shift')), imported().id]) {
			expect((await okta('DELETE', `/api/v1/groups/${id}`)).status).toBe(204);
			expect((await okta('GET', `/api/v1/groups/${id}`)).status).toBe(404);
		}
		expect((await okta('DELETE', `/api/v1/groups/${named('Everyone').id}`)).status).toBe(403);
	});

	it('stay as long as an app pushes them', async () => {
		const id = idOf(await create('Night Shift'));
		const group = org.groups.get(id);
		group?.pushedBy.add('0oaPusher00000000005d7');
		const path = `/api/v1/groups/${id}`;
		expect(refusal(await okta('DELETE', path))).toMatchObject({ status: 403 });
		group?.pushedBy.clear();
		expect((await okta('DELETE', path)).status).toBe(204);
	});

	describe('have members', () => {
		it('who are added and removed as often as one likes', async () => {
			const groupId = idOf(await create('Night Shift'));
			const userId = idOf(await okta.object('POST', '/api/v1/users', { profile: person('Ana') }));
			const path = `/api/v1/groups/${groupId}/users/${userId}`;

			for (let twice = 0; twice < 2; twice++) expect((await okta('PUT', path)).status).toBe(204);
			expect((await okta.list(`/api/v1/groups/${groupId}/users`)).map(idOf)).toEqual([userId]);
			for (let twice = 0; twice < 2; twice++) expect((await okta('DELETE', path)).status).toBe(204);
			expect(await okta.list(`/api/v1/groups/${groupId}/users`)).toEqual([]);
			const changes = org.directory.log.events.filter(({ eventType }) =>
				eventType.startsWith('group.user_membership'),
			);
			expect(changes).toHaveLength(2);
		});

		it('whose change is seen in lastMembershipUpdated only', async () => {
			const group = await create('Night Shift');
			const user = org.users.at(0);
			org.clock.advance(60_000);
			await okta('PUT', `/api/v1/groups/${idOf(group)}/users/${user?.id ?? ''}`);
			const after = await okta.object('GET', `/api/v1/groups/${idOf(group)}`);

			expect(after.lastUpdated).toBe(group.lastUpdated);
			expect(after.lastMembershipUpdated).not.toBe(group.lastMembershipUpdated);
		});

		it('page by page, without those who are deactivated', async () => {
			const group = named('Engineering');
			const { items } = await okta.all(`/api/v1/groups/${group.id}/users?limit=2`);
			const expected = org.users
				.list()
				.filter(
					({ profile, status }) =>
						profile.department === 'Engineering' && status !== 'DEPROVISIONED',
				);

			expect(items.map(idOf)).toEqual(expected.map(({ id }) => id));
		});

		it('who are all users, for Everyone', async () => {
			const { items } = await okta.all(`/api/v1/groups/${named('Everyone').id}/users?limit=7`);

			expect(items).toHaveLength(
				org.users.list().filter(({ status }) => status !== 'DEPROVISIONED').length,
			);
		});

		it.each([
			['Everyone', 501, 'E0000060', () => named('Everyone')],
			['an imported group', 403, 'E0000006', () => imported()],
		])('who cannot be changed in %s', async (_what, status, errorCode, group) => {
			const path = `/api/v1/groups/${group().id}/users/${org.users.at(1)?.id ?? ''}`;

			for (const method of ['PUT', 'DELETE'])
				expect(refusal(await okta(method, path))).toMatchObject({ status, errorCode });
		});

		it.each([
			['the group', '00gnone', () => org.users.at(0)?.id ?? '', 'UserGroup'],
			['the user', '', () => '00unone', 'User'],
		])('unless %s does not exist', async (_what, groupId, userId, kind) => {
			const group = groupId || named('Engineering').id;
			const answer = await okta('PUT', `/api/v1/groups/${group}/users/${userId()}`);

			expect(answer.status).toBe(404);
			expect(answer.body).toMatchObject({ errorSummary: containing(`(${kind})`) });
		});

		it('until they are erased', async () => {
			const member = org.users.list().find(({ profile }) => profile.department === 'Engineering');
			const id = member?.id ?? '';
			if (member) org.users.put({ ...member, status: 'DEPROVISIONED' });
			await okta('DELETE', `/api/v1/users/${id}`);

			expect((await okta('GET', `/api/v1/users/${id}/groups`)).status).toBe(404);
			expect(named('Engineering').members?.has(member?.position ?? -1)).toBe(false);
		});
	});

	describe('are listed', () => {
		it('all at once by default', async () => {
			expect(await okta.list('/api/v1/groups')).toHaveLength(22);
			expect((await okta.all('/api/v1/groups?limit=5')).pages).toBe(5);
		});

		it('by the beginning of the name', async () => {
			expect(await names({ q: 'pro' })).toEqual(
				org.groups
					.list()
					.map(({ profile }) => text(profile, 'name'))
					.filter((name) => name.startsWith('Pro')),
			);
		});

		it.each([
			['profile.name eq "engineering"', ['Engineering']],
			['profile.name sw "office b"', ['Office Berlin', 'Office Bengaluru']],
			['profile.name co "resour"', ['Human Resources']],
			['type eq "BUILT_IN"', ['Everyone', 'Okta Administrators']],
			['type eq "APP_GROUP" and source.id pr', ['Security', 'Office Austin']],
		])('by search for %s', async (search, expected) => {
			expect((await names({ search })).sort()).toEqual([...expected].sort());
		});

		it('in the order asked for', async () => {
			const sorted = await names({
				search: 'type eq "OKTA_GROUP"',
				sortBy: 'profile.name',
				sortOrder: 'desc',
			});

			expect(sorted).toEqual([...sorted].sort().reverse());
			expect(sorted.length).toBeGreaterThan(10);
		});

		it('by filter for what changed since', async () => {
			org.clock.advance(60_000);
			const since = new Date(org.clock.now()).toISOString();
			const group = named('Finance');
			const outsider = org.users.list().find(({ profile }) => profile.department === 'Sales');
			await okta('PUT', `/api/v1/groups/${group.id}/users/${outsider?.id ?? ''}`);

			expect(await names({ filter: `lastMembershipUpdated ge "${since}"` })).toEqual(['Finance']);
			expect(await names({ filter: `lastUpdated ge "${since}"` })).toEqual([]);
		});

		it.each<Record<string, string>>([
			{ search: 'profile.colour eq "red"' },
			{ search: 'objectClass eq "okta:user_group"' },
			{ search: 'profile.name ne "x"' },
			{ search: 'type co "OKTA"' },
			{ filter: 'profile.name eq "Sales"' },
			{ filter: 'type sw "OKTA"' },
		])('but not for %j', async (query) => {
			expect(refusal(await okta('GET', `/api/v1/groups${asking(query)}`))).toMatchObject({
				status: 400,
				errorCode: 'E0000031',
			});
		});

		it('with numbers of members and apps where asked', async () => {
			const [group] = await okta.list(
				`/api/v1/groups${asking({ search: 'profile.name eq "Sales"', expand: 'stats' })}`,
			);
			const { items } = await okta.all(`/api/v1/groups/${idOf(group ?? {})}/users`);

			expect(group).toMatchObject({ _embedded: { stats: { usersCount: items.length } } });
		});
	});

	it("are listed for a user in pages, though Okta's specification does not say so", async () => {
		const user = org.users.list().find(({ status }) => status === 'ACTIVE');
		const path = `/api/v1/users/${user?.id ?? ''}/groups`;
		const { items, pages } = await okta.all(`${path}?limit=1`);

		expect(items.map(idOf)).toEqual(
			org.directory.groupsOf(user?.position ?? -1).map(({ id }) => id),
		);
		expect(pages).toBe(items.length);
	});
});
