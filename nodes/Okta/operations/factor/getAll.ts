import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get MFA factors of user',
	description: 'List the factors a user has set up, also those not activated yet',
	route: 'GET /api/v1/users/{userId}/factors',
	scopes: ['okta.users.read'],
	shaped: true,
	path: [userId],
	list: {},
};
