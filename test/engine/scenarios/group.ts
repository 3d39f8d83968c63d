import type { Org } from '../../org';
import {
	aText,
	byId,
	like,
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

const parameters = {
	groupId: byId('={{ $json.groupId }}'),
	userId: byId('={{ $json.userId }}'),
};

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
			puts: ({ groupId, userId }) => [{ success: true, groupId, userId }],
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
			puts: ({ groupId, userId }) => [{ deleted: true, groupId, userId }],
			leaves: (items, org) =>
				expect(items.map((item) => isMember(org, item))).toEqual([false, false]),
			sdk: async (client, { groupId = '', userId = '' }) =>
				await client.groupApi.unassignUserFromGroup({ groupId, userId }),
		},
		{
			name: 'changes nothing for users who are not in it',
			items: members(false),
			parameters,
			puts: ({ groupId, userId }) => [{ deleted: true, groupId, userId }],
			sdk: async (client, { groupId = '', userId = '' }) =>
				await client.groupApi.unassignUserFromGroup({ groupId, userId }),
		},
	],
};
