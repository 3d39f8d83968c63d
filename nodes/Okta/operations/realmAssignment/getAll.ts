import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many realm assignments',
	description: 'List the rules that put users into realms, with their status and priority',
	route: 'GET /api/v1/realm-assignments',
	scopes: ['okta.realmAssignments.read'],
	shaped: true,
	list: { pageSize: 200 },
};
