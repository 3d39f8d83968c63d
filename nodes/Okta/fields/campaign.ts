import type { INodeProperties } from 'n8n-workflow';

import type { SearchAttribute } from './conditions';

export const campaignId: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The certification campaign, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a campaign...',
			typeOptions: { searchListMethod: 'searchCampaigns', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. icitdyhndQ6qstyvR8g5' },
	],
};

export const campaignAttributes: readonly SearchAttribute[] = [
	{ name: 'End Date', value: 'endDate', operators: ['gt', 'lt'], kind: 'date' },
	{ name: 'Name', value: 'name', operators: ['eq'] },
	{
		name: 'Reviewer Type',
		value: 'reviewerType',
		operators: ['eq'],
		choices: ['GROUP', 'MULTI_LEVEL', 'RESOURCE_OWNER', 'REVIEWER_EXPRESSION', 'USER'],
	},
	{
		name: 'Schedule',
		value: 'scheduleType',
		operators: ['eq'],
		choices: ['ONE_OFF', 'RECURRING'],
	},
	{ name: 'Start Date', value: 'startDate', operators: ['gt', 'lt'], kind: 'date' },
	{
		name: 'Status',
		value: 'status',
		operators: ['eq'],
		choices: ['ACTIVE', 'COMPLETED', 'ERROR', 'LAUNCHING', 'SCHEDULED'],
	},
];

export const reviewAttributes: readonly SearchAttribute[] = [
	{
		name: 'Decision',
		value: 'decision',
		operators: ['eq'],
		choices: ['APPROVE', 'REVOKE', 'UNREVIEWED'],
	},
	{ name: 'Entitlement Bundle ID', value: 'entitlementBundleId', operators: ['eq'] },
	{ name: 'Entitlement Value ID', value: 'entitlementValueId', operators: ['eq'] },
	{ name: 'Resource ID', value: 'resourceId', operators: ['eq'] },
	{ name: 'Reviewer ID', value: 'reviewerId', operators: ['eq'] },
	{
		name: 'Reviewer Level',
		value: 'reviewerLevel',
		operators: ['eq'],
		choices: ['FIRST', 'SECOND'],
	},
	{ name: 'User ID', value: 'principalId', operators: ['eq'] },
];
