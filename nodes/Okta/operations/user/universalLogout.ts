import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { sendForUser } from '../../objects/users';

export const operation: Operation = {
	name: 'Universal Logout',
	value: 'universalLogout',
	action: 'Log user out of everything',
	description:
		'End all sessions of a user and revoke all tokens, in Okta and in the apps that support Universal Logout, which cannot be undone. The user can sign in again.',
	final: true,
	route: 'POST /oauth2/v1/global-token-revocation',
	scopes: ['okta.universalLogout.manage'],
	effect: {
		outcome: 'loggedOut',
		alreadySo: { never: 'Okta does not tell whether there was a session' },
	},
	repeat: 'harmless',
	object: (values) => values.text('userId'),
	body: [{ field: userId, as: 'sub_id.id' }],
	fixed: { body: { sub_id: { format: 'opaque' } } },
	leftOut: {
		'sub_id.iss': 'names users by another issuer; here a user has an Okta ID',
		'sub_id.sub': 'names users by another issuer; here a user has an Okta ID',
	},
	run: async ({ okta, request, values }) => await sendForUser(okta, request, values.text('userId')),
};
