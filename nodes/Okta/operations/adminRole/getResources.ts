import { theResourceSet } from '../../fields/adminRole';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Resources',
	value: 'getResources',
	action: 'List resources of resource set',
	description: 'List what is in a resource set',
	route: 'GET /api/v1/iam/resource-sets/{resourceSetId}/resources',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [theResourceSet],
	list: { pageSize: 100, rowsIn: 'resources' },
};
