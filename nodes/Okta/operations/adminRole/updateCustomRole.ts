import { namedFields, theCustomRole } from '../../fields/adminRole';
import { rename } from '../../objects/customRoles';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Update Custom Role',
	value: 'updateCustomRole',
	action: 'Update custom admin role',
	description:
		'Change label or description of a custom admin role; fields left empty keep their value. Takes a super administrator.',
	route: 'PUT /api/v1/iam/roles/{customRoleId}',
	also: ['GET /api/v1/iam/roles/{customRoleId}'],
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [theCustomRole],
	body: namedFields,

	run: async ({ okta, request }) => [await rename(okta, request)],
};
