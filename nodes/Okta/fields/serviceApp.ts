import type { INodeProperties } from 'n8n-workflow';

export const appId: INodeProperties = {
	displayName: 'Service App',
	name: 'appId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The service app in Okta, chosen from a list or given by ID or exact label',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a service app...',
			typeOptions: { searchListMethod: 'searchServiceApps', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0oafxqCAJWWGELFTYASJ',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. n8n provisioning',
			hint: 'The exact label of the app, as the Okta Admin Console shows it',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder:
				'e.g. https://acme-admin.okta.com/admin/app/oidc_client/instance/0oafxqCAJWWGELFTYASJ',
			hint: "The address of the app's page in the Admin Console",
		},
	],
};

/** Okta assigns roles to the client and not to its app; their IDs may differ. */
export const clientId: INodeProperties = {
	displayName: 'Service App',
	name: 'clientId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The service app in Okta, chosen from a list or given by client ID or exact label',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a service app...',
			typeOptions: { searchListMethod: 'searchClients', searchable: true },
		},
		{
			displayName: 'By Client ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0oafxqCAJWWGELFTYASJ',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. n8n provisioning',
			hint: 'The exact label of the app, as the Okta Admin Console shows it',
		},
	],
};

export const keyId: INodeProperties = {
	displayName: 'Key',
	name: 'keyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'One of the public keys registered with the service app',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a key...',
			typeOptions: { searchListMethod: 'searchKeys', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. pks2f4zrZbs8nUa7p0g4',
			hint: "Okta's own ID of the key, as List Keys shows it",
		},
		{
			displayName: 'By Key ID (Kid)',
			name: 'kid',
			type: 'string',
			placeholder: 'e.g. SIMcCQNY3uwXoW3y0vf6VxiBb5n9pf8L2fK8d-FIbm4',
			hint: 'The kid of the JWK, as a credential has it in its field Key ID',
		},
	],
};

export const grantId: INodeProperties = {
	displayName: 'Granted Scope',
	name: 'grantId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'One of the Okta API scopes granted to the service app',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a scope...',
			typeOptions: { searchListMethod: 'searchGrantedScopes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. oag3ih1zrm1cBFOiq0h6',
			hint: 'The ID of the grant, as List Scopes shows it',
		},
		{
			displayName: 'By Scope',
			name: 'scope',
			type: 'string',
			placeholder: 'e.g. okta.users.read',
		},
	],
};

export const publicKey: INodeProperties = {
	displayName: 'Public Key',
	name: 'publicKey',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. { "kty": "RSA", "e": "AQAB", "n": "…" }',
	hint: 'As JWK, JWKS or PEM (-----BEGIN PUBLIC KEY-----)',
	description:
		'The public half of a key pair as JWK, JWKS or PEM, such as "Key Pair: Generate" puts out. Of anything else in it nothing is sent.',
};

export const includeClientSecret: INodeProperties = {
	displayName: 'Include Client Secret',
	name: 'includeClientSecret',
	type: 'boolean',
	default: false,
	description: 'Whether to return the client secret of an app that has one',
};

/** For apps as Okta shows them. */
export const clientSecret = {
	members: ['client_secret'],
	shownBy: includeClientSecret.name,
};
