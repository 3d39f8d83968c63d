import { customRoleId, resourceSetId, roleType } from '../../fields/adminRole';
import { userId } from '../../fields/user';
import { unlessListed } from '../../objects/findLost';
import { isSameRole } from '../../objects/roles';
import { isListed } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Assign to User',
	value: 'assignToUser',
	action: 'Assign admin role to user',
	description:
		'Make a user an administrator. The output holds the ID of the assignment, which takes the role away again later. Nothing changes for a role that the user has already.',
	route: 'POST /api/v1/users/{userId}/roles',
	also: ['GET /api/v1/users/{userId}/roles'],
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'assigned',
		alreadySo: { before: isListed(isSameRole) },
	},
	repeat: unlessListed({ isIt: isSameRole }),
	shaped: true,
	path: [userId],
	body: [
		roleType,
		{ field: customRoleId, as: 'role' },
		{ field: resourceSetId, as: 'resource-set' },
	],
	options: {
		query: [
			{
				displayName: 'Disable Notifications',
				name: 'disableNotifications',
				type: 'boolean',
				default: true,
				description:
					"Whether the user becomes a third-party administrator, who gets none of Okta's emails to administrators",
			},
		],
	},
};
