import { customRoleId, resourceSetId, roleType } from '../../fields/adminRole';
import { clientId } from '../../fields/serviceApp';
import { unlessListed } from '../../objects/findLost';
import { isSameRole } from '../../objects/roles';
import { isListed } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Assign Role',
	value: 'assignRole',
	action: 'Assign role to service app',
	description:
		'Give a service app an admin role, which says for which objects its scopes count. Takes a super administrator.',
	route: 'POST /oauth2/v1/clients/{clientId}/roles',
	also: ['GET /oauth2/v1/clients/{clientId}/roles'],
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'assigned',
		alreadySo: { before: isListed(isSameRole) },
	},
	repeat: unlessListed({ isIt: isSameRole }),
	shaped: true,
	path: [clientId],
	body: [
		{ ...roleType, description: 'Standard admin role, or one the org has made itself' },
		{ field: customRoleId, as: 'role' },
		{ field: resourceSetId, as: 'resource-set' },
	],
};
