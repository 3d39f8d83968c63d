import { groupId } from '../../fields/group';
import { newOwnerId } from '../../fields/groupOwner';
import type { Operation } from '../../operation';
import { isObject } from '../../transport/json';
import { collect } from '../../transport/okta';
import type { FindOut } from '../../transport/request';

export const operation: Operation = {
	name: 'Add Owner',
	value: 'addOwner',
	action: 'Add owner to group',
	description: 'Make a user, or the members of another group, owner of a group',
	route: 'POST /api/v1/groups/{groupId}/owners',
	scopes: ['okta.groups.manage'],
	repeat: unlessOwner,
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

/** Okta refuses to add an owner twice, and doesn't say since when there is one. */
async function unlessOwner(...[okta, { path, body }]: Parameters<FindOut>) {
	const owners = await collect(okta.pages({ method: 'GET', path }, { pageSize: 1000 }));
	const id = isObject(body) ? body['id'] : undefined;
	return owners.find((owner) => owner['id'] === id) ?? 'undone';
}
