import { customRoleId, resourceSetId, roleType } from '../../fields/adminRole';
import { ifAssigned } from '../../fields/ifExists';
import { userId } from '../../fields/user';
import { unlessListed } from '../../objects/findLost';
import { assignRole, isSameRole } from '../../objects/roles';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Assign to User',
	value: 'assignToUser',
	action: 'Assign admin role to user',
	description:
		'Make a user an administrator. The output holds the ID of the assignment, which takes the role away again later. A role that the user has already is refused, or its assignment returned.',
	route: 'POST /api/v1/users/{userId}/roles',
	also: ['GET /api/v1/users/{userId}/roles'],
	scopes: ['okta.roles.manage'],
	repeat: unlessListed({ isIt: isSameRole }),
	shaped: true,
	path: [userId],
	body: [
		roleType,
		{ field: customRoleId, as: 'role' },
		{ field: resourceSetId, as: 'resource-set' },
	],
	controls: [ifAssigned],
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
	run: async ({ okta, request, values }) =>
		await assignRole(okta, request, values.text('ifExists') === 'return'),
};
