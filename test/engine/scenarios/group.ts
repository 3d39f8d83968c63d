import type { Org } from '../../org';
import { addedTo, LENDER } from './logEvents';
import {
	anObject,
	aText,
	byId,
	like,
	mapped,
	textOf,
	two,
	type Item,
	type Scenario,
	type Scenarios,
} from './scenario';

const groupsOf = ({ groups }: Org) => groups.list().filter(({ type }) => type === 'OKTA_GROUP');

/** A group, and two users who are in it, or not. */
const members =
	(inside: boolean) =>
	(org: Org): Item[] => {
		const [group] = groupsOf(org);
		if (group === undefined) throw new Error('The org has no group');
		const users = org.users
			.list()
			.filter(
				({ status, position }) =>
					status === 'ACTIVE' && org.directory.isMember(group, position) === inside,
			);
		return two(users, 'users to choose from').map(({ id }) => ({ groupId: group.id, userId: id }));
	};

const isMember = ({ directory }: Org, { groupId = '', userId = '' }: Item): boolean => {
	const group = directory.groups.get(groupId);
	const user = directory.findUser(userId);
	if (!group || !user) throw new Error('Group or user is gone');
	return directory.isMember(group, user.position);
};

/** Two groups, and for each a user who is in it, or not. */
const inTwoGroups =
	(inside: boolean) =>
	(org: Org): Item[] =>
		two(groupsOf(org), 'groups').map((group) => {
			const user = org.users
				.list()
				.find(
					({ status, position }) =>
						status === 'ACTIVE' && org.directory.isMember(group, position) === inside,
				);
			if (!user) throw new Error('The org has nobody for the group');
			return { groupId: group.id, userId: user.id, login: textOf(user.profile, 'login') };
		});

/** Two groups, each of one person who was added long ago. */
const lent = (org: Org): Item[] => {
	const [user] = org.users.list().filter(({ status }) => status === 'ACTIVE');
	if (!user) throw new Error('The org has nobody to lend access to');
	return two(groupsOf(org), 'groups').map(({ id: groupId, members }) => {
		for (const { position } of org.users.list()) members?.delete(position);
		members?.add(user.position);
		addedTo(org, 40, { groupId, userId: user.id });
		return { groupId, userId: user.id };
	});
};

const parameters = {
	groupId: byId('={{ $json.groupId }}'),
	userId: byId('={{ $json.userId }}'),
};

const { groupId } = parameters;

const namesTaken = (org: Org): Item[] =>
	two(groupsOf(org), 'groups').map(({ id, profile, lastUpdated }) => ({
		groupId: id,
		name: textOf(profile, 'name'),
		lastUpdated: new Date(lastUpdated).toISOString(),
	}));

const newTeams = (): Item[] => [{ name: 'Night Shift' }, { name: 'Day "Early" Shift' }];
const team = (name: string) => ({ name, owningTeam: 'IT', reviewDays: 90 });
const teamProfile = mapped(
	['name', 'string', '={{ $json.name }}'],
	['owningTeam', 'string', 'IT'],
	['reviewDays', 'number', '={{ "90" }}'],
	['description', 'string', ''],
);

/** Two groups, each owned by a user and a group. */
const owned = (org: Org): Item[] => {
	const [user] = org.users.list();
	const [group] = groupsOf(org);
	if (!user || !group) throw new Error('The org is empty');
	return namesTaken(org).map(({ groupId = '' }) => {
		const owners = org.groups.get(groupId)?.owners;
		owners?.set(user.id, { type: 'USER', lastUpdated: group.created });
		owners?.set(group.id, { type: 'GROUP', lastUpdated: group.created });
		return { groupId, userId: user.id };
	});
};

const owns = ({ groups }: Org, { groupId = '', userId = '' }: Item) =>
	groups.get(groupId)?.owners.has(userId);

const listWith = (
	name: string,
	options: Record<string, string | string[]>,
	query: Record<string, string>,
	expected: (org: Org) => number,
): Scenario => ({
	name,
	items: () => [{}, {}],
	parameters: { returnAll: true, options },
	puts: (_, org) =>
		Array.from({ length: expected(org) }, () => like({ profile: like({ name: aText }) })),
	sdk: async (client) =>
		await (await client.groupApi.listGroups({ limit: 200, ...query })).each(() => undefined),
});

