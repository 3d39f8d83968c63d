import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Clear Sessions',
	value: 'clearSessions',
	action: 'Clear sessions of user',
	description:
		'Sign a user out of Okta, which cannot be undone. The user can sign in again. Sessions that apps keep by themselves go on.',
	final: true,
	route: 'DELETE /api/v1/users/{userId}/sessions',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'cleared',
		alreadySo: { never: 'Okta does not tell whether there was a session' },
	},
	path: [userId],
	query: [
		{
			displayName: 'Revoke OAuth Tokens',
			name: 'oauthTokens',
			type: 'boolean',
			default: false,
			description:
				'Whether to revoke access and refresh tokens, too, that apps obtained for the user from Okta',
		},
		{
			displayName: 'Forget Devices',
			name: 'forgetDevices',
			type: 'boolean',
			default: false,
			description:
				'Whether to have the user prove a second factor again on devices that were to be remembered',
		},
	],
};
