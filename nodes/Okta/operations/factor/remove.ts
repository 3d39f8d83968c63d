import { factorId } from '../../fields/factor';
import { userId } from '../../fields/user';
import { isNoPart } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Remove',
	value: 'remove',
	action: 'Remove MFA factor from user',
	description:
		'Unenroll one factor of a user, which cannot be undone. The user has to set it up again to use it. With Okta Verify push, its other methods go too.',
	final: true,
	route: 'DELETE /api/v1/users/{userId}/factors/{factorId}',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'removed',
		alreadySo: { afterRefusal: ['E0000007'], look: isNoPart(/^\/api\/v1\/users\/[^/]+/) },
	},
	path: [userId, factorId],
	options: {
		query: [
			{
				displayName: 'Remove Recovery Enrollment',
				name: 'removeRecoveryEnrollment',
				type: 'boolean',
				default: true,
				description:
					'Whether the phone or email can no longer be used to recover the account, either',
			},
		],
	},
};
