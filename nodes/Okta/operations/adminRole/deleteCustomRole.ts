import { theCustomRole } from '../../fields/adminRole';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete Custom Role',
	value: 'deleteCustomRole',
	action: 'Delete custom admin role',
	description:
		'Delete a custom role, which cannot be undone: whoever has it may no longer do what it permits. Takes a super administrator.',
	final: true,
	route: 'DELETE /api/v1/iam/roles/{customRoleId}',
	scopes: ['okta.roles.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('cr0') } },
	path: [theCustomRole],
};
