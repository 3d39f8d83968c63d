import { userId } from '../../fields/user';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Suspend',
	value: 'suspend',
	action: 'Suspend user',
	description: 'Keep an active user from signing in; groups and apps stay as they are',
	route: 'POST /api/v1/users/{userId}/lifecycle/suspend',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'suspended',
		alreadySo: {
			afterRefusal: ['E0000001', 'E0000038'],
			look: statusIs(['SUSPENDED'], {
				instead: {
					DEPROVISIONED: 'The user is deactivated, which suspending cannot add to',
				},
			}),
		},
	},
	repeat: unlessIn(['SUSPENDED']),
	path: [userId],
};
