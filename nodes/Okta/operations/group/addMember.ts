import { groupId } from '../../fields/group';
import { userId } from '../../fields/user';
import { isMember } from '../../objects/alreadySo';
import { countMembers } from '../../objects/groups';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Member',
	value: 'addMember',
	action: 'Add user to group',
	description: 'Put a user into a group; nothing happens if the user is in it already',
	route: 'PUT /api/v1/groups/{groupId}/users/{userId}',
	scopes: ['okta.groups.manage'],
	effect: {
		outcome: 'added',
		alreadySo: {
			before: isMember(true),
			onlyIfAsked:
				'looking reads all groups of the user, which takes okta.users.read beside okta.groups.manage',
		},
	},
	whole: { name: 'members of the group', field: 'groupId', count: countMembers },
	path: [groupId, userId],
};
