import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'List Devices',
	value: 'getDevices',
	action: 'List devices of user',
	description: 'List the devices a user has enrolled, in orgs with Okta Identity Engine',
	route: 'GET /api/v1/users/{userId}/devices',
	scopes: ['okta.users.read'],
	path: [userId],
	list: {},
};
