import { groupRuleId, includeGroupNames } from '../../fields/groupRule';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get group rule',
	description: 'Get one group rule by ID or exact name',
	route: 'GET /api/v1/groups/rules/{groupRuleId}',
	scopes: ['okta.groups.read'],
	path: [groupRuleId],
	options: { query: [includeGroupNames] },
};
