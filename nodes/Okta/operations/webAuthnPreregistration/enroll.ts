import { fulfillmentProvider } from '../../fields/webAuthn';
import { userId } from '../../fields/user';
import { commaSeparated } from '../../objects/convert';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Enroll',
	value: 'enroll',
	action: 'Enroll preregistered security key',
	description:
		'Begin to set up a security key for a user: puts out requests, encrypted for the provider, that the key has to answer',
	route: 'POST /webauthn-registration/api/v1/enroll',
	scopes: ['okta.users.manage'],
	effect: { outcome: 'enrolled', alreadySo: { never: 'each key is another enrollment' } },
	// What the answer holds is shown once only.
	repeat: 'never',
	object: (values) => values.text('userId'),
	body: [
		userId,
		fulfillmentProvider,
		{
			field: {
				displayName: 'Transport Key (JWK)',
				name: 'transportKey',
				type: 'json',
				default: '',
				required: true,
				placeholder: '{ "kty": "EC", "crv": "P-384", "x": "…", "y": "…", "kid": "…" }',
				description: 'Public key of the provider that the requests are encrypted with',
			},
			as: 'yubicoTransportKeyJWK',
		},
		{
			field: {
				displayName: 'Relying Party IDs',
				name: 'relyingParties',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. acme.okta.com',
				description: 'Comma-separated list of domains on which the key is to sign in',
			},
			accepts: 'list',
			as: 'enrollmentRpIds',
			convert: commaSeparated,
		},
	],
};
