import { theCustomRole } from '../../fields/adminRole';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Permissions',
	value: 'getPermissions',
	action: 'List permissions of custom admin role',
	description: 'List what a custom role permits',
	route: 'GET /api/v1/iam/roles/{customRoleId}/permissions',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [theCustomRole],
	list: { rowsIn: 'permissions' },
};
