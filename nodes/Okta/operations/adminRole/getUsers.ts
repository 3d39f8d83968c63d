import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Users with Roles',
	value: 'getUsers',
	action: 'List users with admin roles',
	description:
		'List the IDs of all users who have an admin role, by themselves or through a group. Which roles they are is in List for User.',
	route: 'GET /api/v1/iam/assignees/users',
	scopes: ['okta.roles.read'],
	shaped: true,
	list: { pageSize: 100, rowsIn: 'value' },
};
