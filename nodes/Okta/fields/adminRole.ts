import type { INodeProperties } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { CUSTOM, standardRoles } from '../objects/roleNames';
import { PERMISSIONS } from '../table/permissions';
import type { Placement } from '../table/operation';
import { locator } from './locator';

/** The role as one user has it, not the role as such. */
export const roleAssignmentId: INodeProperties = {
	displayName: 'Role Assignment',
	name: 'roleAssignmentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'One of the roles the user has, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a role of the user...',
			typeOptions: { searchListMethod: 'searchRolesOfUser', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ra1b8bqjOjsU8UJFa0g4',
			hint: 'ID in the output of Assign to User and List for User',
		},
	],
};

/** Okta reads the targets of a role only if it is told of which kind they are. */
export const includeTargets: Placement = {
	field: {
		displayName: 'Include Targets',
		name: 'includeTargets',
		type: 'options',
		default: 'targets/groups',
		description: 'What each standard role is limited to, embedded in the role',
		options: [
			{ name: 'Apps', value: 'targets/catalog/apps' },
			{ name: 'Groups', value: 'targets/groups' },
		],
	},
	as: 'expand',
};

export const roleType: INodeProperties = {
	displayName: 'Role',
	name: 'type',
	type: 'options',
	default: 'READ_ONLY_ADMIN',
	required: true,
	description: 'What the user is going to administer',
	options: [...standardRoles, { name: 'Custom Role', value: CUSTOM }].toSorted((a, b) =>
		a.name.localeCompare(b.name),
	),
};

const roles = {
	method: 'searchCustomRoles',
	placeholder: 'Choose a custom role...',
	id: 'e.g. cr0Yq6IJxGIr0ouum0g3',
};

const sets = {
	method: 'searchResourceSets',
	placeholder: 'Choose a resource set...',
	id: 'e.g. iamoJDFKaJxGIr0oamd9g',
};

const custom = { show: { type: [CUSTOM] } };

/** Beside the type of a role, where that is a custom one. */
export const customRoleId: INodeProperties = {
	...locator(
		'customRoleId',
		'Custom Role',
		'The role your org made, chosen from a list or given by ID',
		roles,
	),
	displayOptions: custom,
};

export const resourceSetId: INodeProperties = {
	...locator(
		'resourceSetId',
		'Resource Set',
		'What the custom role extends to, chosen from a list or given by ID',
		sets,
	),
	displayOptions: custom,
};

/** The same two where an operation is about them. */
export const theCustomRole: INodeProperties = locator(
	'customRoleId',
	'Custom Role',
	'The role your org made, chosen from a list or given by ID',
	roles,
);

export const theResourceSet: INodeProperties = locator(
	'resourceSetId',
	'Resource Set',
	'The set, chosen from a list or given by ID',
	sets,
);

export const resourceId: INodeProperties = locator(
	'resourceId',
	'Resource',
	'One of the resources of the set, chosen from a list or given by ID',
	{
		method: 'searchResources',
		placeholder: 'Choose a resource of the set...',
		id: 'e.g. ire106sQKoHoXXsAe0g4',
	},
);

export const memberId: INodeProperties = locator(
	'memberId',
	'Member',
	'A user or group that has the role over the set, chosen from a list or given by ID',
	{
		method: 'searchBindingMembers',
		placeholder: 'Choose a member...',
		id: 'e.g. irb1qe6PGuMc7Oh8N0g4',
	},
);

/** One of the roles of a service app. */
export const roleOfClient: INodeProperties = locator(
	'roleAssignmentId',
	'Role Assignment',
	'One of the roles the service app has, chosen from a list or given by ID',
	{
		method: 'searchRolesOfClient',
		placeholder: 'Choose a role of the service app...',
		id: 'e.g. irb1qe6PGuMc7Oh8N0g4',
	},
);

export const permissionType: INodeProperties = {
	displayName: 'Permission',
	name: 'permissionType',
	type: 'options',
	default: 'okta.users.read',
	required: true,
	description: 'What whoever has the role may do with the objects of its resource set',
	options: PERMISSIONS.map((name) => ({ name, value: name })),
};

/** Label and description of a role or a set that is to be changed. */
export const namedFields: readonly INodeProperties[] = [
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		placeholder: 'e.g. n8n help desk',
		description: 'New label, which no other has; the old one if it is left empty',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Unlocks accounts and resets factors',
		description: 'New description; the old one if it is left empty',
	},
];

/** Whom a role is given to, as people list them. */
export const bindingMembers: Placement = {
	field: {
		displayName: 'Members',
		name: 'members',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 00g1emaKYZTWRYYRRTSK,00ub0oNGTSWTBKOLGLNR',
		description:
			'Comma-separated list of IDs, or addresses, of users and groups. A service app gets its role by "Service App: Assign Role".',
	},
	accepts: 'list',
	convert: commaSeparated,
};

/** What a resource set extends to. */
export const resources: Placement = {
	field: {
		displayName: 'Resources',
		name: 'resources',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://acme.okta.com/api/v1/groups/00g1emaKYZTWRYYRRTSK/users',
		hint: '“Service App: Check Access” puts out what a service app needs',
		description:
			'Comma-separated list of addresses, or ORNs, of all objects of a kind, of one group, app or the like, or of the members of a group',
	},
	accepts: 'list',
	convert: commaSeparated,
};
