import { roleAssignmentId } from '../../fields/adminRole';
import { userId } from '../../fields/user';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove From User',
	value: 'removeFromUser',
	action: 'Remove admin role from user',
	description:
		'Take an admin role away from a user. What the role was limited to is lost with it. Roles that come from a group stay.',
	route: 'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}',
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: { afterRefusal: ['E0000007'], look: isNoPart(/^\/api\/v1\/users\/[^/]+\/roles/) },
	},
	path: [userId, roleAssignmentId],
};
