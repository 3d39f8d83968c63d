import { policyId, policyType } from '../../fields/policy';
import { whenOn } from '../../objects/convert';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get policy',
	description: 'Get one policy with its settings',
	route: 'GET /api/v1/policies/{policyId}',
	scopes: ['okta.policies.read'],
	shaped: true,
	path: [policyId],
	// Only says among which policies to look for the one.
	controls: [policyType],
	options: {
		query: [
			{
				field: {
					displayName: 'Include Rules',
					name: 'includeRules',
					type: 'boolean',
					default: true,
					description: 'Whether to embed the rules in the policy',
				},
				as: 'expand',
				convert: whenOn('rules'),
			},
		],
	},
};
