import { permissionType, theCustomRole } from '../../fields/adminRole';
import { isThere } from '../../objects/alreadySo';
import { unlessThere } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Permission',
	value: 'addPermission',
	action: 'Add permission to custom admin role',
	description:
		'Have a custom role permit one more thing, to all who have it. Nothing changes for a permission that it has already. Takes a super administrator.',
	route: 'POST /api/v1/iam/roles/{customRoleId}/permissions/{permissionType}',
	also: ['GET /api/v1/iam/roles/{customRoleId}/permissions/{permissionType}'],
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'added', alreadySo: { before: isThere } },
	repeat: unlessThere,
	path: [theCustomRole, permissionType],
	fixed: { body: {} },
	leftOut: { conditions: 'Custom API Call sends what limits a permission to some attributes' },
};
