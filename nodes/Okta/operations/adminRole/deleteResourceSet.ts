import { theResourceSet } from '../../fields/adminRole';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete Resource Set',
	value: 'deleteResourceSet',
	action: 'Delete resource set',
	description:
		'Delete a resource set, which cannot be undone: roles over it are lost with it. What is in it stays. Takes a super administrator.',
	final: true,
	route: 'DELETE /api/v1/iam/resource-sets/{resourceSetId}',
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('iam') } },
	path: [theResourceSet],
};
