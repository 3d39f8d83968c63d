import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Values } from '../table/values';
import { appProfile } from './appUser';
import { appId } from './application';

/** The app that people come from; its ID is that of the identity source. */
export const sourceId: INodeProperties = {
	...appId,
	displayName: 'Identity Source',
	description:
		'The app of the custom identity source (Anything-as-a-Source), chosen from a list or given by ID or exact label',
};

export const externalId: INodeProperties = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.employeeNumber }}',
	description: 'What the source itself calls the object, and never changes',
};

export const userName: INodeProperties = {
	displayName: 'Username',
	name: 'userName',
	type: 'string',
	default: '',
	placeholder: 'e.g. jane.doe@acme.com',
	description:
		'Name of the account in the source, by which Okta matches users unless the app is set up otherwise',
};

export const sourceProfile: INodeProperties = {
	...appProfile,
	displayName: 'Profile',
	description:
		"Attributes from the app's own user schema, such as email, first and last name. Those left empty are not sent.",
};

export const sessionId: INodeProperties = {
	displayName: 'Session ID',
	name: 'sessionId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. aps1qqonvr2SZv6o70h8',
	description: 'ID of an import session, as Import and List Sessions put it out',
};

export const sourceGroup: INodeProperties = {
	displayName: 'Group',
	name: 'sourceGroup',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. sales-emea',
	description: "External ID of a group of the source, or Okta's ID of it",
};

export const groupName: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Sales EMEA',
	description: 'Name of the group, of at most 255 characters',
};

export const groupDescription: INodeProperties = {
	displayName: 'Description',
	name: 'groupDescription',
	type: 'string',
	default: '',
	description: 'What the group is for, in at most 1,024 characters',
};

export const memberExternalId: INodeProperties = {
	...externalId,
	displayName: 'Member',
	name: 'memberExternalId',
	description: 'External ID of a user of the source',
};

/** The profile a form gives a user of an identity source. */
export function sourceProfileOf(values: Values): IDataObject {
	const userName = values.text('userName');
	return { ...values.object('profile'), ...(userName !== '' && { userName }) };
}

export const importOf: INodeProperties = {
	displayName: 'Items Are',
	name: 'importOf',
	type: 'options',
	noDataExpression: true,
	default: 'users',
	description:
		'What each item names. People come first, then groups, then who is in them: one node for each.',
	options: [
		{
			name: 'Group Members',
			value: 'members',
			description: 'One person in one group of the source',
		},
		{ name: 'Groups', value: 'groups', description: 'One group of the source, by itself' },
		{ name: 'Users', value: 'users', description: 'One person' },
	],
};

export const importAction: INodeProperties = {
	displayName: 'Import Action',
	name: 'importAction',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { importOf: ['groups', 'users'] } },
	default: 'createOrUpdate',
	description: 'What becomes of those the items name',
	options: [
		{
			name: 'Create or Update',
			value: 'createOrUpdate',
			description: 'They come into the source, or get the attributes of their item',
		},
		{
			name: 'Delete',
			value: 'delete',
			description:
				'They leave the source; Okta deactivates such users unless the app is set up otherwise',
		},
	],
};

export const memberAction: INodeProperties = {
	displayName: 'Member Action',
	name: 'memberAction',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { importOf: ['members'] } },
	default: 'add',
	description: 'What becomes of the people the items name; everybody else stays as they are',
	options: [
		{ name: 'Add', value: 'add', description: 'They get into the group of their item' },
		{ name: 'Remove', value: 'remove', description: 'They are taken out of the group' },
	],
};

export const groupExternalId: INodeProperties = {
	...externalId,
	displayName: 'Group',
	name: 'groupExternalId',
	placeholder: 'e.g. {{ $json.team }}',
	description: 'External ID of a group of the source',
};

export const badRows: INodeProperties = {
	displayName: 'Bad Rows',
	name: 'badRows',
	type: 'options',
	default: 'report',
	description:
		'What to do with a row without an external ID, or with a value Okta would drop without a word',
	options: [
		{ name: 'Change Nothing', value: 'fail', description: 'An error names all such rows' },
		{
			name: 'Report',
			value: 'report',
			description: 'The others are imported; the outcome of such a row is "refused"',
		},
	],
};

export const duplicateIds: INodeProperties = {
	displayName: 'Rows With the Same External ID',
	name: 'duplicateRows',
	type: 'options',
	default: 'skip',
	description: 'What to do when several rows have one external ID, or name one member of one group',
	options: [
		{ name: 'Change Nothing', value: 'fail', description: 'An error names all such rows' },
		{
			name: 'Skip',
			value: 'skip',
			description: 'The first one counts; the outcome of the others is "skipped"',
		},
	],
};

export const openSession: INodeProperties = {
	displayName: 'If a Session Is Open',
	name: 'openSession',
	type: 'options',
	default: 'fail',
	description:
		'What to do when the source has a session that was opened and not started: Okta has one at a time',
	options: [
		{ name: 'Cancel It', value: 'cancel', description: 'What was uploaded to it is dropped' },
		{ name: 'Fail', value: 'fail', description: 'The error names it, and nothing is sent' },
	],
};

export const lookAfterwards: INodeProperties = {
	displayName: 'Look Afterwards',
	name: 'lookAfterwards',
	type: 'boolean',
	default: true,
	description:
		'Whether to look for the users, groups or members when a session is over, as Okta itself tells of a session only that it is over. It takes a request for 25 users, for a group, or for the members of a group.',
};

export const waitAtMost: INodeProperties = {
	displayName: 'Wait at Most (Minutes)',
	name: 'waitAtMost',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
	description: 'For how long to wait until Okta is through with a session',
};
