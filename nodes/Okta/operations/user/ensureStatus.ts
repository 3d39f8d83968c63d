import { userId } from '../../fields/user';
import { ensureStatus } from '../../jobs/sync/ensureStatus';
import { whileIn } from '../../objects/findLost';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Ensure Status',
	value: 'ensureStatus',
	action: 'Ensure status of user',
	description:
		'Bring a user from whatever status to the one you want, by the shortest way Okta allows, and say why where there is none',
	route: 'POST /api/v1/users/{userId}/lifecycle/activate',
	also: [
		'GET /api/v1/users/{userId}',
		'POST /api/v1/users/{userId}/lifecycle/unsuspend',
		'POST /api/v1/users/{userId}/lifecycle/unlock',
		'POST /api/v1/users/{userId}/lifecycle/suspend',
		'POST /api/v1/users/{userId}/lifecycle/deactivate',
		'POST /api/v1/users/{userId}/lifecycle/expire_password',
		'POST /api/v1/users/{userId}/lifecycle/reset_password',
	],
	scopes: ['okta.users.manage'],
	effect: { alreadySo: 'ownCode' },
	// So do the other calls, each from the status it leaves.
	repeat: whileIn(['STAGED', 'DEPROVISIONED']),
	path: [userId],
	controls: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'ACTIVE',
			description: 'What the user is to be, whatever they are now',
			options: [
				{
					name: 'Active',
					value: 'ACTIVE',
					description:
						'Can sign in. Who is locked out or suspended can again; who has no password yet becomes PROVISIONED, until they set one.',
				},
				{
					name: 'Deactivated',
					value: 'DEPROVISIONED',
					description: 'All access ends, and the apps are lost',
				},
				{
					name: 'Password Expired',
					value: 'PASSWORD_EXPIRED',
					description: 'Has to choose a new password at the next sign-in',
				},
				{
					name: 'Provisioned',
					value: 'PROVISIONED',
					description: 'Activated, without a password yet',
				},
				{
					name: 'Recovery',
					value: 'RECOVERY',
					description: 'The password is useless, and a reset has begun',
				},
				{
					name: 'Staged',
					value: 'STAGED',
					description: 'Not yet activated: where only new users are, and nobody gets back',
				},
				{
					name: 'Suspended',
					value: 'SUSPENDED',
					description: 'Cannot sign in; groups and apps stay',
				},
			],
		},
		{
			displayName: 'Send Email',
			name: 'sendEmail',
			type: 'boolean',
			default: false,
			description:
				'Whether Okta sends the email that belongs to a step: a link to a user who is activated or whose password is reset, a note to the administrators about one who is deactivated',
		},
	],
	run: ensureStatus,
};
