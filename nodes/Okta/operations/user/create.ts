import { commaSeparated, whenOn } from '../../fields/convert';
import type { Operation } from '../../operation';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create user',
	description: 'Add a user to the directory, staged or active',
	route: 'POST /api/v1/users',
	scopes: ['okta.users.manage'],
	shaped: true,
	body: [
		{
			displayName: 'Profile',
			name: 'profile',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			required: true,
			description: "Attributes of the user, taken from the org's own user schema",
			typeOptions: {
				resourceMapper: {
					resourceMapperMethod: 'getNewUserAttributes',
					mode: 'add',
					fieldWords: { singular: 'attribute', plural: 'attributes' },
					addAllFields: false,
					supportAutoMap: true,
				},
			},
		},
	],
	query: [
		{
			displayName: 'Activate',
			name: 'activate',
			type: 'boolean',
			default: false,
			description:
				'Whether to activate the user at once. Unless a password or a provider is given, Okta then emails the user an activation link. Otherwise the user is staged.',
		},
	],
	options: {
		query: [
			{
				field: {
					displayName: 'Change Password at Next Sign-In',
					name: 'changePassword',
					type: 'boolean',
					default: true,
					description: 'Whether the given password only serves once. Needs Activate and Password.',
				},
				as: 'nextLogin',
				convert: whenOn('changePassword'),
			},
		],
		body: [
			{
				field: {
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'Password the user signs in with',
				},
				as: 'credentials.password.value',
			},
			{
				field: {
					displayName: 'Password Hash (JSON)',
					name: 'passwordHash',
					type: 'json',
					default: '',
					placeholder: '{ "algorithm": "BCRYPT", "workFactor": 10, "salt": "…", "value": "…" }',
					description: 'Hash of a password that comes from another directory, instead of Password',
				},
				as: 'credentials.password.hash',
			},
			{
				field: {
					displayName: 'Provider Type',
					name: 'providerType',
					type: 'options',
					default: 'OKTA',
					description: 'Where the user signs in if not at Okta',
					options: [
						{ name: 'Active Directory', value: 'ACTIVE_DIRECTORY' },
						{ name: 'Federation', value: 'FEDERATION' },
						{ name: 'Import', value: 'IMPORT' },
						{ name: 'LDAP', value: 'LDAP' },
						{ name: 'Okta', value: 'OKTA' },
						{ name: 'Social', value: 'SOCIAL' },
					],
				},
				as: 'credentials.provider.type',
			},
			{
				field: {
					displayName: 'Provider Name',
					name: 'providerName',
					type: 'string',
					default: '',
					placeholder: 'e.g. corp.example.com',
					description: 'Name of the directory or identity provider; goes with Provider Type',
				},
				as: 'credentials.provider.name',
			},
			{
				field: {
					displayName: 'Recovery Question',
					name: 'recoveryQuestion',
					type: 'string',
					default: '',
					description: 'Question the user is asked to recover the account',
				},
				as: 'credentials.recovery_question.question',
			},
			{
				field: {
					displayName: 'Recovery Answer',
					name: 'recoveryAnswer',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'Answer to Recovery Question',
				},
				as: 'credentials.recovery_question.answer',
			},
			{
				field: {
					displayName: 'Group IDs',
					name: 'groupIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. 00g1emaKYZTWRYYRRTSK,00gak46y5hydV6NdM0g4',
					description: 'Comma-separated list of up to 20 groups to put the user into',
				},
				convert: commaSeparated,
			},
			{
				field: {
					displayName: 'User Type ID',
					name: 'userTypeId',
					type: 'string',
					default: '',
					placeholder: 'e.g. otyfnjfba4ye7pgjB0g4',
					description: "Type of user, if not the org's default one",
				},
				as: 'type.id',
			},
			{
				displayName: 'Realm ID',
				name: 'realmId',
				type: 'string',
				default: '',
				placeholder: 'e.g. guo1bfiNtSnZYILxO0g4',
				description: 'Realm the user belongs to, in orgs that have realms',
			},
		],
	},

	prepare(request, values) {
		// Okta ignores the provider in the body unless the query announces it.
		if (values.text('providerType') === '') return request;
		return { ...request, query: { ...request.query, provider: true } };
	},
};
