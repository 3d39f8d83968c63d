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

const customRoleId = byId('={{ $json.customRoleId }}');
const resourceSetId = byId('={{ $json.resourceSetId }}');
const ALL = 'https://acme.okta.com/api/v1';

/** Two roles that permit reading users, and two sets that hold all of them. */
const OFFICES = ['Lisbon', 'Porto'];

const ownRoles = ({ directory, clock }: Org): Item[] =>
	OFFICES.map((label, place) => {
		const id = `cr0office0000000000${place}`;
		if (!directory.customRoles.some((role) => role.id === id))
			directory.customRoles.push({
				id,
				label,
				description: 'An office',
				permissions: new Map([['okta.users.read', clock.now()]]),
			});
		return { customRoleId: id, label };
	});

const ownSets = ({ directory, clock }: Org): Item[] =>
	OFFICES.map((label, place) => {
		const id = `iamoffice0000000000${place}`;
		const resourceId = `ireoffice0000000000${place}`;
		if (!directory.resourceSets.some((set) => set.id === id))
			directory.resourceSets.push({
				id,
				label,
				description: 'An office',
				resources: [{ id: resourceId, address: `${ALL}/users`, created: clock.now() }],
				bound: new Set(),
			});
		return { resourceSetId: id, resourceId, label };
	});

/** A role, a set, and somebody who hasn't got the role yet. */
const unbound = (org: Org): Item[] => {
	const [sets, users, teams] = [ownSets(org), people(org), groups(org)];
	return ownRoles(org).map((role, place) => ({
		...role,
		...sets[place],
		userId: users[place]?.userId ?? '',
		groupId: teams[place]?.groupId ?? '',
		url: org.url,
	}));
};

