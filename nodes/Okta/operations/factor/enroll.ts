import { acceptLanguage, templateId, tokenLifetimeSeconds } from '../../fields/factor';
import { userId } from '../../fields/user';
import type { Operation } from '../../operation';

export const operation: Operation = {
	name: 'Enroll',
	value: 'enroll',
	action: 'Enroll factor for user',
	description:
		'Set up a factor for a user. Okta at once sends a code to the phone or email, for Activate, unless the factor is activated without.',
	route: 'POST /api/v1/users/{userId}/factors',
	scopes: ['okta.users.manage'],
	shaped: true,
	path: [userId],
	body: [
		{
			displayName: 'Factor Type',
			name: 'factorType',
			type: 'options',
			default: 'sms',
			description: 'What the user is to prove the identity with',
			options: [
				{
					name: 'Authenticator App (TOTP)',
					value: 'token:software:totp',
					description: 'Six-digit codes from Okta Verify or Google Authenticator',
				},
				{ name: 'Email', value: 'email', description: 'A code, sent at once' },
				{ name: 'Phone Call', value: 'call', description: 'A code, told in a call made at once' },
				{ name: 'Push', value: 'push', description: 'A question in Okta Verify' },
				{ name: 'Security Question', value: 'question', description: 'Active at once' },
				{ name: 'SMS', value: 'sms', description: 'A code, sent at once' },
			],
		},
		{
			displayName: 'Provider',
			name: 'provider',
			type: 'options',
			default: 'OKTA',
			description: 'Whose app makes the codes',
			displayOptions: { show: { factorType: ['token:software:totp'] } },
			options: [
				{ name: 'Google', value: 'GOOGLE' },
				{ name: 'Okta', value: 'OKTA' },
			],
		},
		{
			field: {
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. +15554151337',
				description: 'Number in international format, beginning with +',
				displayOptions: { show: { factorType: ['call', 'sms'] } },
			},
			as: 'profile.phoneNumber',
		},
		{
			field: {
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. jane.doe@example.com',
				description: "Address the codes go to; the user's primary or secondary one",
				displayOptions: { show: { factorType: ['email'] } },
			},
			as: 'profile.email',
		},
		{
			field: {
				displayName: 'Question',
				name: 'question',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. disliked_food',
				description: "Okta's name for the security question",
				displayOptions: { show: { factorType: ['question'] } },
			},
			as: 'profile.question',
		},
		{
			field: {
				displayName: 'Answer',
				name: 'answer',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				required: true,
				description: 'Answer to the security question, of at least four characters',
				displayOptions: { show: { factorType: ['question'] } },
			},
			as: 'profile.answer',
		},
	],
	options: {
		query: [
			{
				displayName: 'Activate',
				name: 'activate',
				type: 'boolean',
				default: true,
				description:
					'Whether to activate a phone or email at once, without a code: it is then yours to know that it is the right one',
			},
			{
				displayName: 'Update Phone',
				name: 'updatePhone',
				type: 'boolean',
				default: true,
				description: 'Whether to replace the number of a phone the user has set up already',
			},
			templateId,
			tokenLifetimeSeconds,
		],
		header: [acceptLanguage],
		body: [
			{
				field: {
					displayName: 'Phone Extension',
					name: 'phoneExtension',
					type: 'string',
					default: '',
					description: 'Extension to dial, for a phone call',
				},
				as: 'profile.phoneExtension',
			},
		],
		controls: [
			{
				displayName: 'Return Activation Data',
				name: 'returnActivation',
				type: 'boolean',
				default: true,
				description:
					'Whether to output the seed and QR code that set up an authenticator app. Whoever has them can make the codes.',
			},
		],
	},
	secrets: { members: ['_embedded.activation'], shownBy: 'returnActivation' },
};
