import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Apps',
	value: 'getAppLinks',
	action: 'List apps of user',
	description:
		'List the apps a user finds on the dashboard, assigned directly or through a group, with the link that opens each',
	route: 'GET /api/v1/users/{userId}/appLinks',
	scopes: ['okta.users.read'],
	path: [userId],
	list: {},
};
