import type { INodeProperties } from 'n8n-workflow';

export const revokeSessions: INodeProperties = {
	displayName: 'Revoke Sessions',
	name: 'revokeSessions',
	type: 'boolean',
	default: true,
	description:
		"Whether to end the user's sessions in Okta, too, so that the user has to sign in again",
};
