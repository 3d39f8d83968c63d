import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Blocks',
	value: 'getBlocks',
	action: 'List blocks of user',
	description:
		'List what keeps a user from signing in, such as too many failed attempts from unknown devices. A user who is not blocked has none.',
	route: 'GET /api/v1/users/{userId}/blocks',
	scopes: ['okta.users.read'],
	path: [userId],
	list: {},
};
