import { ifMatch, strict } from '../../fields/concurrency';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';
import { emptyField } from '../../transport/path';

export const operation: Operation = {
	name: 'Set Password',
	value: 'setPassword',
	action: 'Set password of user',
	description:
		'Give a user a password of your choice, without knowing the present one. Use Expire Password afterwards to have it changed at the next sign-in.',
	route: 'POST /api/v1/users/{userId}',
	scopes: ['okta.users.manage'],
	// Custom roles manage what there is of credentials, and not their values.
	permissions: ['ORG_ADMIN'],
	effect: { outcome: 'set', alreadySo: { never: 'Okta does not tell which password there was' } },
	repeat: 'harmless',
	shaped: true,
	path: [userId],
	body: [
		{
			field: {
				displayName: 'Password',
				name: 'password',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				required: true,
				description: "The new password. It has to meet the user's password policy.",
			},
			as: 'credentials.password.value',
		},
	],
	options: { query: [strict], header: [ifMatch] },
	leftOut: {
		'credentials.password.hash': 'a user is created with it; User: Create has it',
		'credentials.password.hook': 'a user is created with it; User: Create has it',
		'credentials.provider': 'Okta does not change it here',
		'credentials.recovery_question': 'User: Update changes it',
		profile: 'User: Update changes attributes',
		realmId: 'User: Update moves a user to a realm',
		type: 'User: Replace changes the user type',
	},

	prepare(request, values) {
		// An empty field isn't sent, and a change of nothing would look like success.
		if (values.text('password') === '') throw emptyField('Password');
		return request;
	},
};
