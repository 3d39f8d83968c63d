import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Create Temporary Access Code',
	value: 'createTemporaryAccessCode',
	action: 'Create temporary access code for user',
	description:
		'Create a code that a user can sign in with for a while, to set up other factors. A code created earlier stops working. Needs Okta Identity Engine with the feature enabled.',
	route: 'POST /api/v1/users/{userId}/authenticator-enrollments/tac',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'there is another code each time' } },
	// The second code replaces the first, which nobody has seen.
	repeat: 'harmless',
	shaped: true,
	path: [userId],
	body: [
		{
			displayName: 'Authenticator',
			name: 'authenticatorId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The authenticator of the org that is called Temporary Access Code',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Choose an authenticator...',
					typeOptions: { searchListMethod: 'searchTacAuthenticators' },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. aut1nbsPHh7jNjjyP0g4',
				},
			],
		},
	],
	controls: [
		{
			displayName: 'Return Code',
			name: 'returnCode',
			type: 'boolean',
			default: true,
			description:
				'Whether to output the code. It is then also in the execution data that n8n saves. Okta does not show it again.',
		},
	],
	options: {
		body: [
			{
				field: {
					displayName: 'Lifetime (Minutes)',
					name: 'ttl',
					type: 'number',
					typeOptions: { minValue: 10, maxValue: 14400 },
					default: 60,
					description: "How long the code works, within what the org's authenticator allows",
				},
				as: 'profile.ttl',
				// Okta's reference has it as a string.
				convert: String,
			},
			{
				field: {
					displayName: 'Multiple Use',
					name: 'multiUse',
					type: 'boolean',
					default: true,
					description:
						"Whether the code works more than once; the org's authenticator has to allow that",
				},
				as: 'profile.multiUse',
			},
		],
	},
	secrets: { members: ['tac'], shownBy: 'returnCode' },
};
