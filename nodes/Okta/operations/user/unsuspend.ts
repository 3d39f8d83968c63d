import { userId } from '../../fields/user';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Unsuspend',
	value: 'unsuspend',
	action: 'Unsuspend user',
	description: 'Let a suspended user sign in again',
	route: 'POST /api/v1/users/{userId}/lifecycle/unsuspend',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'unsuspended',
		alreadySo: {
			afterRefusal: ['E0000001', 'E0000038'],
			look: statusIs(['ACTIVE'], {
				instead: {
					DEPROVISIONED: 'The user is deactivated. Use Activate, not Unsuspend',
					LOCKED_OUT: 'The user is locked out. Use Unlock, not Unsuspend',
					STAGED: 'The user was never activated. Use Activate, not Unsuspend',
				},
			}),
		},
	},
	repeat: unlessIn(['ACTIVE']),
	path: [userId],
};
