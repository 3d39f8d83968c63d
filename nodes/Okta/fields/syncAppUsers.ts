import type { INodeProperties } from 'n8n-workflow';

import { userName as username } from './appUser';
import { deactivatedUsers as ofMembers, matchBy as ofMember, member } from './syncMembers';

/** Whom a row is about. */
export const person: INodeProperties = { ...member, displayName: 'User', name: 'person' };

export const matchBy: INodeProperties = { ...ofMember, displayName: 'User Is Given By' };

export const assignments: INodeProperties = {
	displayName: 'Assignments',
	name: 'assignments',
	type: 'options',
	noDataExpression: true,
	default: 'exactly',
	description: 'What the list says about who has the app personally',
	options: [
		{
			name: 'Add Only',
			value: 'add',
			description: 'Whoever is listed gets the app; nobody loses it',
		},
		{
			name: 'Exactly These',
			value: 'exactly',
			description:
				'Whoever is listed gets the app, and whoever is not loses it. All items count together: do not split the list up in a loop.',
		},
		{
			name: 'Remove Only',
			value: 'remove',
			description: 'Whoever is listed loses the app; nobody gets it',
		},
	],
};

/** The name of the account, usually from a column. */
export const userName: INodeProperties = {
	...username.field,
	placeholder: 'e.g. {{ $json.name }}',
};

export const removeAtMost: INodeProperties = {
	displayName: 'Remove at Most',
	name: 'removeAtMost',
	type: 'string',
	default: '10 %',
	placeholder: 'e.g. 25 or 10 %',
	description:
		'The most people who may lose an app: a number, or a part of those who have it personally, in percent. If it would be more, nothing at all is changed for that app. Unless set, Exactly These takes it from the larger of 10 % and 3.',
};

export const throughGroup: INodeProperties = {
	displayName: 'People With the App Through a Group',
	name: 'throughGroup',
	type: 'options',
	default: 'leave',
	description: 'What to do with somebody listed who has the app through a group',
	options: [
		{
			name: 'Assign Personally',
			value: 'assign',
			description: 'They get an assignment of their own, with the profile of the list',
		},
		{
			name: 'Leave',
			value: 'leave',
			description: 'Nothing is changed, and the output names the group',
		},
	],
};

export const deactivatedUsers: INodeProperties = {
	...ofMembers,
	options: [
		{
			name: 'Leave',
			value: 'leave',
			description: 'They neither get the app nor, by Exactly These, lose it',
		},
		{
			name: 'Treat Like Others',
			value: 'treat',
			description:
				'Only the list counts. Okta gives them no app, so the outcome of their row is "refused".',
		},
	],
};
