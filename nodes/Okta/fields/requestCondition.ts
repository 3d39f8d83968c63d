import type { INodeProperties } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import type { Placement } from '../table/operation';

export const requestConditionId: INodeProperties = {
	displayName: 'Condition',
	name: 'requestConditionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The request condition of the app, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a condition...',
			typeOptions: { searchListMethod: 'searchRequestConditions', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. rcoI2W5nS4d0NDMJk0g4' },
	],
};

export const approvalSequenceId: INodeProperties = {
	displayName: 'Approval Sequence',
	name: 'approvalSequenceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The steps by which a request is approved, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a sequence...',
			typeOptions: { searchListMethod: 'searchApprovalSequences', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 61eb2db568c7c300079fefd0',
		},
	],
};

const asObjects = (value: unknown) => commaSeparated(value).map((id) => ({ id }));

const ids = (
	field: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description'>,
	show: Record<string, string[]>,
): INodeProperties => ({
	...field,
	type: 'string',
	default: '',
	required: true,
	displayOptions: { show },
});

/** Who may ask. */
export const requesters: readonly Placement[] = [
	{
		field: {
			displayName: 'Who May Ask',
			name: 'requesterType',
			type: 'options',
			default: 'EVERYONE',
			description: 'Whom Okta shows it to in the catalog',
			options: [
				{ name: 'Everyone', value: 'EVERYONE' },
				{ name: 'Members of Groups', value: 'GROUPS' },
				{ name: 'Members of Teams', value: 'TEAMS', description: 'Of Okta Access Requests' },
			],
		},
		as: 'requesterSettings.type',
	},
	{
		field: ids(
			{
				displayName: 'Requester Groups',
				name: 'requesterGroupIds',
				placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
				description: 'Comma-separated names or IDs of the groups whose members may ask',
			},
			{ requesterType: ['GROUPS'] },
		),
		accepts: 'list',
		as: 'requesterSettings.groups',
		convert: asObjects,
	},
	{
		field: ids(
			{
				displayName: 'Requester Team IDs',
				name: 'requesterTeamIds',
				placeholder: 'e.g. 6201a5b6ed1ee5d75d26b85e',
				description: 'Comma-separated list of the teams whose members may ask',
			},
			{ requesterType: ['TEAMS'] },
		),
		accepts: 'list',
		as: 'requesterSettings.teams',
		convert: asObjects,
	},
];

/** What is asked for. */
export const accessScope: readonly Placement[] = [
	{
		field: {
			displayName: 'What They Get',
			name: 'accessScopeType',
			type: 'options',
			default: 'RESOURCE_DEFAULT',
			description: 'What an approved request gives',
			options: [
				{ name: 'Entitlement Bundles', value: 'ENTITLEMENT_BUNDLES' },
				{ name: 'Groups', value: 'GROUPS', description: 'That the app is assigned to' },
				{ name: 'The App', value: 'RESOURCE_DEFAULT' },
			],
		},
		as: 'accessScopeSettings.type',
	},
	{
		field: ids(
			{
				displayName: 'Groups',
				name: 'scopeGroupIds',
				placeholder: 'e.g. Engineering, 00g1emaKYZTWRYYRRTSK',
				description: 'Comma-separated names or IDs of the groups that can be asked for',
			},
			{ accessScopeType: ['GROUPS'] },
		),
		accepts: 'list',
		as: 'accessScopeSettings.groups',
		convert: asObjects,
	},
	{
		field: ids(
			{
				displayName: 'Entitlement Bundle IDs',
				name: 'bundleIds',
				placeholder: 'e.g. enbogpaj9XUzcLhWf0g4',
				description: 'Comma-separated list of the entitlement bundles that can be asked for',
			},
			{ accessScopeType: ['ENTITLEMENT_BUNDLES'] },
		),
		accepts: 'list',
		as: 'accessScopeSettings.entitlementBundles',
		convert: asObjects,
	},
];

/** For how long. */
export const accessDuration: readonly INodeProperties[] = [
	{
		displayName: 'Access Ends After',
		name: 'duration',
		type: 'string',
		default: '',
		placeholder: 'e.g. P30D',
		description:
			'How long access is given for, as ISO 8601 writes it; until it is taken away, if empty',
	},
	{
		displayName: 'Requester Chooses up To',
		name: 'maximumDuration',
		type: 'string',
		default: '',
		placeholder: 'e.g. P12W',
		description: 'The longest time a requester may choose in place of a fixed one',
	},
];
