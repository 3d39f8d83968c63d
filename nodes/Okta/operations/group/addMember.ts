import { groupId } from '../../fields/group';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Member',
	value: 'addMember',
	action: 'Add member to group',
	description: 'Put a user into a group; nothing happens if the user is in it already',
	route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
	scopes: ['okta.groups.manage'],
	path: [groupId, userId],
};
