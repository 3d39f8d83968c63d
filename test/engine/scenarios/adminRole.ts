import type { Client } from '@okta/okta-sdk-nodejs';
import type { Org } from '../../org';
import { aText, byId, like, two, type Item, type Scenarios } from './scenario';

const userId = byId('={{ $json.userId }}');

const rolesOf = ({ directory }: Org, { userId = '' }: Item): string[] =>
	directory.roles.of(userId).map(({ type }) => type);

/** Active users who have no role at first. */
const people = (org: Org): Item[] =>
	two(
		org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(-2),
		'active users',
	).map(({ id }) => ({ userId: id }));

/** The role of that type, given if need be: a scenario's items are asked for more than once. */
const given = ({ directory: { roles }, clock }: Org, id: string, type: string) =>
	roles.of(id).find((role) => role.type === type) ?? roles.add(id, type, clock.now());

const administrators =
	(type: string) =>
	(org: Org): Item[] =>
		people(org).map(({ userId = '' }) => ({ userId, roleId: given(org, userId, type).id }));

const groups = (org: Org): Item[] =>
	two(
		org.groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
		'groups',
	).map(({ id }) => ({ groupId: id, roleId: given(org, id, 'READ_ONLY_ADMIN').id }));

/** The SDK has the call, but knows no next page of it. */
async function listAll({ roleAssignmentApi }: Client): Promise<void> {
	let after: string | undefined;
	do {
		const page = await roleAssignmentApi.listUsersWithRoleAssignments({ after, limit: 100 });
		const next = page._links?.next?.href;
		after = next === undefined ? undefined : (new URL(next).searchParams.get('after') ?? undefined);
	} while (after !== undefined);
}

const custom = { role: 'cr0Yq6IJxGIr0ouum0g3', resourceSet: 'iamoJDFKaJxGIr0oamd9g' };

export const adminRoleScenarios: Scenarios = {
	'adminRole.getUsers': [
		{
			name: 'follows pages that are named in the body',
			items: (org) => {
				for (const { id } of org.users.list().slice(0, 150)) {
					given(org, id, 'READ_ONLY_ADMIN');
				}
				return [{}, {}];
			},
			parameters: { returnAll: true },
			puts: (_, org) => org.directory.administrators().map((id) => like({ id, orn: aText })),
			sdk: listAll,
		},
	],
	'adminRole.getForUser': [
		{
			name: 'lists what a user administers',
			items: administrators('HELP_DESK_ADMIN'),
			parameters: { userId, returnAll: true, options: { includeTargets: 'targets/groups' } },
			puts: ({ roleId }) => [like({ id: roleId, type: 'HELP_DESK_ADMIN', status: 'ACTIVE' })],
			sdk: async (client, { userId = '' }) =>
				await (
					await client.roleAssignmentApi.listAssignedRolesForUser({
						userId,
						expand: 'targets/groups',
					})
				).each(() => undefined),
		},
	],
	'adminRole.getForGroup': [
		{
			name: 'lists what the members of a group administer',
			items: groups,
			parameters: {
				groupId: byId('={{ $json.groupId }}'),
				returnAll: true,
				options: { includeTargets: 'targets/catalog/apps' },
			},
			puts: ({ roleId }) => [
				like({ id: roleId, type: 'READ_ONLY_ADMIN', assignmentType: 'GROUP' }),
			],
			sdk: async (client, { groupId = '' }) =>
				await (
					await client.roleAssignmentApi.listGroupAssignedRoles({
						groupId,
						expand: 'targets/catalog/apps',
					})
				).each(() => undefined),
		},
	],
	'adminRole.assignToUser': [
		{
			name: 'gives a role that the org made, over a set of resources',
			items: people,
			parameters: {
				userId,
				type: 'CUSTOM',
				customRoleId: byId(custom.role),
				resourceSetId: byId(custom.resourceSet),
			},
			puts: () => [
				like({
					id: aText,
					type: 'CUSTOM',
					role: custom.role,
					'resource-set': custom.resourceSet,
				}),
			],
			leaves: (items, org) =>
				expect(items.map((item) => rolesOf(org, item))).toEqual([['CUSTOM'], ['CUSTOM']]),
			sdk: async ({ roleAssignmentApi }, { userId = '' }) => {
				await (await roleAssignmentApi.listAssignedRolesForUser({ userId })).each(() => undefined);
				await roleAssignmentApi.assignRoleToUser({
					userId,
					assignRoleRequest: {
						type: 'CUSTOM',
						role: custom.role,
						resource_set: custom.resourceSet,
					},
				});
			},
		},
		{
			name: 'returns the role a user has already',
			items: administrators('HELP_DESK_ADMIN'),
			parameters: { userId, type: 'HELP_DESK_ADMIN' },
			puts: ({ roleId }) => [like({ id: roleId, type: 'HELP_DESK_ADMIN', outcome: 'unchanged' })],
			leaves: (items, org) =>
				expect(items.map((item) => rolesOf(org, item))).toEqual([
					['HELP_DESK_ADMIN'],
					['HELP_DESK_ADMIN'],
				]),
			sdk: async ({ roleAssignmentApi }, { userId = '' }) => {
				await (await roleAssignmentApi.listAssignedRolesForUser({ userId })).each(() => undefined);
			},
		},
		{
			name: 'gives a standard role, silently',
			items: people,
			parameters: { userId, type: 'HELP_DESK_ADMIN', options: { disableNotifications: true } },
			puts: () => [like({ id: aText, type: 'HELP_DESK_ADMIN' })],
			sdk: async ({ roleAssignmentApi }, { userId = '' }) => {
				await (await roleAssignmentApi.listAssignedRolesForUser({ userId })).each(() => undefined);
				await roleAssignmentApi.assignRoleToUser({
					userId,
					assignRoleRequest: { type: 'HELP_DESK_ADMIN' },
					disableNotifications: true,
				});
			},
		},
	],
	'adminRole.removeFromUser': [
		{
			name: 'takes a role away',
			items: administrators('HELP_DESK_ADMIN'),
			parameters: { userId, roleAssignmentId: byId('={{ $json.roleId }}') },
			puts: ({ userId, roleId }) => [
				{ success: true, outcome: 'removed', userId, roleAssignmentId: roleId },
			],
			leaves: (items, org) => expect(items.map((item) => rolesOf(org, item))).toEqual([[], []]),
			sdk: async (client, { userId = '', roleId = '' }) =>
				await client.roleAssignmentApi.unassignRoleFromUser({ userId, roleId }),
		},
	],
};
