import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Reset Factors',
	value: 'resetFactors',
	action: 'Reset MFA factors of user',
	description:
		'Remove all factors a user has set up for multifactor authentication, which cannot be undone. The user is asked to set up new ones at the next sign-in.',
	final: true,
	route: 'POST /api/v1/users/{userId}/lifecycle/reset_factors',
	scopes: ['okta.users.manage'],
	effect: {
		outcome: 'reset',
		alreadySo: { never: 'Okta does not tell whether there was a factor' },
	},
	repeat: 'harmless',
	path: [userId],
};
