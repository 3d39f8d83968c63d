import type { Org } from '../org';
import { column, ids, openFor, report as run, reported, sorted } from './reporting';
import { textOf } from './scenarios/scenario';
import { apiRequests, closeWorlds } from './world';

afterEach(closeWorlds);

const open = async () => {
	const world = await openFor(['users', 'groups'], { users: 300, groups: 260 });
	const { org } = world;
	const groups = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	for (const [index, group] of groups.entries()) {
		if (index % 4 === 0)
			for (const member of membersOf(org, group.id)) group.members?.delete(member);
		const lastUpdated = org.clock.now();
		if (index % 3 === 0)
			group.owners.set(org.users.list()[index]?.id ?? '', { type: 'USER', lastUpdated });
		if (index % 6 === 0) group.owners.set(groups[0]?.id ?? '', { type: 'GROUP', lastUpdated });
	}
	return { world, org, groups };
};

const membersOf = ({ groups, directory }: Org, id: string) => {
	const group = groups.get(id);
	return group ? [...directory.membersFrom(group, 0)] : [];
};

const isEmpty = (org: Org) => (group: { id: string }) => membersOf(org, group.id).length === 0;

describe('empty groups', () => {
	test('are those without a member, in no more requests than there are pages', async () => {
		const { world, org, groups } = await open();
		const rows = await reported(world, 'emptyGroups');

		const expected = groups.filter(isEmpty(org));
		expect(expected.length).toBeGreaterThan(20);
		expect(expected.length).toBeLessThan(groups.length);
		expect(ids(rows)).toEqual(sorted(expected));
		expect(column(rows, 'name').toSorted()).toEqual(
			expected.map(({ profile }) => textOf(profile, 'name')).toSorted(),
		);
		const pages = Math.ceil(org.groups.list().length / 200);
		expect(apiRequests(org).filter(({ path }) => path.startsWith('/api/'))).toHaveLength(pages);
	});

	test('of other types come if they are wanted', async () => {
		const { world, org } = await open();
		const rows = await reported(world, 'emptyGroups', { groupTypes: [] });
		expect(ids(rows)).toEqual(sorted(org.groups.list().filter(isEmpty(org))));
		const others = await reported(world, 'emptyGroups', { groupTypes: ['APP_GROUP'] });
		const apart = org.groups.list().filter(({ type }) => type === 'APP_GROUP');
		expect(ids(others)).toEqual(sorted(apart.filter(isEmpty(org))));
	});

	test('are found one by one where the org does not count members', async () => {
		const { world, org, groups } = await open();
		const bare = org.groups.list().map(({ id, type, profile }) => ({ id, type, profile }));
		org.faults.add({ path: '/api/v1/groups', then: { status: 200, body: bare } });
		const rows = await reported(world, 'emptyGroups');

		expect(ids(rows)).toEqual(sorted(groups.filter(isEmpty(org))));
	});
});

describe('owners', () => {
	test('have a row for each group they own', async () => {
		const { world, org, groups } = await open();
		const rows = await reported(world, 'groupOwners');

		const expected = groups.flatMap(({ id, owners }) =>
			[...owners].map(([owner, { type }]) => `${id} ${type} ${owner}`),
		);
		const found = rows.map(({ id, ownerType, ownerId }) => [id, ownerType, ownerId].join(' '));
		expect(found.toSorted()).toEqual(expected.toSorted());
		const owner = org.users.list().find(({ id }) => rows.some(({ ownerId }) => ownerId === id));
		const named = rows.find(({ ownerId }) => ownerId === owner?.id);
		expect(named?.ownerName).toBe(textOf(owner?.profile ?? {}, 'displayName'));
	});

	test('are missing from the others', async () => {
		const { world, org, groups } = await open();
		const rows = await reported(world, 'groupsWithoutOwner');

		expect(ids(rows)).toEqual(sorted(groups.filter(({ owners }) => owners.size === 0)));
		const pages = Math.ceil(org.groups.list().length / 200);
		const requests = apiRequests(org).filter(({ path }) => path.startsWith('/api/')).length;
		expect(requests).toBe(pages + groups.length);
	});

	test('are not missing from a group that has gone', async () => {
		const { world, org, groups } = await open();
		const [gone] = groups.filter(({ owners }) => owners.size === 0);
		if (!gone) throw new Error('Every group has an owner');
		const body = { errorCode: 'E0000007', errorSummary: 'Not found' };
		org.faults.add({ path: `/api/v1/groups/${gone.id}/owners`, then: { status: 404, body } });
		const rows = await reported(world, 'groupsWithoutOwner');

		expect(ids(rows)).toEqual(
			sorted(groups.filter((group) => group.owners.size === 0 && group !== gone)),
		);
	});
});

describe('group rules', () => {
	test('are shown that are invalid, miss a group, or leave people out', async () => {
		const { world, org, groups } = await open();
		const { rules } = org.directory;
		const [template] = rules.list();
		const [group] = groups;
		if (!template || !group) throw new Error('The org has no rule');
		const add = (name: string, more: object) =>
			rules.add((id) => ({ ...template, id, name, added: new Map(), ...more }));
		const people = org.users.list().slice(0, 45);
		const invalid = add('Broken', { status: 'INVALID' });
		const excluding = add('Excluding', { excluded: people.map(({ id }) => id) });
		const erased = add('Excluding nobody there is', { excluded: ['00u1erasedlongago0000'] });
		const missing = add('To nowhere', { groupIds: [group.id, '00g1erasedlongago0000'] });
		const rows = await reported(world, 'groupRules');

		const found = rows.map(({ ruleId, problem, userId, login, userStatus }) =>
			[ruleId, problem, userId, login, userStatus].map(String).join(' '),
		);
		expect(found.toSorted()).toEqual(
			[
				`${invalid.id} invalid null null null`,
				`${missing.id} groupIsGone null null null`,
				`${erased.id} excludes 00u1erasedlongago0000 null null`,
				...people.map(
					({ id, profile, status }) =>
						`${excluding.id} excludes ${id} ${textOf(profile, 'login')} ${status}`,
				),
			].toSorted(),
		);
		const requests = apiRequests(org).filter(({ path }) => path.startsWith('/api/')).length;
		expect(requests).toBe(1 + Math.ceil(46 / 20));
	});

	test('are none where all is well', async () => {
		const { world } = await open();
		expect(await reported(world, 'groupRules')).toEqual([]);
		expect((await run(world, 'groupRules')).status).toBe('success');
	});
});
