import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many preregistered security keys',
	description: 'List the keys that were set up for a user ahead, with how far each has got',
	route: 'GET /webauthn-registration/api/v1/users/{userId}/enrollments',
	scopes: ['okta.users.read'],
	shaped: true,
	path: [userId],
	list: {},
};
