import { readPublicKeys } from '../../../../credentials/oauth/publicKeys';
import { describePublicHalf } from '../../../../credentials/oauth/keyPair';
import { textOrJson } from '../../fields/convert';
import { clientSecret, includeClientSecret, publicKey } from '../../fields/serviceApp';
import type { Operation } from '../../operation';
import { toRows } from '../../rows';
import { nest } from '../../toRequest';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create service app',
	description: 'Add a service app that signs in with a key pair; scopes and a role come after that',
	route: 'POST /api/v1/apps',
	scopes: ['okta.apps.manage'],
	shaped: true,
	secrets: clientSecret,
	fixed: {
		body: {
			name: 'oidc_client',
			signOnMode: 'OPENID_CONNECT',
			credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
			settings: {
				oauthClient: {
					application_type: 'service',
					grant_types: ['client_credentials'],
					response_types: ['token'],
				},
			},
		},
	},
	controls: [
		{
			displayName: 'Public Keys',
			name: 'keySource',
			type: 'options',
			noDataExpression: true,
			default: 'jwks',
			description: 'Where Okta finds the public keys the app signs in with',
			options: [
				{ name: 'At an Address', value: 'jwksUri', description: 'Okta fetches them from a URL' },
				{ name: 'Saved in Okta', value: 'jwks', description: 'Okta keeps those given below' },
			],
		},
		{ ...publicKey, displayOptions: { show: { keySource: ['jwks'] } } },
	],
	body: [
		{
			field: {
				displayName: 'Address of Public Keys',
				name: 'jwksUri',
				type: 'string',
				default: '',
				required: true,
				displayOptions: { show: { keySource: ['jwksUri'] } },
				placeholder: 'e.g. https://n8n.example.com/keys.json',
				description: 'URL of a JWKS (jwks_uri) that Okta can reach from the internet',
			},
			as: 'settings.oauthClient.jwks_uri',
		},
		{
			displayName: 'Name',
			name: 'label',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. n8n provisioning',
			description: 'Label of the app, by which administrators recognise it',
		},
		{
			field: {
				displayName: 'Require DPoP',
				name: 'dpop',
				type: 'boolean',
				default: true,
				description:
					'Whether tokens of the app are bound to a key, so that a copied one is useless',
			},
			as: 'settings.oauthClient.dpop_bound_access_tokens',
		},
	],
	options: {
		query: [
			{
				displayName: 'Activate',
				name: 'activate',
				type: 'boolean',
				default: true,
				description: 'Whether the app may be used at once',
			},
		],
		body: [
			{
				field: {
					displayName: 'Client ID',
					name: 'newClientId',
					type: 'string',
					default: '',
					placeholder: 'e.g. n8n-provisioning',
					description: 'Client ID to give the app, if not one that Okta makes up',
				},
				as: 'credentials.oauthClient.client_id',
			},
		],
		controls: [includeClientSecret],
	},

	async run({ okta, request, values }) {
		if (values.text('keySource') === 'jwksUri') {
			return toRows(await okta.send(request), request.method, {});
		}
		const keys = readPublicKeys(textOrJson(values.get('publicKey')));
		const described = await Promise.all(keys.map(async (key) => await describePublicHalf(key)));
		const jwks = { keys: described.map(({ publicJwk }) => publicJwk) };
		const base = isObject(request.body) ? request.body : {};
		const body = nest(base, [['settings.oauthClient.jwks', jwks]]);
		return toRows(await okta.send({ ...request, body }), request.method, {});
	},
};
