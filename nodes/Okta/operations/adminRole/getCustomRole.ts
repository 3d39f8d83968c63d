import { theCustomRole } from '../../fields/adminRole';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Custom Role',
	value: 'getCustomRole',
	action: 'Get custom admin role',
	description: 'Get one of the admin roles that the org made itself',
	route: 'GET /api/v1/iam/roles/{customRoleId}',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [theCustomRole],
};
