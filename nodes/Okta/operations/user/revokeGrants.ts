import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Revoke All Grants',
	value: 'revokeGrants',
	action: 'Revoke all grants of user',
	description:
		'Take back every consent a user gave to apps, which cannot be undone. Apps have to ask the user again.',
	final: true,
	route: 'DELETE /api/v1/users/{userId}/grants',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'revoked',
		alreadySo: { never: 'Okta does not tell whether there was a grant' },
	},
	path: [userId],
};
