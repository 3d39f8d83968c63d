import type { INodeProperties } from 'n8n-workflow';

/** Whom a row is about. */
export const member: INodeProperties = {
	displayName: 'Member',
	name: 'member',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.email }}',
	description:
		'Whom each item names: usually an expression that leads to a column of the list, as in the example',
};

export const matchBy: INodeProperties = {
	displayName: 'Member Is Given By',
	name: 'matchBy',
	type: 'options',
	noDataExpression: true,
	default: 'login',
	description: 'What the list has of each person',
	options: [
		{ name: 'Email', value: 'email', description: 'The primary email address' },
		{ name: 'ID', value: 'id', description: "Okta's own ID, which begins with 00u" },
		{
			name: 'Login',
			value: 'login',
			description: 'The Okta username, usually an email address',
		},
		{
			name: 'Other Attribute',
			value: 'other',
			description: 'An attribute that is different for everybody, such as an employee number',
		},
	],
};

export const matchAttribute: INodeProperties = {
	displayName: 'Attribute',
	name: 'matchAttribute',
	type: 'string',
	displayOptions: { show: { matchBy: ['other'] } },
	default: 'employeeNumber',
	required: true,
	placeholder: 'e.g. employeeNumber',
	description: 'Its name in the user profile of the org',
};

export const membership: INodeProperties = {
	displayName: 'Membership',
	name: 'membership',
	type: 'options',
	noDataExpression: true,
	default: 'exactly',
	description: 'What the list says about the group',
	options: [
		{
			name: 'Add Only',
			value: 'add',
			description: 'Whoever is listed gets in; nobody is taken out',
		},
		{
			name: 'Exactly These',
			value: 'exactly',
			description:
				'Whoever is listed gets in, and whoever is not is taken out. All items count together: do not split the list up in a loop.',
		},
		{
			name: 'Remove Only',
			value: 'remove',
			description: 'Whoever is listed is taken out; nobody gets in',
		},
	],
};

export const removeAtMost: INodeProperties = {
	displayName: 'Remove at Most',
	name: 'removeAtMost',
	type: 'string',
	default: '10 %',
	placeholder: 'e.g. 25 or 10 %',
	description:
		'The most members that may be taken out of a group: a number, or a part of its members in percent. If it would be more, nothing at all is changed in that group. Unless set, Exactly These takes out the larger of 10 % and 3.',
};

export const ruleMembers: INodeProperties = {
	displayName: 'Members by a Group Rule',
	name: 'ruleMembers',
	type: 'options',
	default: 'leave',
	description: 'What to do with a member to be removed whom a group rule has put into the group',
	options: [
		{
			name: 'Leave',
			value: 'leave',
			description:
				'They stay, and the output names the rule. So does who may be in the group by a rule that nobody but Okta can evaluate.',
		},
		{
			name: 'Remove',
			value: 'remove',
			description:
				'They are taken out. Okta then makes each of them an exception of the rule, which has room for 100.',
		},
	],
};

export const deactivatedUsers: INodeProperties = {
	displayName: 'Deactivated Users',
	name: 'deactivatedUsers',
	type: 'options',
	default: 'leave',
	description: 'What to do with users whose account is deactivated',
	options: [
		{
			name: 'Leave',
			value: 'leave',
			description: 'They are neither added nor, by Exactly These, removed',
		},
		{ name: 'Treat Like Others', value: 'treat', description: 'Only the list counts' },
	],
};

export const unknownRows: INodeProperties = {
	displayName: 'Rows That Name Nobody',
	name: 'unknownRows',
	type: 'options',
	default: 'report',
	description: 'What to do when Okta has no such user, or several',
	options: [
		{ name: 'Change Nothing', value: 'fail', description: 'An error names all such rows' },
		{
			name: 'Report',
			value: 'report',
			description: 'The others are dealt with; the outcome of such a row is "refused"',
		},
	],
};

export const duplicateRows: INodeProperties = {
	displayName: 'Rows for the Same Person',
	name: 'duplicateRows',
	type: 'options',
	default: 'skip',
	description: 'What to do when several rows name one person',
	options: [
		{ name: 'Change Nothing', value: 'fail', description: 'An error names all such rows' },
		{
			name: 'Skip',
			value: 'skip',
			description: 'The first one counts; the outcome of the others is "skipped"',
		},
	],
};

/** Of a membership. */
export const addedDaysAgo: INodeProperties = {
	displayName: 'Added More Than (Days) Ago',
	name: 'addedDaysAgo',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 90, numberPrecision: 2 },
	default: 30,
	required: true,
	description:
		"How many days ago somebody has to have been added last, 90 at the most: Okta's log reaches no further",
};
