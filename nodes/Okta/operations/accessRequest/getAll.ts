import { requestAttributes } from '../../fields/accessRequest';
import { conditions, withConditions } from '../../fields/conditions';
import { sortBy } from '../../fields/sorting';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many access requests',
	description: 'List access requests: for whom, for what, and what became of them',
	route: 'GET /governance/api/v2/requests',
	scopes: ['okta.accessRequests.request.read'],
	shaped: true,
	controls: [conditions(requestAttributes)],
	list: governanceList,
	options: {
		query: [
			{
				displayName: 'Filter',
				name: 'filter',
				type: 'string',
				default: '',
				placeholder: 'e.g. status eq "PENDING" AND resourceType eq "APPLICATION"',
				description: 'Expression over status, last update, user, resource and access scope',
			},
			sortBy([
				['Created', 'created asc'],
				['Last Updated', 'lastUpdated asc'],
				['Last Updated First', 'lastUpdated desc'],
				['Newest First', 'created desc'],
			]),
		],
	},

	prepare: (request, values) => withConditions(request, values, 'filter', requestAttributes),
};
