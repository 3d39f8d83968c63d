import { describePublicHalf } from '../../../../credentials/oauth/keyPair';
import { readPublicKeys } from '../../../../credentials/oauth/publicKeys';
import { clientSecret, includeClientSecret, publicKey } from '../../fields/serviceApp';
import { textOrJson } from '../../objects/convert';
import { unlessListed } from '../../objects/findLost';
import { toRows } from '../../objects/rows';
import type { Operation } from '../../table/operation';
import { isObject, nest, text } from '../../transport/json';

const forPeople = 'for apps that people sign in to';
const ofOthers = 'for apps of other kinds, which share the endpoint';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create service app',
	description: 'Add a service app that signs in with a key pair; scopes and a role come after that',
	route: 'POST /api/v1/apps',
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'created', alreadySo: { never: 'an app of the same name is another app' } },
	repeat: unlessListed({
		list: ({ path }, { label }) => ({ path, query: { q: text(label) } }),
		paging: { pageSize: 200 },
		learnsLate: true,
		isIt: (app, sent) => app['label'] === sent['label'] && app['name'] === sent['name'],
	}),
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
			displayName: 'Public Key Source',
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
		{
			field: { ...publicKey, displayOptions: { show: { keySource: ['jwks'] } } },
			accepts: 'json',
		},
	],
	body: [
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
	leftOut: {
		'OktaAccessGateway-Agent': 'a header for Okta Access Gateway only',
		profile: 'has no meaning for Okta; Custom API Call can write it',
		'credentials.oauthClient.autoKeyRotation': "Okta's default is kept",
		'credentials.oauthClient.client_secret': 'a service app signs in with a key pair',
		'settings.notes': 'written for people, in the Admin Console',
		'settings.oauthClient.issuer_mode': 'the org authorization server has one issuer',
		'settings.oauthClient.network': 'network zones are chosen in the Admin Console',
		accessibility: forPeople,
		visibility: forPeople,
		'credentials.oauthClient.pkce_required': forPeople,
		'settings.oauthClient.backchannel_authentication_request_signing_alg': forPeople,
		'settings.oauthClient.backchannel_custom_authenticator_id': forPeople,
		'settings.oauthClient.backchannel_token_delivery_mode': forPeople,
		'settings.oauthClient.client_uri': forPeople,
		'settings.oauthClient.consent_method': forPeople,
		'settings.oauthClient.frontchannel_logout_session_required': forPeople,
		'settings.oauthClient.frontchannel_logout_uri': forPeople,
		'settings.oauthClient.id_token_encrypted_response_alg': forPeople,
		'settings.oauthClient.idp_initiated_login': forPeople,
		'settings.oauthClient.initiate_login_uri': forPeople,
		'settings.oauthClient.logo_uri': forPeople,
		'settings.oauthClient.participate_slo': forPeople,
		'settings.oauthClient.policy_uri': forPeople,
		'settings.oauthClient.post_logout_redirect_uris': forPeople,
		'settings.oauthClient.redirect_uris': forPeople,
		'settings.oauthClient.refresh_token': forPeople,
		'settings.oauthClient.request_object_signing_alg': forPeople,
		'settings.oauthClient.sector_identifier_uri': forPeople,
		'settings.oauthClient.subject_type': forPeople,
		'settings.oauthClient.tos_uri': forPeople,
		'settings.oauthClient.wildcard_redirect': forPeople,
		licensing: ofOthers,
		'credentials.password': ofOthers,
		'credentials.revealPassword': ofOthers,
		'credentials.scheme': ofOthers,
		'credentials.signing': ofOthers,
		'credentials.userName': ofOthers,
		'credentials.userNameTemplate': ofOthers,
		'settings.app': ofOthers,
		'settings.identityStoreId': ofOthers,
		'settings.implicitAssignment': ofOthers,
		'settings.inlineHookId': ofOthers,
		'settings.notifications': ofOthers,
		'settings.signOn': ofOthers,
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
