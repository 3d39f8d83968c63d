import { resourceId, theResourceSet } from '../../fields/adminRole';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Resource',
	value: 'removeResource',
	action: 'Remove resource from resource set',
	description:
		'Have the roles that are assigned over a set no longer extend to something, which can be undone with Add Resources. Takes a super administrator.',
	route: 'DELETE /api/v1/iam/resource-sets/{resourceSetId}/resources/{resourceId}',
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/api\/v1\/iam\/resource-sets\/[^/]+/, /^ire\w{5,}$/),
		},
	},
	path: [theResourceSet, resourceId],
};
