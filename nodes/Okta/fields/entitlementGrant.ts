import type { INodeProperties } from 'n8n-workflow';

import type { Placement } from '../table/operation';
import { appId } from './application';
import type { SearchAttribute } from './conditions';
import { userId } from './user';

/** Of an app, the whole it is part of goes by another name. */
export const accessGrantId: INodeProperties = {
	displayName: 'Grant ID',
	name: 'accessGrantId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. gra3ptdDL0ZrxvNrJ0g3',
	description: 'ID of the grant, as Get Many puts it out',
};

export const include: INodeProperties = {
	displayName: 'Include',
	name: 'include',
	type: 'multiOptions',
	default: ['full_entitlements'],
	description: 'What to put out beside the grant itself',
	options: [
		{ name: 'Collection', value: 'metadata', description: 'Which the grant comes from' },
		{ name: 'Entitlements', value: 'full_entitlements', description: 'With names and values' },
	],
};

export const grantAttributes: readonly SearchAttribute[] = [
	{ name: 'Action', value: 'action', operators: ['eq'], choices: ['ALLOW', 'DENY'] },
	{ name: 'Entitlement Bundle ID', value: 'entitlementBundleId', operators: ['eq'] },
	{ name: 'Entitlement ID', value: 'entitlements.id', operators: ['eq'] },
	{ name: 'Entitlement Value ID', value: 'entitlements.values.id', operators: ['eq'] },
	{ name: 'User ID', value: 'targetPrincipal.externalId', operators: ['eq'] },
];

export const grantee: Placement = { field: userId, as: 'targetPrincipal.externalId' };

export const grantType: INodeProperties = {
	displayName: 'What to Give',
	name: 'grantType',
	type: 'options',
	default: 'ENTITLEMENT-BUNDLE',
	description: 'What the user gets',
	options: [
		{ name: 'Entitlement Bundle', value: 'ENTITLEMENT-BUNDLE' },
		{ name: 'Entitlement Values', value: 'CUSTOM', description: 'Chosen one by one' },
		{ name: 'What the Policy Says', value: 'POLICY', description: 'By the rules of the app' },
	],
};

export const bundleId: Placement = {
	field: {
		displayName: 'Entitlement Bundle ID',
		name: 'bundleId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. enbogpaj9XUzcLhWf0g4',
		description: 'The bundle of entitlements, as Okta made its ID',
		displayOptions: { show: { grantType: ['ENTITLEMENT-BUNDLE'] } },
	},
	as: 'entitlementBundleId',
};

export const grantedApp: Placement = {
	field: { ...appId, displayOptions: { show: { grantType: ['CUSTOM', 'POLICY'] } } },
	as: 'target.externalId',
};

export const grantedValues: INodeProperties = {
	displayName: 'Entitlements',
	name: 'grantedValues',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add entitlement',
	default: {},
	description: 'Which entitlements the user gets, each with the IDs of its values',
	displayOptions: { show: { grantType: ['CUSTOM'] } },
	options: [
		{
			displayName: 'Entitlement',
			name: 'entitlement',
			values: [
				{
					displayName: 'Entitlement ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. espfxqCAJWWGELFTYASJ',
				},
				{
					displayName: 'Value IDs',
					name: 'values',
					type: 'string',
					default: '',
					placeholder: 'e.g. entfxqCAJWWFTFUUYBBB',
					hint: 'Comma-separated',
				},
			],
		},
	],
};

export const expirationDate: Placement = {
	field: {
		displayName: 'Ends',
		name: 'expirationDate',
		type: 'dateTime',
		default: '',
		description: 'When Okta takes it away again',
	},
	as: 'scheduleSettings.expirationDate',
};

export const grantTimeZone: Placement = {
	field: {
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: 'Etc/UTC',
		placeholder: 'e.g. Europe/Berlin',
		description: 'Time zone in which Okta shows the end, as the IANA calls it',
	},
	as: 'scheduleSettings.timeZone',
};
