import { userId } from '../../fields/user';
import { statusIs } from '../../objects/alreadySo';
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
	effect: {
		outcome: 'unlocked',
		alreadySo: {
			afterRefusal: ['E0000032', 'E0000038'],
			look: statusIs(['ACTIVE', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY'], {
				instead: {
					DEPROVISIONED: 'The user is deactivated. Use Activate, not Unlock',
					STAGED: 'The user was never activated. Use Activate, not Unlock',
					SUSPENDED: 'The user is suspended. Use Unsuspend, not Unlock',
				},
			}),
		},
	},
	repeat: whileIn(['LOCKED_OUT']),
	path: [userId],
};
