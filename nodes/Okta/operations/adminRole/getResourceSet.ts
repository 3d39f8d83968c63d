import { theResourceSet } from '../../fields/adminRole';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Resource Set',
	value: 'getResourceSet',
	action: 'Get resource set',
	description: 'Get one of the sets that custom roles extend to',
	route: 'GET /api/v1/iam/resource-sets/{resourceSetId}',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [theResourceSet],
};
