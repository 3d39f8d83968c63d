import { roleAssignmentId } from '../../fields/adminRole';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove From User',
	value: 'removeFromUser',
	action: 'Remove admin role from user',
	description:
		'Take an admin role away from a user. What the role was limited to is lost with it. Roles that come from a group stay.',
	route: 'DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}',
	scopes: ['okta.roles.manage'],
	path: [userId, roleAssignmentId],
};
