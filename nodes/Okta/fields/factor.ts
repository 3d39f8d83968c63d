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

/** Whose answer is waited for. */
export const pushFactor: INodeProperties = {
	displayName: 'Push Goes To',
	name: 'pushFactor',
	type: 'options',
	default: 'latest',
	description: "Which of the user's factors to ask; only a push can be waited for",
	options: [
		{
			name: 'Chosen Factor',
			value: 'chosen',
			description: 'One that you name',
		},
		{
			name: 'Push Factor Set Up Last',
			value: 'latest',
			description: 'Okta Verify, for example. The item fails if the user has none that is active.',
		},
	],
};

export const chosenFactor: INodeProperties = {
	...factorId,
	displayOptions: { show: { pushFactor: ['chosen'] } },
};

export const patience: INodeProperties = {
	displayName: 'Wait at Most (Seconds)',
	name: 'patience',
	type: 'number',
	typeOptions: { minValue: 10, maxValue: 300 },
	default: 300,
	description:
		'How long to wait for the answer before it counts as TIMEOUT. Okta gives up after five minutes.',
};

export const userAgent: INodeProperties = {
	displayName: 'User Agent',
	name: 'userAgent',
	type: 'string',
	default: '',
	description: 'Client that the push names to the user',
};

export const ipAddress: INodeProperties = {
	displayName: 'IP Address',
	name: 'ipAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7',
	description: 'Public IP address of the person, which the push shows to the user',
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
