import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Expire Password',
	value: 'expirePassword',
	action: 'Expire password of user',
	description:
		'Have a user choose a new password at the next sign-in. The present one serves until then.',
	route: 'POST /api/v1/users/{userId}/lifecycle/expire_password',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'expired', alreadySo: { never: 'a password chosen since expires as well' } },
	repeat: 'harmless',
	shaped: true,
	path: [userId],
};