/** The same where he has it. */
const bindings = (org: Org): Item[] =>
	unbound(org).map((item) => {
		const { customRoleId: role = '', resourceSetId: resourceSet = '', userId: id = '' } = item;
		const { roles } = org.directory;
		const held =
			roles.of(id).find(({ type }) => type === 'CUSTOM') ??
			roles.add(id, 'CUSTOM', org.clock.now(), { role, resourceSet });
		return { ...item, memberId: held.id };
	});

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
			items: (org) =>
				people(org).map((item) => ({
					...item,
					customRoleId: custom.role,
					resourceSetId: custom.resourceSet,
				})),
			parameters: {
				userId,
				type: 'CUSTOM',
				customRoleId,
				resourceSetId,
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
	'adminRole.getCustomRoles': [
		{
			name: 'lists the roles the org made',
			items: () => [{}, {}],
			parameters: { returnAll: true },
			puts: (_, { directory }) => directory.customRoles.map(({ label }) => like({ label })),
			sdk: async ({ customRoleApi }) => await customRoleApi.listRoles({}),
		},
	],
	'adminRole.getResourceSets': [
		{
			name: 'lists the sets the org made',
			items: () => [{}, {}],
			parameters: { returnAll: true },
			puts: (_, { directory }) => directory.resourceSets.map(({ label }) => like({ label })),
			sdk: async ({ resourceSetApi }) => await resourceSetApi.listResourceSets({}),
		},
	],
	'adminRole.createCustomRole': [
		{
			name: 'makes roles of permissions',
			items: () => [{ label: 'Help desk' }, { label: 'Night shift' }],
			parameters: {
				label: '={{ $json.label }}',
				description: 'Unlocks accounts',
				permissions: ['okta.users.read', 'okta.users.lifecycle.unlock'],
			},
			puts: ({ label }) => [like({ id: aText, label, outcome: 'created' })],
			sdk: async ({ customRoleApi }, { label = '' }) =>
				await customRoleApi.createRole({
					instance: {
						label,
						description: 'Unlocks accounts',
						permissions: ['okta.users.read', 'okta.users.lifecycle.unlock'],
					},
				}),
		},
	],
	'adminRole.createResourceSet': [
		{
			name: 'makes sets of resources',
			items: () => [{ label: 'Lisbon' }, { label: 'Porto' }],
			parameters: {
				label: '={{ $json.label }}',
				description: 'An office',
				resources: 'https://acme.okta.com/api/v1/users, https://acme.okta.com/api/v1/apps',
			},
			puts: ({ label }) => [like({ id: aText, label, outcome: 'created' })],
			sdk: async ({ resourceSetApi }, { label = '' }) =>
				await resourceSetApi.createResourceSet({
					instance: {
						label,
						description: 'An office',
						resources: ['https://acme.okta.com/api/v1/users', 'https://acme.okta.com/api/v1/apps'],
					},
				}),
		},
	],
	'adminRole.getCustomRole': [
		{
			name: 'reads a role',
			items: ownRoles,
			parameters: { customRoleId },
			puts: ({ customRoleId: id, label }) => [like({ id, label })],
			sdk: async ({ customRoleApi }, { customRoleId: id = '' }) =>
				await customRoleApi.getRole({ roleIdOrLabel: id }),
		},
	],
	'adminRole.updateCustomRole': [
		{
			name: 'changes a description, and keeps the label',
			items: ownRoles,
			parameters: { customRoleId, description: 'On call' },
			puts: ({ label }) => [like({ label, description: 'On call', outcome: 'updated' })],
			sdk: async ({ customRoleApi }, { customRoleId: id = '', label = '' }) => {
				await customRoleApi.getRole({ roleIdOrLabel: id });
				await customRoleApi.replaceRole({
					roleIdOrLabel: id,
					instance: { label, description: 'On call' },
				});
			},
		},
		{
			name: 'sends nothing where nothing differs',
			items: ownRoles,
			parameters: { customRoleId, label: '={{ $json.label }}' },
			puts: ({ label }) => [like({ label, outcome: 'unchanged' })],
			sdk: async ({ customRoleApi }, { customRoleId: id = '' }) =>
				await customRoleApi.getRole({ roleIdOrLabel: id }),
		},
	],
	'adminRole.deleteCustomRole': [
		{
			name: 'deletes roles',
			items: ownRoles,
			parameters: { customRoleId },
			puts: ({ customRoleId: id }) => [{ deleted: true, outcome: 'deleted', customRoleId: id }],
			leaves: (items, { directory }) =>
				expect(directory.customRoles.map(({ id }) => id)).not.toEqual(
					expect.arrayContaining([items[0]?.customRoleId]),
				),
			sdk: async ({ customRoleApi }, { customRoleId: id = '' }) =>
				await customRoleApi.deleteRole({ roleIdOrLabel: id }),
		},
	],
	'adminRole.getPermissions': [
		{
			name: 'lists what a role permits',
			items: ownRoles,
			parameters: { customRoleId, returnAll: true },
			puts: () => [like({ label: 'okta.users.read' })],
			sdk: async ({ customRoleApi }, { customRoleId: id = '' }) =>
				await customRoleApi.listRolePermissions({ roleIdOrLabel: id }),
		},
	],
	'adminRole.addPermission': [
		{
			name: 'has a role permit more',
			items: ownRoles,
			parameters: { customRoleId, permissionType: 'okta.users.lifecycle.unlock' },
			puts: ({ customRoleId: id }) => [
				{
					success: true,
					outcome: 'added',
					customRoleId: id,
					permissionType: 'okta.users.lifecycle.unlock',
				},
			],
			leaves: (items, { directory }) =>
				expect(
					items.map(({ customRoleId: one }) =>
						directory.customRoles
							.find(({ id }) => id === one)
							?.permissions.has('okta.users.lifecycle.unlock'),
					),
				).toEqual([true, true]),
			sdk: async ({ customRoleApi }, { customRoleId: id = '' }) => {
				const permissionType = 'okta.users.lifecycle.unlock';
				await customRoleApi
					.getRolePermission({ roleIdOrLabel: id, permissionType })
					.catch(() => undefined);
				await customRoleApi.createRolePermission({
					roleIdOrLabel: id,
					permissionType,
					instance: {},
				});
			},
		},
	],
	'adminRole.removePermission': [
		{
			name: 'has a role permit less',
			items: ownRoles,
			parameters: { customRoleId, permissionType: 'okta.users.read' },
			puts: ({ customRoleId: id }) => [
				{
					success: true,
					outcome: 'removed',
					customRoleId: id,
					permissionType: 'okta.users.read',
				},
			],
			sdk: async ({ customRoleApi }, { customRoleId: id = '' }) =>
				await customRoleApi.deleteRolePermission({
					roleIdOrLabel: id,
					permissionType: 'okta.users.read',
				}),
		},
	],
	'adminRole.getResourceSet': [
		{
			name: 'reads a set',
			items: ownSets,
			parameters: { resourceSetId },
			puts: ({ resourceSetId: id, label }) => [like({ id, label })],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '' }) =>
				await resourceSetApi.getResourceSet({ resourceSetId: id }),
		},
	],
	'adminRole.updateResourceSet': [
		{
			name: 'changes a label, and keeps the description',
			items: ownSets,
			parameters: { resourceSetId, label: '={{ $json.label }} and around' },
			puts: ({ label = '' }) => [like({ label: `${label} and around`, outcome: 'updated' })],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '', label = '' }) => {
				await resourceSetApi.getResourceSet({ resourceSetId: id });
				await resourceSetApi.replaceResourceSet({
					resourceSetId: id,
					instance: { label: `${label} and around`, description: 'An office' },
				});
			},
		},
		{
			name: 'changes a description, and keeps the label',
			items: ownSets,
			parameters: { resourceSetId, description: 'Closed' },
			puts: ({ label }) => [like({ label, description: 'Closed', outcome: 'updated' })],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '', label = '' }) => {
				await resourceSetApi.getResourceSet({ resourceSetId: id });
				await resourceSetApi.replaceResourceSet({
					resourceSetId: id,
					instance: { label, description: 'Closed' },
				});
			},
		},
	],
	'adminRole.deleteResourceSet': [
		{
			name: 'deletes sets',
			items: ownSets,
			parameters: { resourceSetId },
			puts: ({ resourceSetId: id }) => [{ deleted: true, outcome: 'deleted', resourceSetId: id }],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '' }) =>
				await resourceSetApi.deleteResourceSet({ resourceSetId: id }),
		},
	],
	'adminRole.getResources': [
		{
			name: 'lists what is in a set',
			items: ownSets,
			parameters: { resourceSetId, returnAll: true },
			puts: ({ resourceId: id }) => [like({ id })],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '' }) =>
				await resourceSetApi.listResourceSetResources({ resourceSetId: id, limit: 100 }),
		},
	],
	'adminRole.addResources': [
		{
			name: 'adds what is not in it',
			items: ownSets,
			parameters: { resourceSetId, resources: `${ALL}/users, ${ALL}/apps` },
			puts: ({ label }) => [like({ label, outcome: 'added' })],
			leaves: (items, { directory }) =>
				expect(
					items.map(({ resourceSetId: one }) =>
						directory.resourceSets
							.find(({ id }) => id === one)
							?.resources.map(({ address }) => address),
					),
				).toEqual([
					[`${ALL}/users`, `${ALL}/apps`],
					[`${ALL}/users`, `${ALL}/apps`],
				]),
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '' }) => {
				await resourceSetApi.listResourceSetResources({ resourceSetId: id, limit: 100 });
				await resourceSetApi.addResourceSetResources({
					resourceSetId: id,
					instance: { additions: [`${ALL}/apps`] },
				});
			},
		},
		{
			name: 'sends nothing where all is in it',
			items: ownSets,
			parameters: { resourceSetId, resources: `${ALL}/users` },
			puts: () => [like({ outcome: 'unchanged' })],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '' }) =>
				await resourceSetApi.listResourceSetResources({ resourceSetId: id, limit: 100 }),
		},
	],
	'adminRole.removeResource': [
		{
			name: 'takes something out of a set',
			items: ownSets,
			parameters: { resourceSetId, resourceId: byId('={{ $json.resourceId }}') },
			puts: ({ resourceSetId: set, resourceId }) => [
				{ success: true, outcome: 'removed', resourceSetId: set, resourceId },
			],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '', resourceId = '' }) =>
				await resourceSetApi.deleteResourceSetResource({ resourceSetId: id, resourceId }),
		},
	],
	'adminRole.getBindings': [
		{
			name: 'lists the roles that people have over a set',
			items: bindings,
			parameters: { resourceSetId, returnAll: true },
			puts: ({ customRoleId: id }) => [like({ id })],
			sdk: async ({ resourceSetApi }, { resourceSetId: id = '' }) =>
				await resourceSetApi.listBindings({ resourceSetId: id }),
		},
	],
	'adminRole.createBinding': [
		{
			name: 'gives people a role over a set',
			items: unbound,
			parameters: { resourceSetId, customRoleId, members: '={{ $json.userId }}' },
			puts: () => [like({ outcome: 'created' })],
			leaves: (items, org) =>
				expect(items.map((item) => rolesOf(org, item))).toEqual([['CUSTOM'], ['CUSTOM']]),
			sdk: async ({ resourceSetApi }, item) => {
				const {
					resourceSetId: set = '',
					customRoleId: role = '',
					url = '',
					userId: id = '',
				} = item;
				await resourceSetApi
					.getBinding({ resourceSetId: set, roleIdOrLabel: role })
					.catch(() => undefined);
				await resourceSetApi.createResourceSetBinding({
					resourceSetId: set,
					instance: { role, members: [`${url}/api/v1/users/${id}`] },
				});
			},
		},
		{
			name: 'adds people where others have the role already',
			items: bindings,
			parameters: { resourceSetId, customRoleId, members: '={{ $json.groupId }}' },
			puts: () => [like({ outcome: 'added' })],
			sdk: async ({ resourceSetApi }, item) => {
				const { resourceSetId: set = '', customRoleId: role = '', url = '', groupId = '' } = item;
				await resourceSetApi.getBinding({ resourceSetId: set, roleIdOrLabel: role });
				await resourceSetApi.listMembersOfBinding({ resourceSetId: set, roleIdOrLabel: role });
				await resourceSetApi.addMembersToBinding({
					resourceSetId: set,
					roleIdOrLabel: role,
					instance: { additions: [`${url}/api/v1/groups/${groupId}`] },
				});
			},
		},
	],
	'adminRole.deleteBinding': [
		{
			name: 'takes a role from all who have it over a set',
			items: bindings,
			parameters: { resourceSetId, customRoleId },
			puts: ({ resourceSetId: set, customRoleId: role }) => [
				{ deleted: true, outcome: 'deleted', resourceSetId: set, customRoleId: role },
			],
			leaves: (items, org) => expect(items.map((item) => rolesOf(org, item))).toEqual([[], []]),
			sdk: async ({ resourceSetApi }, { resourceSetId: set = '', customRoleId: role = '' }) =>
				await resourceSetApi.deleteBinding({ resourceSetId: set, roleIdOrLabel: role }),
		},
	],
	'adminRole.getBindingMembers': [
		{
			name: 'lists who has a role over a set',
			items: bindings,
			parameters: { resourceSetId, customRoleId, returnAll: true },
			puts: ({ memberId: id }) => [like({ id })],
			sdk: async ({ resourceSetApi }, { resourceSetId: set = '', customRoleId: role = '' }) =>
				await resourceSetApi.listMembersOfBinding({ resourceSetId: set, roleIdOrLabel: role }),
		},
	],
	'adminRole.addBindingMembers': [
		{
			name: 'adds a group',
			items: bindings,
			parameters: { resourceSetId, customRoleId, members: '={{ $json.groupId }}' },
			puts: () => [like({ outcome: 'added' })],
			sdk: async ({ resourceSetApi }, item) => {
				const { resourceSetId: set = '', customRoleId: role = '', url = '', groupId = '' } = item;
				await resourceSetApi.listMembersOfBinding({ resourceSetId: set, roleIdOrLabel: role });
				await resourceSetApi.addMembersToBinding({
					resourceSetId: set,
					roleIdOrLabel: role,
					instance: { additions: [`${url}/api/v1/groups/${groupId}`] },
				});
			},
		},
		{
			name: 'sends nothing where everybody has it',
			items: bindings,
			parameters: { resourceSetId, customRoleId, members: '={{ $json.userId }}' },
			puts: () => [like({ outcome: 'unchanged' })],
			sdk: async ({ resourceSetApi }, { resourceSetId: set = '', customRoleId: role = '' }) =>
				await resourceSetApi.listMembersOfBinding({ resourceSetId: set, roleIdOrLabel: role }),
		},
	],
	'adminRole.removeBindingMember': [
		{
			name: 'takes a role over a set from somebody',
			items: bindings,
			parameters: { resourceSetId, customRoleId, memberId: byId('={{ $json.memberId }}') },
			puts: ({ resourceSetId: set, customRoleId: role, memberId }) => [
				{ success: true, outcome: 'removed', resourceSetId: set, customRoleId: role, memberId },
			],
			leaves: (items, org) => expect(items.map((item) => rolesOf(org, item))).toEqual([[], []]),
			sdk: async ({ resourceSetApi }, item) => {
				const { resourceSetId: set = '', customRoleId: role = '', memberId = '' } = item;
				await resourceSetApi.unassignMemberFromBinding({
					resourceSetId: set,
					roleIdOrLabel: role,
					memberId,
				});
			},
		},
	],
};
