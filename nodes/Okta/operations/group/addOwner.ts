import { groupId } from '../../fields/group';
import { newOwnerId } from '../../fields/groupOwner';
import { createOrFind } from '../../objects/createOrFind';
import type { Operation } from '../../table/operation';
import { collect } from '../../transport/pages';

export const operation: Operation = {
	name: 'Add Owner',
	value: 'addOwner',
	action: 'Add owner to group',
	description:
		'Make a user, or the members of another group, owner of a group; nothing happens if it owns the group already',
	route: 'POST /api/v1/groups/{groupId}/owners',
	also: ['GET /api/v1/groups/{groupId}/owners'],
	scopes: ['okta.groups.manage'],
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

	async run({ okta, request, values }) {
		const find = async () => {
			const owners = okta.pages({ method: 'GET', path: request.path }, { pageSize: 1000 });
			return (await collect(owners)).find(({ id }) => id === values.text('ownerId'));
		};
		return [(await createOrFind(okta, request, find)).object];
	},
};
