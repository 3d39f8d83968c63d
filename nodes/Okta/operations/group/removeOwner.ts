import { groupId } from '../../fields/group';
import { ownerId } from '../../fields/groupOwner';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove Owner',
	value: 'removeOwner',
	action: 'Remove owner from group',
	description:
		'End the ownership of a user or group over a group. Only the ownership is lost, no membership.',
	route: 'DELETE /api/v1/groups/{groupId}/owners/{ownerId}',
	scopes: ['okta.groups.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: {
			afterRefusal: ['E0000007'],
			look: isNoPart(/^\/api\/v1\/groups\/[^/]+/, /^00[ug]\w+$/),
		},
	},
	path: [groupId, ownerId],
};
