import { whenOn } from '../../objects/convert';
import { policyType } from '../../fields/policy';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many policies',
	description: 'List the policies of one type, for example to export or compare the configuration',
	route: 'GET /api/v1/policies',
	scopes: ['okta.policies.read'],
	shaped: true,
	query: [policyType],
	list: { pageSize: 200 },
	options: {
		query: [
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'ACTIVE',
				description: 'Returns policies in this status only',
				options: [
					{ name: 'Active', value: 'ACTIVE' },
					{ name: 'Inactive', value: 'INACTIVE' },
				],
			},
			{
				displayName: 'Name Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. Contractor',
				description: 'Returns policies whose name starts with this text',
			},
			{
				field: {
					displayName: 'Include Rules',
					name: 'includeRules',
					type: 'boolean',
					default: true,
					description: 'Whether to embed the rules in each policy',
				},
				as: 'expand',
				convert: whenOn('rules'),
			},
			{
				field: {
					displayName: 'Sort by Name',
					name: 'sortByName',
					type: 'boolean',
					default: true,
					description: 'Whether to sort by name and not by priority',
				},
				as: 'sortBy',
				convert: whenOn('name'),
			},
			{
				displayName: 'Authorization Server ID',
				name: 'resourceId',
				type: 'string',
				default: '',
				placeholder: 'e.g. aus9o8wzkhckw9TLa0h7',
				description: 'Returns the policies of this authorization server',
			},
		],
	},
};
