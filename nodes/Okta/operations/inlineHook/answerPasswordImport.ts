import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Answer Password Import',
	value: 'answerPasswordImport',
	action: 'Answer password import hook',
	description:
		'Tell Okta whether the password that somebody typed is right. Okta keeps a right one, and does not ask again.',
	route: 'NONE',
	scopes: [],
	controls: [
		{
			displayName: 'Password',
			name: 'verdict',
			type: 'options',
			default: 'UNVERIFIED',
			description: 'Whether it is the one the user had before',
			options: [
				{
					name: 'Is Right',
					value: 'VERIFIED',
					description: 'Let the user in and keep the password',
				},
				{ name: 'Is Wrong', value: 'UNVERIFIED', description: 'Do not let the user in' },
			],
		},
	],
	answering: {
		hookType: 'com.okta.user.credential.password.import',
		compose: (values) => ({
			commands: [{ type: 'com.okta.action.update', value: { credential: values.text('verdict') } }],
		}),
	},
};
