import type { INodeProperties } from 'n8n-workflow';

/** Groups by what people call them. */
export const groups: INodeProperties = {
	displayName: 'Groups',
	name: 'groups',
	type: 'string',
	default: '',
	placeholder: 'e.g. Engineering, Office Berlin',
	description:
		'Names or IDs of the groups, separated by semicolons or commas, or a list from an expression. Several items for one user count together.',
};

export const groupsOfUser: INodeProperties = {
	displayName: 'Membership',
	name: 'membership',
	type: 'options',
	noDataExpression: true,
	default: 'exactly',
	description: 'What the groups are to be for the user',
	options: [
		{ name: 'Add Only', value: 'add', description: 'The user gets in; and out of no other' },
		{
			name: 'Exactly These',
			value: 'exactly',
			description:
				'The user gets in, and out of all others that may change. All items count together: do not split them up in a loop.',
		},
		{ name: 'Remove Only', value: 'remove', description: 'The user is taken out of them' },
	],
};

export const within: INodeProperties = {
	displayName: 'Within',
	name: 'within',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { membership: ['exactly'] } },
	default: 'prefix',
	description: 'Which groups may change at all; no other is touched',
	options: [
		{
			name: 'All Okta Groups',
			value: 'all',
			description: 'All but those of apps and directories, and Everyone',
		},
		{
			name: 'Groups Whose Name Begins With',
			value: 'prefix',
			description: 'Those of a naming scheme, such as Department',
		},
		{ name: 'Listed Groups', value: 'list', description: 'Those you name' },
	],
};

export const prefix: INodeProperties = {
	displayName: 'Name Begins With',
	name: 'prefix',
	type: 'string',
	displayOptions: { show: { membership: ['exactly'], within: ['prefix'] } },
	default: '',
	required: true,
	placeholder: 'e.g. Department',
	description: 'How the names of the groups begin that may change, in this spelling',
};

export const scopeGroups: INodeProperties = {
	displayName: 'Groups That May Change',
	name: 'scopeGroups',
	type: 'string',
	displayOptions: { show: { membership: ['exactly'], within: ['list'] } },
	default: '',
	required: true,
	placeholder: 'e.g. Engineering, Sales, Marketing',
	description: 'Names or IDs, separated by semicolons or commas, or a list from an expression',
};

export const ifNoGroups: INodeProperties = {
	displayName: 'If No Group Is Named',
	name: 'ifNoGroups',
	type: 'options',
	default: 'fail',
	description: 'What Exactly These does for a user for whom the list has no group',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Nothing changes for this user' },
		{
			name: 'Remove From All',
			value: 'remove',
			description: 'The user is taken out of all groups that may change',
		},
	],
};
