import { includeTargets } from '../../fields/adminRole';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List for User',
	value: 'getForUser',
	action: 'List admin roles of user',
	description:
		'List the admin roles of a user, those from groups included; an empty list means the user administers nothing',
	route: 'GET /api/v1/users/{userId}/roles',
	scopes: ['okta.roles.read'],
	shaped: true,
	path: [userId],
	list: {},
	options: { query: [includeTargets] },
};
