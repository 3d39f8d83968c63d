import { groupId } from '../../fields/group';
import { userId } from '../../fields/user';
import { isMember } from '../../objects/alreadySo';
import { countMembers } from '../../objects/groups';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Member',
	value: 'removeMember',
	action: 'Remove user from group',
	description: 'Take a user out of a group; nothing happens if the user is not in it',
	route: 'DELETE /api/v1/groups/{groupId}/users/{userId}',
	scopes: ['okta.groups.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: {
			before: isMember(false),
			onlyIfAsked:
				'looking reads all groups of the user, which takes okta.users.read beside okta.groups.manage',
		},
	},
	whole: { name: 'members of the group', field: 'groupId', count: countMembers },
	path: [groupId, userId],
};
