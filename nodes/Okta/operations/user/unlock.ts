import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { whileIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Unlock',
	value: 'unlock',
	action: 'Unlock user',
	description:
		'Let a user sign in again who was locked out by too many failed attempts. The password stays as it is. Users whose password is kept by AD or LDAP are unlocked there.',
	route: 'POST /api/v1/users/{userId}/lifecycle/unlock',
	scopes: ['okta.users.manage'],
	repeat: whileIn(['LOCKED_OUT']),
	path: [userId],
};
