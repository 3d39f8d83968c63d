import { theCustomRole, theResourceSet } from '../../fields/adminRole';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete Binding',
	value: 'deleteBinding',
	action: 'Delete binding of custom role and resource set',
	description:
		'Take a custom role over a resource set away from all users and groups that have it. Who they were is lost. Takes a super administrator.',
	route: 'DELETE /api/v1/iam/resource-sets/{resourceSetId}/bindings/{customRoleId}',
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'deleted',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/api\/v1\/iam\/resource-sets\/[^/]+/, /^cr0\w{5,}$/),
		},
	},
	path: [theResourceSet, theCustomRole],
};
