import { userId } from '../../fields/user';
import type { Operation } from '../../operation';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate user',
	description: 'Activate a staged or deactivated user',
	route: 'POST /api/v1/users/{userId}/lifecycle/activate',
	scopes: ['okta.users.manage'],
	path: [userId],
	query: [
		{
			displayName: 'Send Email',
			name: 'sendEmail',
			type: 'boolean',
			default: false,
			description: 'Whether Okta emails the user a link to set a password and sign in',
		},
	],
	options: {
		controls: [
			{
				displayName: 'Return Activation Link',
				name: 'returnActivationLink',
				type: 'boolean',
				default: true,
				description:
					'Whether to output the link and token that Okta would have emailed. Whoever has them can take over the account.',
			},
		],
	},

	async run({ okta, request, values }) {
		const { body } = await okta.send(request);
		const link = isObject(body) && values.flag('returnActivationLink') ? body : {};
		return [{ success: true, userId: values.text('userId'), ...link }];
	},
};
