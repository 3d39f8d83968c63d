import { revokeSessions } from '../../fields/revokeSessions';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { sendForUser } from '../../objects/users';

export const operation: Operation = {
	name: 'Reset Password',
	value: 'resetPassword',
	action: 'Reset password of user',
	description:
		'Make the present password useless and start a reset, by a link that Okta emails or that is returned. Until the user follows it, nobody can sign in to the account.',
	route: 'POST /api/v1/users/{userId}/lifecycle/reset_password',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'reset', alreadySo: { never: 'there is another link each time' } },
	// The second link replaces the first, which nobody has seen; at worst there are two emails.
	repeat: 'harmless',
	path: [userId],
	query: [
		{
			displayName: 'Send Email',
			name: 'sendEmail',
			type: 'boolean',
			default: false,
			description: 'Whether Okta emails the user a link to choose a new password',
		},
	],
	controls: [
		{
			displayName: 'Return Reset Link',
			name: 'returnResetLink',
			type: 'boolean',
			default: false,
			description:
				'Whether to output the link that Okta would have emailed. Whoever has it can take over the account.',
			displayOptions: { show: { sendEmail: [false] } },
		},
	],
	options: { query: [revokeSessions] },
	secrets: { members: ['resetPasswordUrl'], shownBy: 'returnResetLink' },
	run: async ({ okta, request, values }) => await sendForUser(okta, request, values.text('userId')),
};
