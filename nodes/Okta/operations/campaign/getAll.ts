import { campaignAttributes } from '../../fields/campaign';
import { conditions, withConditions } from '../../fields/conditions';
import { sortBy } from '../../fields/sorting';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many certification campaigns',
	description: 'List certification campaigns with their schedule and status',
	route: 'GET /governance/api/v1/campaigns',
	scopes: ['okta.governance.accessCertifications.read'],
	shaped: true,
	controls: [conditions(campaignAttributes)],
	list: governanceList,
	options: {
		query: [
			{
				displayName: 'Filter',
				name: 'filter',
				type: 'string',
				default: '',
				placeholder: 'e.g. status eq "ACTIVE" OR status eq "SCHEDULED"',
				description: 'Expression over name, status, schedule, reviewer type and dates',
			},
			sortBy([
				['Created', 'created asc'],
				['End Date', 'endDate asc'],
				['Name', 'name asc'],
				['Newest First', 'created desc'],
				['Start Date', 'startDate asc'],
			]),
		],
	},

	prepare: (request, values) => withConditions(request, values, 'filter', campaignAttributes),
};
