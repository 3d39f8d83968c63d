import { conditions, withConditions } from '../../fields/conditions';
import { entitlementId, valueAttributes } from '../../fields/entitlement';
import { sortBy } from '../../fields/sorting';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Values',
	value: 'getValues',
	action: 'List values of entitlement',
	description: 'List what an entitlement can be set to, such as the licences there are',
	route: 'GET /governance/api/v1/entitlements/{entitlementId}/values',
	scopes: ['okta.governance.entitlements.read'],
	shaped: true,
	path: [entitlementId],
	controls: [conditions(valueAttributes)],
	list: governanceList,
	options: {
		query: [
			{
				displayName: 'Filter',
				name: 'filter',
				type: 'string',
				default: '',
				placeholder: 'e.g. name co "License"',
				description: 'Expression over name, creation and label',
			},
			sortBy([
				['Name', 'name asc'],
				['Newest First', 'created desc'],
			]),
		],
	},

	prepare: (request, values) => withConditions(request, values, 'filter', valueAttributes),
};
