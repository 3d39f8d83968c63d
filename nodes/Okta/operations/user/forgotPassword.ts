import { userId } from '../../fields/user';
import { sendForUser } from '../../objects/users';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Forgot Password',
	value: 'forgotPassword',
	action: 'Start password recovery of user',
	description:
		'Start what a user starts who clicks Forgot Password: a link to choose a new one, emailed or returned. The present password works until then. Okta does it for active users with a recovery question only.',
	route: 'POST /api/v1/users/{userId}/credentials/forgot_password',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'started', alreadySo: { never: 'there is another link each time' } },
	// At worst there are two emails, of which the later counts.
	repeat: 'harmless',
	path: [userId],
	query: [
		{
			displayName: 'Send Email',
			name: 'sendEmail',
			type: 'boolean',
			default: false,
			description: 'Whether Okta emails the user the link',
		},
	],
	controls: [
		{
			displayName: 'Return Reset Link',
			name: 'returnResetLink',
			type: 'boolean',
			default: false,
			description:
				'Whether to output the link that Okta would have emailed. Whoever has it, and knows the answer to the recovery question, can take over the account.',
			displayOptions: { show: { sendEmail: [false] } },
		},
	],
	secrets: { members: ['resetPasswordUrl'], shownBy: 'returnResetLink' },
	run: async ({ okta, request, values }) => await sendForUser(okta, request, values.text('userId')),
};
