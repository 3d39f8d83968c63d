import type { INodeProperties } from 'n8n-workflow';

import type { SearchAttribute } from './conditions';

export const requestId: INodeProperties = {
	displayName: 'Request ID',
	name: 'requestId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. reqI2W5nS4d0NDMJk0g4',
	description: 'ID of the access request, as Get Many and events of the System Log have it',
};

export const requestAttributes: readonly SearchAttribute[] = [
	{ name: 'Access Scope ID', value: 'accessScopeId', operators: ['eq'] },
	{
		name: 'Access Scope Type',
		value: 'accessScopeType',
		operators: ['eq'],
		choices: ['APPLICATION', 'ENTITLEMENT_BUNDLE', 'GROUP'],
	},
	{ name: 'Last Updated', value: 'lastUpdated', operators: ['gt', 'lt'], kind: 'date' },
	{ name: 'Requested for User ID', value: 'requestedFor', operators: ['eq'] },
	{ name: 'Resource ID', value: 'resourceId', operators: ['eq'] },
	{
		name: 'Status',
		value: 'status',
		operators: ['eq'],
		choices: ['APPROVED', 'CANCELED', 'DENIED', 'EXPIRED', 'PENDING', 'REJECTED', 'SUBMITTED'],
	},
];
