import {
	activationSecrets,
	returnActivationLink,
	sendActivationEmail,
} from '../../fields/sendEmail';
import { userId } from '../../fields/user';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { sendForUser } from '../../objects/users';
import { whileIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate user',
	description: 'Activate a staged or deactivated user',
	route: 'POST /api/v1/users/{userId}/lifecycle/activate',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'activated',
		alreadySo: {
			afterRefusal: ['E0000016'],
			look: statusIs(['ACTIVE', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY'], {
				instead: {
					LOCKED_OUT: 'The user is locked out. Use Unlock, not Activate',
					SUSPENDED: 'The user is suspended. Use Unsuspend, not Activate',
				},
			}),
		},
	},
	repeat: whileIn(['STAGED', 'DEPROVISIONED']),
	path: [userId],
	query: [sendActivationEmail],
	options: { controls: [returnActivationLink] },
	secrets: activationSecrets,
	/** The link is in the first answer only; Reactivate makes another. */
	prepare: (request, values) =>
		values.flag('returnActivationLink') ? { ...request, repeat: 'never' } : request,
	run: async ({ okta, request, values }) => await sendForUser(okta, request, values.text('userId')),
};
