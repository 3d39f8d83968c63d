import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Unsuspend',
	value: 'unsuspend',
	action: 'Unsuspend user',
	description: 'Let a suspended user sign in again',
	route: 'POST /api/v1/users/{userId}/lifecycle/unsuspend',
	scopes: ['okta.users.manage'],
	repeat: unlessIn(['ACTIVE']),
	path: [userId],
};
