import { memberId, theCustomRole, theResourceSet } from '../../fields/adminRole';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Member From Binding',
	value: 'removeBindingMember',
	action: 'Remove member from custom role binding',
	description:
		'Take a custom role over a resource set away from a user or group, which can be undone with Add Members to Binding. Takes a super administrator.',
	route:
		'DELETE /api/v1/iam/resource-sets/{resourceSetId}/bindings/{customRoleId}/members/{memberId}',
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/api\/v1\/iam\/resource-sets\/[^/]+\/bindings\/[^/]+/),
		},
	},
	path: [theResourceSet, theCustomRole, memberId],
};
