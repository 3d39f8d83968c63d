import type { INodeProperties } from 'n8n-workflow';

import { CUSTOM, standardRoles } from '../objects/roleNames';
import type { Placement } from '../table/operation';

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

export const customRoleId: INodeProperties = {
	displayName: 'Custom Role',
	name: 'customRoleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { type: [CUSTOM] } },
	description: 'The role your org made, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a custom role...',
			typeOptions: { searchListMethod: 'searchCustomRoles', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. cr0Yq6IJxGIr0ouum0g3' },
	],
};

export const resourceSetId: INodeProperties = {
	displayName: 'Resource Set',
	name: 'resourceSetId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { type: [CUSTOM] } },
	description: 'What the custom role extends to, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a resource set...',
			typeOptions: { searchListMethod: 'searchResourceSets', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. iamoJDFKaJxGIr0oamd9g' },
	],
};
