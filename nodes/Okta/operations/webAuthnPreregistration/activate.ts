import { fulfillmentProvider } from '../../fields/webAuthn';
import { userId } from '../../fields/user';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate preregistered security key',
	description: 'Hand over what the provider answered for a key, which then may sign in',
	route: 'POST /webauthn-registration/api/v1/activate',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'activated', alreadySo: { never: 'each answer serves once' } },
	repeat: 'never',
	object: (values) => values.text('userId'),
	body: [
		userId,
		fulfillmentProvider,
		{
			displayName: 'Serial Number',
			name: 'serial',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345678',
			description: 'Serial number of the key',
		},
		{
			displayName: 'Firmware Version',
			name: 'version',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 5.7.1',
			description: 'Version of what runs on the key',
		},
		{
			field: {
				displayName: 'Credential Responses (JSON)',
				name: 'credentialResponses',
				type: 'json',
				default: '',
				required: true,
				placeholder: '[{ "authenticatorEnrollmentId": "…", "credResponseJwe": "…" }]',
				description: 'What the key answered for each request, encrypted for Okta',
			},
			as: 'credResponses',
		},
		{
			field: {
				displayName: 'PIN Response',
				name: 'pinResponse',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. eyJhbGciOiJFQ0RILUVTIn0…',
				description: 'What the key answered about its PIN, encrypted for Okta (JWE)',
			},
			as: 'pinResponseJwe',
		},
		{
			field: {
				displayName: 'Signing Keys (JWKs)',
				name: 'signingKeys',
				type: 'json',
				default: '',
				required: true,
				placeholder: '[{ "kty": "EC", "crv": "P-384", "x": "…", "y": "…" }]',
				description: 'Public keys of the provider that the answers are signed with',
			},
			as: 'yubicoSigningJwks',
		},
	],
};
