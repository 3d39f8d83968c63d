import { groupId } from '../../fields/group';
import { newOwnerId } from '../../fields/groupOwner';
import { isListed } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Add Owner',
	value: 'addOwner',
	action: 'Add owner to group',
	description:
		'Make a user, or the members of another group, owner of a group; nothing happens if it owns the group already',
	route: 'POST /api/v1/groups/{groupId}/owners',
	also: ['GET /api/v1/groups/{groupId}/owners'],
	scopes: ['okta.groups.manage'],
	effect: {
		outcome: 'added',
		alreadySo: {
			afterRefusal: ['E0000001'],
			look: isListed((owner, sent) => owner['id'] === sent['id'], {
				pageSize: 1000,
			}),
		},
	},
	repeat: 'harmless',
	path: [groupId],
	body: [
		{
			field: {
				displayName: 'Owner Type',
				name: 'ownerType',
				type: 'options',
				default: 'USER',
				description: 'Whether a user or a group is to own the group',
				options: [
					{ name: 'Group', value: 'GROUP' },
					{ name: 'User', value: 'USER' },
				],
			},
			as: 'type',
		},
		{ field: newOwnerId, as: 'id' },
	],
};
