import { revokeSessions } from '../../fields/revokeSessions';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { sendForUser } from '../../objects/users';

export const operation: Operation = {
	name: 'Expire Password and Get Temporary Password',
	value: 'expirePasswordWithTempPassword',
	action: 'Expire password of user and get temporary password',
	description:
		'Replace the password by a temporary one, to be told to the user, who has to change it at the next sign-in',
	route: 'POST /api/v1/users/{userId}/lifecycle/expire_password_with_temp_password',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'expired',
		alreadySo: { never: 'there is another temporary password each time' },
	},
	// The second temporary password replaces the first, which nobody has seen.
	repeat: 'harmless',
	path: [userId],
	controls: [
		{
			displayName: 'Return Temporary Password',
			name: 'returnTempPassword',
			type: 'boolean',
			default: true,
			description:
				'Whether to output the temporary password. It is then also in the execution data that n8n saves. Okta does not show it again.',
		},
	],
	options: { query: [revokeSessions] },
	secrets: { members: ['tempPassword'], shownBy: 'returnTempPassword' },
	run: async ({ okta, request, values }) => await sendForUser(okta, request, values.text('userId')),
};
