import { theResourceSet, theCustomRole } from '../../fields/adminRole';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Members of Binding',
	value: 'getBindingMembers',
	action: 'List members of custom role binding',
	description: 'List the users and groups that have a custom role over a resource set',
	route: 'GET /api/v1/iam/resource-sets/{resourceSetId}/bindings/{customRoleId}/members',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [theResourceSet, theCustomRole],
	list: { rowsIn: 'members' },
};
