import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Resource Sets',
	value: 'getResourceSets',
	action: 'List resource sets',
	description: 'List the sets of users, groups, apps and the like that custom roles extend to',
	route: 'GET /api/v1/iam/resource-sets',
	scopes: ['okta.roles.read'],
	shaped: true,
	list: { rowsIn: 'resource-sets' },
};
