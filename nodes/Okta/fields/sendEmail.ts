import type { INodeProperties } from 'n8n-workflow';

/** Okta tells the org's administrators, not the user. */
export const sendDeactivationEmail: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: 'Whether Okta tells the administrators of the org by email',
};

export const sendActivationEmail: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: 'Whether Okta emails the user a link to set a password and sign in',
};

/** What Okta answers when it sends no activation email. */
export const activationSecrets = {
	members: ['activationUrl', 'activationToken'],
	shownBy: 'returnActivationLink',
};

export const returnActivationLink: INodeProperties = {
	displayName: 'Return Activation Link',
	name: 'returnActivationLink',
	type: 'boolean',
	default: true,
	description:
		'Whether to output the link and token that Okta would have emailed. Whoever has them can take over the account.',
};
