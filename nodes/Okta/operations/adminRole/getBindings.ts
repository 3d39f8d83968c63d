import { theResourceSet } from '../../fields/adminRole';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Bindings',
	value: 'getBindings',
	action: 'List custom roles bound to resource set',
	description: 'List the IDs of the custom roles that somebody has over a resource set',
	route: 'GET /api/v1/iam/resource-sets/{resourceSetId}/bindings',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [theResourceSet],
	list: { rowsIn: 'roles' },
};
