import type { INodeProperties } from 'n8n-workflow';

export const estimateOnly: INodeProperties = {
	displayName: 'Estimate Only',
	name: 'estimateOnly',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to put out what the report would cost in requests and minutes, in place of the report. It takes five requests at most, and for reports on users the scope okta.groups.read.',
};

export const days: INodeProperties = {
	displayName: 'Days',
	name: 'days',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 36500, numberPrecision: 0 },
	default: 90,
	description: 'How many days it has to be since, counted by the clock of Okta; 0 for all',
};

export const dateAttribute: INodeProperties = {
	displayName: 'Date Attribute',
	name: 'dateAttribute',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. contractEndDate',
	description:
		'Variable name of the attribute that holds the date, as 2026-01-31 or in ISO 8601. Days begin at midnight in UTC.',
};

export const dateWhen: INodeProperties = {
	displayName: 'When',
	name: 'dateWhen',
	type: 'options',
	noDataExpression: true,
	default: 'ahead',
	description: 'Where the date has to lie, seen from today',
	options: [
		{ name: 'Past', value: 'past', description: 'Before today, by so many days or more' },
		{ name: 'Within', value: 'ahead', description: 'Today, or within so many days from today' },
	],
};

export const includeManager: INodeProperties = {
	displayName: 'Include Manager',
	name: 'includeManager',
	type: 'boolean',
	default: false,
	description:
		"Whether each row has the manager's name, email and login. They take one more request for each twenty managers.",
};

export const managerAttribute: INodeProperties = {
	displayName: 'Manager Attribute',
	name: 'managerAttribute',
	type: 'string',
	default: 'managerId',
	description:
		'Variable name of the attribute that says who the manager of a user is, by ID, login, email or employee number',
};

export const excludeGroups: INodeProperties = {
	displayName: 'Exclude Groups',
	name: 'excludeGroups',
	type: 'string',
	default: '',
	placeholder: 'e.g. Service Accounts, On Leave',
	description:
		'Names or IDs of groups whose members are left out, separated by commas, or a list from an expression. Takes the scope okta.groups.read. Okta lists no deactivated users as members.',
};

export const excludeSearch: INodeProperties = {
	displayName: 'Exclude Search',
	name: 'excludeSearch',
	type: 'string',
	default: '',
	placeholder: 'e.g. profile.userType eq "service"',
	description:
		"Expression of Okta's search; the users it finds are left out, such as service accounts. It takes one more request for each 200 of them.",
};

export const excludeTypes: INodeProperties = {
	displayName: 'Exclude User Type Names or IDs',
	name: 'excludeTypes',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTypesToExclude' },
	default: [],
	description:
		'Users of these types are left out. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const groupTypes: INodeProperties = {
	displayName: 'Group Types',
	name: 'groupTypes',
	type: 'multiOptions',
	default: ['OKTA_GROUP'],
	description: 'Which groups to look at; all if none is chosen',
	options: [
		{ name: 'App and Directory Groups', value: 'APP_GROUP' },
		{ name: 'Built-In Groups', value: 'BUILT_IN' },
		{ name: 'Okta Groups', value: 'OKTA_GROUP' },
	],
};

export const adoptionBy: INodeProperties = {
	displayName: 'By',
	name: 'adoptionBy',
	type: 'options',
	noDataExpression: true,
	default: 'attribute',
	description: 'What the users are divided by',
	options: [
		{
			name: 'Attribute',
			value: 'attribute',
			description: 'A row for each value of an attribute, such as the department',
		},
		{
			name: 'Groups',
			value: 'groups',
			description:
				'A row for each of some groups; only their members are looked at. Takes the scope okta.groups.read.',
		},
	],
};

export const adoptionAttribute: INodeProperties = {
	displayName: 'Attribute',
	name: 'adoptionAttribute',
	type: 'string',
	displayOptions: { show: { adoptionBy: ['attribute'] } },
	default: 'department',
	description: 'Variable name of the attribute in the profile',
};

export const adoptionGroups: INodeProperties = {
	displayName: 'Groups',
	name: 'adoptionGroups',
	type: 'string',
	displayOptions: { show: { adoptionBy: ['groups'] } },
	default: '',
	required: true,
	placeholder: 'e.g. Engineering, Sales',
	description: 'Names or IDs of the groups, separated by commas, or a list from an expression',
};

export const daysUnused: INodeProperties = {
	displayName: 'Days Unused',
	name: 'daysUnused',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 90,
	description:
		"How many days without use it has to be, 90 at the most: Okta's log reaches no further",
};
