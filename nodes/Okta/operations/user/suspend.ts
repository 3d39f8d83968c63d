import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Suspend',
	value: 'suspend',
	action: 'Suspend user',
	description: 'Keep an active user from signing in; groups and apps stay as they are',
	route: 'POST /api/v1/users/{userId}/lifecycle/suspend',
	scopes: ['okta.users.manage'],
	repeat: unlessIn(['SUSPENDED']),
	path: [userId],
};
