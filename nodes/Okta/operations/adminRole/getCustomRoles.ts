import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Custom Roles',
	value: 'getCustomRoles',
	action: 'List custom admin roles',
	description: 'List the admin roles that the org made itself',
	route: 'GET /api/v1/iam/roles',
	scopes: ['okta.roles.read'],
	shaped: true,
	list: { rowsIn: 'roles' },
};
