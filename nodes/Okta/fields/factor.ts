import type { INodeProperties } from 'n8n-workflow';

import type { Placement } from '../table/operation';

export const factorId: INodeProperties = {
	displayName: 'Factor',
	name: 'factorId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'What the user set up for multifactor authentication, such as a phone number',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a factor...',
			typeOptions: { searchListMethod: 'searchFactors', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. opf3hkfocI4JTLAju0g4',
			hint: 'Factor: Get Many puts it out as "id"',
		},
	],
};

export const passCode: INodeProperties = {
	displayName: 'Passcode',
	name: 'passCode',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	placeholder: 'e.g. 123456',
	hint: 'Empty where a push is meant, or a code is still to be sent',
	description: 'The code that the user received or reads from an authenticator app',
};

export const templateId: INodeProperties = {
	displayName: 'SMS Template ID',
	name: 'templateId',
	type: 'string',
	default: '',
	placeholder: 'e.g. cstk2flOtuCMDJK4b0g3',
	description: "Custom text of the SMS, if not the org's default one",
};

export const tokenLifetimeSeconds: INodeProperties = {
	displayName: 'Code Lifetime (Seconds)',
	name: 'tokenLifetimeSeconds',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 86400 },
	default: 300,
	description: 'How long a code sent by email remains valid',
};

export const acceptLanguage: Placement = {
	field: {
		displayName: 'Language',
		name: 'acceptLanguage',
		type: 'string',
		default: '',
		placeholder: 'e.g. de',
		description: 'Two-letter code of the language of the SMS, where the org has it translated',
	},
	as: 'Accept-Language',
};

/** Okta Verify then shows a number the user has to choose. */
export const useNumberMatchingChallenge: INodeProperties = {
	displayName: 'Number Matching',
	name: 'useNumberMatchingChallenge',
	type: 'boolean',
	default: true,
	description:
		'Whether the user has to tap the right number in Okta Verify. It is in the output, to be told to the user.',
};

export const returnActivation: INodeProperties = {
	displayName: 'Return Activation Data',
	name: 'returnActivation',
	type: 'boolean',
	default: true,
	description:
		'Whether to output the seed and QR code that set up an authenticator app. Whoever has them can make the codes.',
};

/** What Okta answers while an authenticator app is being set up. */
export const activationData = {
	members: ['sharedSecret', 'qrcode'],
	shownBy: returnActivation.name,
};
