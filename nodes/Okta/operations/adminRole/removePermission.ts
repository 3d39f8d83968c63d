import { permissionType, theCustomRole } from '../../fields/adminRole';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Permission',
	value: 'removePermission',
	action: 'Remove permission from custom admin role',
	description:
		'Have a custom role no longer permit something, to all who have it, which can be undone with Add Permission. Takes a super administrator.',
	route: 'DELETE /api/v1/iam/roles/{customRoleId}/permissions/{permissionType}',
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/api\/v1\/iam\/roles\/[^/]+/, /^okta\.[\w.]+$/),
		},
	},
	path: [theCustomRole, permissionType],
};
