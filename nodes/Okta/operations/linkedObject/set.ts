import { primaryRelationshipName } from '../../fields/linkedObject';
import { primaryUserId, userId } from '../../fields/user';
import { isLinked } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Set',
	value: 'set',
	action: 'Set linked user of user',
	description:
		'Link a user to a primary user, to a manager for instance. A link to another primary user of the same relationship is replaced.',
	route: 'PUT /api/v1/users/{userId}/linkedObjects/{primaryRelationshipName}/{primaryUserId}',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'linked', alreadySo: { before: isLinked } },
	path: [userId, primaryRelationshipName, primaryUserId],
	// The last one counts, whoever the primary users are.
	object: (values) => `${values.text('userId')} ${values.text('primaryRelationshipName')}`,
};
