import { namedFields, theResourceSet } from '../../fields/adminRole';
import { rename } from '../../objects/customRoles';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Update Resource Set',
	value: 'updateResourceSet',
	action: 'Update resource set',
	description:
		'Change label or description of a resource set; fields left empty keep their value. Takes a super administrator.',
	route: 'PUT /api/v1/iam/resource-sets/{resourceSetId}',
	also: ['GET /api/v1/iam/resource-sets/{resourceSetId}'],
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [theResourceSet],
	body: namedFields,

	run: async ({ okta, request }) => [await rename(okta, request)],
};