export const groupScenarios: Scenarios = {
	'group.getAll': [
		listWith(
			'leaves out Everyone and what comes from apps',
			{ types: ['OKTA_GROUP'] },
			{ search: 'type eq "OKTA_GROUP"' },
			(org) => groupsOf(org).length,
		),
		listWith(
			'joins types and a search',
			{ types: ['APP_GROUP', 'BUILT_IN'], search: 'id pr' },
			{ search: '(id pr) and (type eq "APP_GROUP" or type eq "BUILT_IN")' },
			({ groups }) => groups.list().filter(({ type }) => type !== 'OKTA_GROUP').length,
		),
		listWith('lists all groups', {}, {}, ({ groups }) => groups.list().length),
		listWith(
			'searches, sorts and embeds',
			{
				search: 'type eq "OKTA_GROUP"',
				sortBy: 'profile.name',
				sortOrder: 'desc',
				expand: ['stats', 'app'],
			},
			{
				search: 'type eq "OKTA_GROUP"',
				sortBy: 'profile.name',
				sortOrder: 'desc',
				expand: 'stats,app',
			},
			(org) => groupsOf(org).length,
		),
		listWith(
			'sorts by an attribute of the org',
			{ search: 'type eq "OKTA_GROUP"', sortBy: 'other', sortByAttribute: 'owningTeam' },
			{ search: 'type eq "OKTA_GROUP"', sortBy: 'profile.owningTeam' },
			(org) => groupsOf(org).length,
		),
		{
			...listWith(
				'meets conditions',
				{},
				{
					search:
						'(profile.name sw "S") and type eq "OKTA_GROUP" and (lastUpdated gt "2019-01-01T00:00:00.000Z" or profile.owningTeam pr)',
				},
				(org) =>
					groupsOf(org).filter(({ profile }) => textOf(profile, 'name').startsWith('S')).length,
			),
			parameters: {
				returnAll: true,
				conditions: {
					all: [{ attribute: 'type', operator: 'eq', choice: 'OKTA_GROUP' }],
					any: [
						{ attribute: 'lastUpdated', operator: 'gt', date: '2019-01-01T01:00:00+01:00' },
						{ attribute: 'other', otherAttribute: 'profile.owningTeam', operator: 'pr' },
					],
				},
				options: { search: 'profile.name sw "S"' },
			},
		},
		listWith(
			'filters',
			{ filter: 'type eq "OKTA_GROUP"' },
			{ filter: 'type eq "OKTA_GROUP"' },
			(org) => groupsOf(org).length,
		),
		listWith(
			'finds the start of a name',
			{ q: 'Eng' },
			{ q: 'Eng' },
			({ groups }) =>
				groups.list().filter(({ profile }) => textOf(profile, 'name').startsWith('Eng')).length,
		),
	],
	'group.addMember': [
		{
			name: 'puts users into a group',
			items: members(false),
			parameters,
			puts: ({ groupId, userId }) => [{ success: true, outcome: 'ensured', groupId, userId }],
			leaves: (items, org) =>
				expect(items.map((item) => isMember(org, item))).toEqual([true, true]),
			sdk: async (client, { groupId = '', userId = '' }) =>
				await client.groupApi.assignUserToGroup({ groupId, userId }),
		},
	],
	'group.removeMember': [
		{
			name: 'takes users out of a group',
			items: members(true),
			parameters,
			puts: ({ groupId, userId }) => [{ success: true, outcome: 'ensured', groupId, userId }],
			leaves: (items, org) =>
				expect(items.map((item) => isMember(org, item))).toEqual([false, false]),
			sdk: async (client, { groupId = '', userId = '' }) =>
				await client.groupApi.unassignUserFromGroup({ groupId, userId }),
		},
		{
			name: 'changes nothing for users who are not in it',
			items: members(false),
			parameters,
			puts: ({ groupId, userId }) => [{ success: true, outcome: 'ensured', groupId, userId }],
			sdk: async (client, { groupId = '', userId = '' }) =>
				await client.groupApi.unassignUserFromGroup({ groupId, userId }),
		},
	],
	'group.syncMembers': [
		{
			name: 'adds who is listed, to the group of each row',
			items: inTwoGroups(false),
			parameters: {
				groupId: parameters.groupId,
				member: '={{ $json.userId }}',
				matchBy: 'id',
				matchAttribute: 'login',
				membership: 'add',
			},
			puts: ({ groupId, userId }) => [
				like({ outcome: 'added', groupId, userId, groupName: aText, login: aText }),
			],
			leaves: (items, org) =>
				expect(items.map((item) => isMember(org, item))).toEqual([true, true]),
		},
		{
			name: 'removes who is listed by an attribute, from the group of each row',
			items: inTwoGroups(true),
			parameters: {
				groupId: parameters.groupId,
				member: '={{ $json.login }}',
				matchBy: 'other',
				matchAttribute: 'login',
				membership: 'remove',
				options: {
					removeAtMost: '10 %',
					ruleMembers: 'leave',
					deactivatedUsers: 'treat',
					unknownRows: 'fail',
					duplicateRows: 'fail',
					report: 'differences',
					reportAs: 'items',
					reportField: 'report',
				},
			},
			puts: ({ groupId, userId }) => [like({ outcome: 'removed', groupId, userId })],
			leaves: (items, org) =>
				expect(items.map((item) => isMember(org, item))).toEqual([false, false]),
		},
	],
	'group.removeMembersAddedBefore': [
		{
			name: 'takes out who was added long ago',
			items: lent,
			parameters: {
				groupId,
				addedDaysAgo: 30,
				options: {
					ruleMembers: 'leave',
					report: 'differences',
					reportAs: 'items',
					reportField: 'report',
				},
			},
			puts: ({ userId }) => [like({ outcome: 'removed', userId, login: aText, addedBy: LENDER })],
			leaves: (items, org) =>
				expect(items.map((item) => isMember(org, item))).toEqual([false, false]),
		},
	],
	'group.create': [
		{
			name: 'adds groups, with attributes of the org',
			items: newTeams,
			parameters: { profile: teamProfile },
			puts: ({ name }) => [
				like({ type: 'OKTA_GROUP', profile: like({ name, owningTeam: 'IT', reviewDays: 90 }) }),
			],
			sdk: async ({ groupApi }, { name = '' }) =>
				await groupApi.createGroup({ group: { profile: team(name) } }),
		},
		{
			name: 'returns the groups there are',
			items: namesTaken,
			parameters: { profile: teamProfile, ifExists: 'return' },
			puts: ({ groupId, name = '' }) => [
				like({ id: groupId, profile: { name, description: `Seeded: ${name}` } }),
			],
			sdk: async ({ groupApi }, { groupId = '', name = '' }) => {
				await groupApi.createGroup({ group: { profile: team(name) } }).catch(() => undefined);
				await (await groupApi.listGroups({ q: name })).each(() => undefined);
				await groupApi.getGroup({ groupId });
			},
		},
		{
			name: 'updates the groups there are',
			items: namesTaken,
			parameters: {
				profile: teamProfile,
				ifExists: 'update',
				options: { emptyValues: 'leave' },
			},
			puts: ({ groupId, name = '' }) => [
				like({ id: groupId, profile: { ...team(name), description: `Seeded: ${name}` } }),
			],
			sdk: async ({ groupApi }, { groupId = '', name = '' }) => {
				await groupApi.createGroup({ group: { profile: team(name) } }).catch(() => undefined);
				await (await groupApi.listGroups({ q: name })).each(() => undefined);
				await groupApi.getGroup({ groupId });
				await groupApi.replaceGroup({
					groupId,
					group: { profile: { ...team(name), description: `Seeded: ${name}` } },
				});
			},
		},
	],
	'group.createWithRule': [
		{
			name: 'makes groups whose members follow from a rule',
			items: () => [{ name: 'Makers' }, { name: 'Shapers' }],
			parameters: {
				groupName: '={{ $json.name }}',
				expression: 'user.department == "Making"',
				options: {
					groupDescription: 'By rule',
					ruleName: '={{ $json.name }} by department',
					excludedUserIds: '00ub0oNGTSWTBKOLGLNR',
				},
			},
			puts: ({ name }) => [
				like({
					name,
					outcome: 'created',
					groupId: aText,
					groupRuleId: aText,
					rule: like({ name: `${String(name)} by department`, status: 'ACTIVE' }),
				}),
			],
			leaves: (items, { directory, groups }) => {
				for (const { name = '' } of items) {
					const rule = directory.rules.list().find((one) => one.name === `${name} by department`);
					expect(rule?.status).toBe('ACTIVE');
					expect(rule?.groupIds.map((id) => groups.get(id)?.profile['name'])).toEqual([name]);
				}
			},
		},
	],
	'group.get': [
		{
			name: 'reads a group',
			items: namesTaken,
			parameters: { groupId },
			puts: ({ groupId, name }) => [like({ id: groupId, profile: like({ name }) })],
			sdk: async (client, { groupId = '' }) => await client.groupApi.getGroup({ groupId }),
		},
		{
			name: 'embeds members and their number',
			items: namesTaken,
			parameters: { groupId, options: { include: ['counts', 'members'] } },
			puts: ({ groupId = '' }, { groups, directory }) => {
				const group = groups.get(groupId);
				const members = group ? [...directory.membersFrom(group, 0)] : [];
				return [
					like({
						id: groupId,
						_embedded: {
							stats: like({ usersCount: members.length }),
							members: members.map(() => like({ id: aText, login: aText })),
						},
					}),
				];
			},
			sdk: async ({ groupApi }, { groupId = '' }) => {
				await groupApi.getGroup({ groupId });
				const filter = `id eq "${groupId}"`;
				await (await groupApi.listGroups({ filter, expand: 'stats' })).each(() => undefined);
				await (await groupApi.listGroupUsers({ groupId, limit: 1000 })).each(() => undefined);
			},
		},
	],
	'group.update': [
		{
			name: 'changes some attributes, empties others and keeps the rest',
			items: namesTaken,
			parameters: {
				groupId,
				profile: mapped(['reviewDays', 'number', '={{ "30" }}']),
				options: {
					emptyValues: 'leave',
					clear: ['description'],
					expectedLastUpdated: '={{ $json.lastUpdated }}',
				},
			},
			puts: ({ groupId, name }) => [
				like({ id: groupId, profile: { name, reviewDays: 30, description: null } }),
			],
			sdk: async ({ groupApi }, { groupId = '', name = '' }) => {
				await groupApi.getGroup({ groupId });
				await groupApi.replaceGroup({ groupId, group: { profile: { name, reviewDays: 30 } } });
			},
		},
		{
			name: 'writes nothing where nothing changes',
			items: namesTaken,
			parameters: { groupId, profile: mapped(['name', 'string', '={{ $json.name }}']) },
			puts: ({ groupId, name }) => [like({ id: groupId, profile: like({ name }) })],
			sdk: async (client, { groupId = '' }) => await client.groupApi.getGroup({ groupId }),
		},
	],
	'group.delete': [
		{
			name: 'removes groups',
			items: namesTaken,
			parameters: { groupId },
			puts: ({ groupId }) => [{ deleted: true, outcome: 'deleted', groupId }],
			leaves: (items, { groups }) =>
				expect(items.map(({ groupId = '' }) => groups.get(groupId))).toEqual([
					undefined,
					undefined,
				]),
			sdk: async (client, { groupId = '' }) => await client.groupApi.deleteGroup({ groupId }),
		},
	],
	'group.getMembers': [
		{
			name: 'lists the users in a group',
			items: namesTaken,
			parameters: { groupId, returnAll: true },
			puts: ({ groupId = '' }, { directory }) => {
				const group = directory.groups.get(groupId);
				if (!group) throw new Error('The group is gone');
				return [...directory.membersFrom(group, 0)].map(() => like({ profile: anObject }));
			},
			sdk: async (client, { groupId = '' }) =>
				await (
					await client.groupApi.listGroupUsers({ groupId, limit: 1000 })
				).each(() => undefined),
		},
	],
	'group.getApps': [
		{
			name: 'lists the apps a group has',
			items: (org) =>
				namesTaken(org).map(({ groupId = '', ...item }) => {
					const [app] = org.apps.list();
					app?.groups.set(groupId, { priority: 0, profile: {}, lastUpdated: app.created });
					return { ...item, groupId, label: app?.label ?? '' };
				}),
			parameters: { groupId, returnAll: true },
			puts: ({ label }) => [like({ label })],
			sdk: async (client, { groupId = '' }) =>
				await (
					await client.groupApi.listAssignedApplicationsForGroup({ groupId, limit: 200 })
				).each(() => undefined),
		},
	],
	'group.getOwners': [
		{
			name: 'lists the users among the owners',
			items: owned,
			parameters: { groupId, returnAll: true, options: { search: 'type eq "USER"' } },
			puts: ({ userId }) => [like({ id: userId, type: 'USER', displayName: aText })],
			sdk: async (client, { groupId = '' }) =>
				await (
					await client.groupApi.listGroupOwners({ groupId, limit: 1000, search: 'type eq "USER"' })
				).each(() => undefined),
		},
	],
	'group.addOwner': [
		{
			name: 'makes users owners',
			items: members(true),
			parameters: { groupId, ownerId: byId('={{ $json.userId }}') },
			puts: ({ userId }) => [like({ id: userId, type: 'USER' })],
			leaves: (items, org) => expect(items.map((item) => owns(org, item))).toEqual([true, true]),
			sdk: async (client, { groupId = '', userId = '' }) =>
				await client.groupApi.assignGroupOwner({
					groupId,
					GroupOwner: { id: userId, type: 'USER' },
				}),
		},
		{
			name: 'leaves those who are owners already as they are',
			items: owned,
			parameters: { groupId, ownerId: byId('={{ $json.userId }}') },
			puts: ({ userId }) => [like({ id: userId, type: 'USER' })],
			leaves: (items, org) => expect(items.map((item) => owns(org, item))).toEqual([true, true]),
			sdk: async ({ groupApi }, { groupId = '', userId = '' }) => {
				const GroupOwner = { id: userId, type: 'USER' } as const;
				await groupApi.assignGroupOwner({ groupId, GroupOwner }).catch(() => undefined);
				await (await groupApi.listGroupOwners({ groupId, limit: 1000 })).each(() => undefined);
			},
		},
		{
			name: 'makes a group owner, given by name',
			items: (org) => {
				const [first, second] = namesTaken(org);
				return [
					{ ...first, owner: second?.name ?? '' },
					{ ...second, owner: first?.name ?? '' },
				];
			},
			parameters: {
				groupId,
				ownerType: 'GROUP',
				ownerId: { __rl: true, mode: 'name', value: '={{ $json.owner }}' },
			},
			puts: ({ owner }) => [like({ type: 'GROUP', displayName: owner })],
			sdk: async ({ groupApi }, { groupId = '', owner = '' }) => {
				const search = `profile.name eq "${owner}"`;
				let id = '';
				await (
					await groupApi.listGroups({ search, limit: 200 })
				).each((group) => {
					id = String(group.id);
				});
				await groupApi.getGroup({ groupId: id });
				await groupApi.assignGroupOwner({ groupId, GroupOwner: { id, type: 'GROUP' } });
			},
		},
	],
	'group.removeOwner': [
		{
			name: 'ends ownerships',
			items: owned,
			parameters: { groupId, ownerId: byId('={{ $json.userId }}') },
			puts: ({ groupId, userId }) => [
				{ success: true, outcome: 'removed', groupId, ownerId: userId },
			],
			leaves: (items, org) => expect(items.map((item) => owns(org, item))).toEqual([false, false]),
			sdk: async (client, { groupId = '', userId = '' }) =>
				await client.groupApi.deleteGroupOwner({ groupId, ownerId: userId }),
		},
	],
};
