import { appId } from '../../fields/application';
import { userId } from '../../fields/user';
import type { Operation } from '../../operation';

export const operation: Operation = {
	name: 'Assign User',
	value: 'assignUser',
	action: 'Assign user to application',
	description: 'Give a user an app, and an account in it where the app provisions accounts',
	route: 'POST /api/v1/apps/{appId}/users',
	scopes: ['okta.apps.manage'],
	shaped: true,
	path: [appId],
	body: [{ field: userId, as: 'id' }],
	fixed: { body: { scope: 'USER' } },
	options: {
		body: [
			{
				field: {
					displayName: 'Username',
					name: 'userName',
					type: 'string',
					default: '',
					description: 'Name of the account in the app, if not the one Okta derives',
				},
				as: 'credentials.userName',
			},
			{
				field: {
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'Password of the account, for apps in which Okta fills it in',
				},
				as: 'credentials.password.value',
			},
			{
				displayName: 'App Profile (JSON)',
				name: 'profile',
				type: 'json',
				default: '',
				placeholder: '{ "role": "Support" }',
				description: 'Attributes of the account in the app that Okta does not map from the user',
			},
		],
	},
};
