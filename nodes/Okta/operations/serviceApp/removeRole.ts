import { roleOfClient } from '../../fields/adminRole';
import { clientId } from '../../fields/serviceApp';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Role',
	value: 'removeRole',
	action: 'Remove role from service app',
	description:
		'Take an admin role away from a service app, which can do nothing more with its scopes where it was the only one. What the role was limited to is lost with it. Takes a super administrator.',
	route: 'DELETE /oauth2/v1/clients/{clientId}/roles/{roleAssignmentId}',
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/oauth2\/v1\/clients\/[^/]+\/roles/),
		},
	},
	path: [clientId, roleOfClient],
};
