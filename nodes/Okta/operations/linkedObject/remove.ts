import { relationshipName } from '../../fields/linkedObject';
import { userId } from '../../fields/user';
import { isUnlinked } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove',
	value: 'remove',
	action: 'Remove linked user from user',
	description:
		'Remove the link of a user to the users on the other side of a relationship, which cannot be undone; on the side that has many, all of them are removed',
	final: true,
	route: 'DELETE /api/v1/users/{userId}/linkedObjects/{relationshipName}',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'unlinked', alreadySo: { before: isUnlinked } },
	path: [userId, relationshipName],
};
