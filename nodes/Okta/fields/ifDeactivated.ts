import type { INodeProperties } from 'n8n-workflow';

export const ifDeactivated: INodeProperties = {
	displayName: 'If Deactivated',
	name: 'ifDeactivated',
	type: 'options',
	default: 'leave',
	description:
		'What to do if the user is deactivated, as somebody is who comes back. Okta changes nothing of deactivated users unless the org allows it.',
	options: [
		{
			name: 'Leave and Say So',
			value: 'leave',
			description: 'The user stays deactivated; "outcome" is "leftDeactivated"',
		},
		{
			name: 'Reactivate',
			value: 'reactivate',
			description: 'The user is activated and then changed; "outcome" is "reactivated"',
		},
		{ name: 'Refuse', value: 'refuse', description: 'The item ends in an error' },
	],
};

export const emailReactivated: INodeProperties = {
	displayName: 'Email Reactivated User',
	name: 'emailReactivated',
	type: 'boolean',
	default: false,
	description:
		'Whether Okta emails a user who is reactivated a link to set a password and sign in. Otherwise Reactivate makes a link later.',
};
