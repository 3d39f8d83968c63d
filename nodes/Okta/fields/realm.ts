import { commaSeparated } from '../objects/convert';
import type { Placement } from '../table/operation';
import { locator } from './locator';

export const realmId = locator('realmId', 'Realm', 'The realm, chosen from a list or given by ID', {
	method: 'searchRealms',
	placeholder: 'Choose a realm...',
	id: 'e.g. guox9jQ16k9V8IFEL0g3',
});

export const realmAssignmentId = locator(
	'assignmentId',
	'Realm Assignment',
	'The rule, chosen from a list or given by ID',
	{
		method: 'searchRealmAssignments',
		placeholder: 'Choose a realm assignment...',
		id: 'e.g. rul2jy7jLUlnO3ng00g4',
	},
);

export const realmName: Placement = {
	field: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Car Co',
		description: 'Name of the realm',
	},
	as: 'profile.name',
};

export const realmType: Placement = {
	field: {
		displayName: 'Type',
		name: 'realmType',
		type: 'options',
		default: 'PARTNER',
		description: 'Whether the realm is for a partner, whose users the partner portal shows',
		options: [
			{ name: 'Default', value: 'DEFAULT' },
			{ name: 'Partner', value: 'PARTNER' },
		],
	},
	as: 'profile.realmType',
};

export const realmDomains: Placement = {
	field: {
		displayName: 'Domains',
		name: 'domains',
		type: 'string',
		default: '',
		placeholder: 'e.g. atko.com,user.com',
		description:
			'Comma-separated list of domains; users of the realm need a username and email of one of them',
	},
	accepts: 'list',
	as: 'profile.domains',
	convert: commaSeparated,
};
