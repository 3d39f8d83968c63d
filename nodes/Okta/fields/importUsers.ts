import type { INodeProperties } from 'n8n-workflow';

/** Where the rows come from. */
export const rowsFrom: INodeProperties = {
	displayName: 'Rows',
	name: 'rowsFrom',
	type: 'options',
	noDataExpression: true,
	default: 'items',
	description: 'What names the people, one in each row',
	options: [
		{
			name: 'File',
			value: 'file',
			description: 'The rows of a CSV or JSON Lines file, read as a stream: right for any size',
		},
		{
			name: 'Items',
			value: 'items',
			description: 'All items together: right up to some ten thousand people',
		},
	],
};

const ofFile = { show: { rowsFrom: ['file'] } };

export const inputField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'inputField',
	type: 'string',
	displayOptions: ofFile,
	default: 'data',
	required: true,
	hint: 'Where a field below has an expression, it is the name of a column: {{ $json.email }}, and nothing around it.',
	description: 'Name of the binary field of the item that holds the file',
};

export const fileFormat: INodeProperties = {
	displayName: 'File Format',
	name: 'fileFormat',
	type: 'options',
	noDataExpression: true,
	displayOptions: ofFile,
	default: 'csv',
	description: 'Kind of file',
	options: [
		{
			name: 'CSV',
			value: 'csv',
			description:
				'A table whose first line names the columns; parted at commas, semicolons or tabs',
		},
		{ name: 'JSON Lines', value: 'jsonLines', description: 'One JSON object per line' },
	],
};

export const importBy: INodeProperties = {
	displayName: 'Match By',
	name: 'importBy',
	type: 'options',
	noDataExpression: true,
	default: 'login',
	description: 'The attribute by which a user is recognized who exists already',
	options: [
		{
			name: 'Another Attribute',
			value: 'other',
			description: 'One that no two people share, such as an employee number',
		},
		{ name: 'Email', value: 'email', description: 'The primary email address' },
		{ name: 'Login', value: 'login', description: 'The Okta username' },
	],
};

export const importAttribute: INodeProperties = {
	displayName: 'Attribute',
	name: 'importAttribute',
	type: 'string',
	displayOptions: { show: { importBy: ['other'] } },
	default: 'employeeNumber',
	required: true,
	placeholder: 'e.g. employeeNumber',
	description: 'Its name in the user profile of the org. It has to be mapped below.',
};

/** All attributes of a user; which ones a row has to have depends on whether the user is new. */
export const importProfile: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'autoMapInputData', value: null },
	required: true,
	description:
		"Attributes of the user, taken from the org's own user schema. Only those that are mapped are ever changed.",
	typeOptions: {
		resourceMapper: {
			resourceMapperMethod: 'getImportedUserAttributes',
			mode: 'add',
			fieldWords: { singular: 'attribute', plural: 'attributes' },
			valuesLabel: 'Attributes',
			addAllFields: false,
			supportAutoMap: true,
		},
	},
};

export const absent: INodeProperties = {
	displayName: 'Users Without a Row',
	name: 'absent',
	type: 'options',
	noDataExpression: true,
	default: 'leave',
	description:
		'What becomes of users whom no row names. All rows count together: do not split them up in a loop.',
	options: [
		{
			name: 'Deactivate',
			value: 'deactivate',
			description: 'Within the scope below: their sessions end, and they lose all apps',
		},
		{ name: 'Leave', value: 'leave', description: 'Nothing' },
		{
			name: 'Suspend',
			value: 'suspend',
			description: 'Within the scope below: they cannot sign in, and keep what they have',
		},
	],
};

const ofAbsent = { show: { absent: ['deactivate', 'suspend'] } };

export const scopeBy: INodeProperties = {
	displayName: 'Scope',
	name: 'scopeBy',
	type: 'options',
	noDataExpression: true,
	displayOptions: ofAbsent,
	default: 'group',
	description: 'Whom the rows are to name completely; nobody outside is suspended or deactivated',
	options: [
		{ name: 'Members of a Group', value: 'group', description: 'Whoever is in it' },
		{
			name: 'Search',
			value: 'search',
			description: "Whom an expression of Okta's search language describes",
		},
	],
};

export const scopeGroup: INodeProperties = {
	displayName: 'Scope: Group',
	name: 'scopeGroup',
	type: 'string',
	displayOptions: { show: { ...ofAbsent.show, scopeBy: ['group'] } },
	default: '',
	required: true,
	placeholder: 'e.g. All Employees',
	description: 'Name or ID of the group',
};

