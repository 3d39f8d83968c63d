import type { INodeProperties } from 'n8n-workflow';

/** Okta tells the org's administrators, not the user. */
export const sendDeactivationEmail: INodeProperties = {
	displayName: 'Send Email',
	name: 'sendEmail',
	type: 'boolean',
	default: false,
	description: 'Whether Okta tells the administrators of the org by email',
};
