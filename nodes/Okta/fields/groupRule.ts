import type { INodeProperties } from 'n8n-workflow';

import { commaSeparated, whenOn } from '../objects/convert';
import type { Placement } from '../table/operation';

export const groupRuleId: INodeProperties = {
	displayName: 'Group Rule',
	name: 'groupRuleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group rule, chosen from a list or given by ID or exact name',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a group rule...',
			typeOptions: { searchListMethod: 'searchGroupRules', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0pr3f7zMZZHPgUoWO0g4',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Engineers to Engineering',
			hint: 'The exact name of the rule',
		},
	],
};

export const ruleName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Engineers to Engineering',
	description: 'Name of the rule, at most 50 characters',
};

export const expression: Placement = {
	field: {
		displayName: 'Expression',
		name: 'expression',
		type: 'string',
		default: '',
		placeholder: 'e.g. user.department == "Engineering"',
		hint: 'Attributes by their variable name, joined by AND and OR',
		description:
			'Condition in Okta Expression Language that says which users the rule puts into its groups',
	},
	as: 'conditions.expression.value',
};

export const excludedUserIds: Placement = {
	field: {
		displayName: 'Excluded Users',
		name: 'excludedUserIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. ada@acme.com, 00ub0oNGTSWTBKOLGLNR',
		description: 'Comma-separated logins or IDs of users the rule leaves alone',
	},
	accepts: 'list',
	as: 'conditions.people.users.exclude',
	convert: commaSeparated,
};

export const includeGroupNames: Placement = {
	field: {
		displayName: 'Include Group Names',
		name: 'includeGroupNames',
		type: 'boolean',
		default: true,
		description: 'Whether to embed the names of the groups beside their IDs',
	},
	as: 'expand',
	convert: whenOn('groupIdToGroupNameMap'),
};
