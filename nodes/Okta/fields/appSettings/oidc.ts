import { commaSeparated } from '../../objects/convert';
import type { AppSettings } from './mode';

const CLIENT = 'settings.oauthClient';

const confidential = { show: { applicationType: ['web'] } };

/** Okta's OpenIdConnectApplication, for people to sign in to. */
export const oidc: AppSettings = {
	modes: ['OPENID_CONNECT'],
	main: [
		{
			field: {
				displayName: 'Application Type',
				name: 'applicationType',
				type: 'options',
				noDataExpression: true,
				default: 'web',
				description:
					'Where the app runs, which decides whether it can keep a secret. For one that signs in by itself there is Service App: Create.',
				options: [
					{ name: 'Native App', value: 'native', description: 'On a phone or desktop' },
					{ name: 'Single-Page App', value: 'browser', description: 'In the browser alone' },
					{ name: 'Web App', value: 'web', description: 'On a server' },
				],
			},
			as: `${CLIENT}.application_type`,
		},
		{
			field: {
				displayName: 'Redirect URIs',
				name: 'redirectUris',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://app.example.com/callback',
				description: 'Comma-separated list of where Okta may send people back to',
			},
			accepts: 'list',
			as: `${CLIENT}.redirect_uris`,
			convert: commaSeparated,
		},
		{
			field: {
				displayName: 'Grant Types',
				name: 'grantTypes',
				type: 'multiOptions',
				default: ['authorization_code'],
				description: 'How the app may get tokens',
				options: [
					{ name: 'Authorization Code', value: 'authorization_code' },
					{ name: 'Client Credentials', value: 'client_credentials' },
					{
						name: 'Device Authorization',
						value: 'urn:ietf:params:oauth:grant-type:device_code',
					},
					{ name: 'Implicit', value: 'implicit' },
					{ name: 'Interaction Code', value: 'interaction_code' },
					{ name: 'Refresh Token', value: 'refresh_token' },
					{
						name: 'Token Exchange',
						value: 'urn:ietf:params:oauth:grant-type:token-exchange',
					},
				],
			},
			as: `${CLIENT}.grant_types`,
		},
		{
			field: {
				displayName: 'Client Authentication',
				name: 'clientAuthentication',
				type: 'options',
				displayOptions: confidential,
				default: 'client_secret_basic',
				description: 'How the app proves at the token endpoint that it is itself',
				options: [
					{ name: 'Client Secret in Body', value: 'client_secret_post' },
					{ name: 'Client Secret in Header', value: 'client_secret_basic' },
					{ name: 'None (PKCE Alone)', value: 'none' },
					{ name: 'Private Key JWT', value: 'private_key_jwt' },
				],
			},
			as: 'credentials.oauthClient.token_endpoint_auth_method',
		},
	],
	rare: [
		{
			field: {
				displayName: 'Sign-Out Redirect URIs',
				name: 'signOutRedirectUris',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.example.com/bye',
				description: 'Comma-separated list of where Okta may send people who sign out',
			},
			accepts: 'list',
			as: `${CLIENT}.post_logout_redirect_uris`,
			convert: commaSeparated,
		},
		{
			field: {
				displayName: 'Initiate Login URI',
				name: 'initiateLoginUri',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.example.com/login',
				description: 'Page of the app that starts signing in, for people who come from Okta',
			},
			as: `${CLIENT}.initiate_login_uri`,
		},
		{
			field: {
				displayName: 'Login Initiated By',
				name: 'loginMode',
				type: 'options',
				default: 'DISABLED',
				description: 'Whether people may start from Okta, and what opens then',
				options: [
					{ name: 'App Only', value: 'DISABLED' },
					{ name: 'Okta, Simplified Flow', value: 'OKTA' },
					{ name: 'Okta, Through Initiate Login URI', value: 'SPEC' },
				],
			},
			as: `${CLIENT}.idp_initiated_login.mode`,
		},
		{
			field: {
				displayName: 'Address of Public Keys',
				name: 'clientJwksUri',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.example.com/keys.json',
				description: 'URL of a JWKS with the public keys of the app, for Private Key JWT',
			},
			as: `${CLIENT}.jwks_uri`,
		},
		{
			field: {
				displayName: 'Require PKCE',
				name: 'pkceRequired',
				type: 'boolean',
				default: true,
				description: 'Whether the app has to prove that it began what it ends (PKCE)',
			},
			as: 'credentials.oauthClient.pkce_required',
		},
		{
			field: {
				displayName: 'Require DPoP',
				name: 'dpopRequired',
				type: 'boolean',
				default: true,
				description:
					'Whether tokens of the app are bound to a key, so that a copied one is useless',
			},
			as: `${CLIENT}.dpop_bound_access_tokens`,
		},
		{
			field: {
				displayName: 'User Consent',
				name: 'consentMethod',
				type: 'options',
				default: 'REQUIRED',
				description: 'Whether users are asked what the app may know',
				options: [
					{ name: 'Not Asked', value: 'TRUSTED' },
					{ name: 'Required', value: 'REQUIRED' },
				],
			},
			as: `${CLIENT}.consent_method`,
		},
		{
			field: {
				displayName: 'Refresh Token Rotation',
				name: 'refreshTokenRotation',
				type: 'options',
				default: 'ROTATE',
				description: 'Whether each refresh token serves once only',
				options: [
					{ name: 'Rotate', value: 'ROTATE' },
					{ name: 'Static', value: 'STATIC' },
				],
			},
			as: `${CLIENT}.refresh_token.rotation_type`,
		},
		{
			field: {
				displayName: 'Issuer',
				name: 'issuerMode',
				type: 'options',
				default: 'DYNAMIC',
				description: 'What the app sees as issuer of its tokens',
				options: [
					{ name: 'Custom Domain', value: 'CUSTOM_URL' },
					{ name: 'Domain That Was Asked', value: 'DYNAMIC' },
					{ name: 'Okta Domain', value: 'ORG_URL' },
				],
			},
			as: `${CLIENT}.issuer_mode`,
		},
		{
			field: {
				displayName: 'Wildcard Redirect URIs',
				name: 'wildcardRedirect',
				type: 'options',
				default: 'SUBDOMAIN',
				description: 'Whether a redirect URI may have an asterisk for a subdomain',
				options: [
					{ name: 'Not Allowed', value: 'DISABLED' },
					{ name: 'One Subdomain', value: 'SUBDOMAIN' },
				],
			},
			as: `${CLIENT}.wildcard_redirect`,
		},
	],
};
