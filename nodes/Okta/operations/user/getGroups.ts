import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Groups',
	value: 'getGroups',
	action: 'List groups of user',
	description: 'List the groups a user is in, by rule, by import or by hand',
	route: 'GET /api/v1/users/{userId}/groups',
	scopes: ['okta.users.read'],
	shaped: true,
	path: [userId],
	// Okta pages this list, although its specification has no `limit` for it.
	list: {},
};