export const scopeSearch: INodeProperties = {
	displayName: 'Scope: Search',
	name: 'scopeSearch',
	type: 'string',
	displayOptions: { show: { ...ofAbsent.show, scopeBy: ['search'] } },
	default: '',
	required: true,
	placeholder: 'e.g. profile.userType eq "employee"',
	description: 'As in User: Get Many. It finds nobody who came in during the last seconds.',
};

export const absentAtMost: INodeProperties = {
	displayName: 'Absent at Most',
	name: 'absentAtMost',
	type: 'string',
	default: '10 %',
	placeholder: 'e.g. 25 or 10 %',
	description:
		'The most users that may be suspended or deactivated because no row names them: a number, or a part of the scope in percent. If it would be more, nothing at all is changed. Unless set, the larger of 10 % and 3.',
};

export const wrongRows: INodeProperties = {
	displayName: 'Rows With Errors',
	name: 'wrongRows',
	type: 'options',
	default: 'fail',
	description:
		'What to do about rows that cannot be right: without a value to match by, without what Okta demands, with values of the wrong type, or for several users',
	options: [
		{ name: 'Change Nothing', value: 'fail', description: 'An error names all such rows' },
		{
			name: 'Report',
			value: 'report',
			description: 'The others are dealt with; the outcome of such a row is "refused"',
		},
	],
};

export const sameRows: INodeProperties = {
	displayName: 'Rows for the Same Person',
	name: 'sameRows',
	type: 'options',
	default: 'fail',
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

export const unknownColumns: INodeProperties = {
	displayName: 'Unknown Columns',
	name: 'unknownColumns',
	type: 'options',
	default: 'fail',
	description:
		'What to do about columns that are no attribute and that no field of this node reads, when attributes are mapped automatically',
	options: [
		{ name: 'Change Nothing', value: 'fail', description: 'An error names them' },
		{ name: 'Ignore', value: 'ignore', description: 'The summary names them' },
	],
};

export const rehires: INodeProperties = {
	displayName: 'People Who Come Back',
	name: 'rehires',
	type: 'options',
	default: 'leave',
	description: 'What to do if the user of a row is deactivated or suspended',
	options: [
		{
			name: 'Leave',
			value: 'leave',
			description: 'Okta changes nothing of deactivated users; the outcome is "skipped"',
		},
		{
			name: 'Reactivate',
			value: 'reactivate',
			description: 'Who is deactivated is activated and then changed; who is suspended stays so',
		},
		{
			name: 'Reactivate and Unsuspend',
			value: 'unsuspend',
			description: 'Whoever suspended them, and why',
		},
	],
};

export const emailRehires: INodeProperties = {
	displayName: 'Email People Who Come Back',
	name: 'emailRehires',
	type: 'boolean',
	default: false,
	description: 'Whether Okta emails users who are reactivated a link to set a password and sign in',
};

export const loginPattern: INodeProperties = {
	displayName: 'Login Pattern',
	name: 'loginPattern',
	type: 'string',
	default: '',
	placeholder: 'e.g. {firstName}.{lastName}@example.com',
	description:
		'What login a new user gets whose row has none. Braces hold attributes, {firstName:1} the first character; accents and blanks go. If somebody else has the login already, a number is added: jane.doe2@example.com.',
};

export const groupColumn: INodeProperties = {
	displayName: 'Groups',
	name: 'groupColumn',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.groups }}',
	description:
		'Names or IDs of the groups to put the user into, separated by semicolons or commas, or a list: usually an expression that leads to a column. Takes the scope okta.groups.manage.',
};

export const groupExtent: INodeProperties = {
	displayName: 'Groups Are',
	name: 'groupExtent',
	type: 'options',
	default: 'add',
	description: 'What the column says about groups',
	options: [
		{ name: 'Added', value: 'add', description: 'The user gets in, and out of no group' },
		{
			name: 'Exactly These, Among Those Named',
			value: 'exactly',
			description:
				'The user is also taken out of groups that other rows name and this one does not. Who is in a group by a rule stays.',
		},
	],
};

export const managerColumn: INodeProperties = {
	displayName: 'Manager Email',
	name: 'managerColumn',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.manager_email }}',
	description:
		'Email or login of the manager: usually an expression that leads to a column. It is written once everybody of the rows exists.',
};

export const managerAttribute: INodeProperties = {
	displayName: 'Manager Attribute',
	name: 'managerAttribute',
	type: 'string',
	default: 'managerId',
	placeholder: 'e.g. managerId',
	description: 'The attribute of the user that names the manager; managerId unless set',
};

export const managerAs: INodeProperties = {
	displayName: 'Manager Is Written As',
	name: 'managerAs',
	type: 'options',
	default: 'id',
	description: 'What the attribute holds of the manager',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Login', value: 'login' },
		{ name: 'Okta ID', value: 'id' },
	],
};
