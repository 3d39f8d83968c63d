import { ServiceAppError } from '../../../credentials/oauth/errors';
import { explainRefusal, oauthError, type Asked } from '../../../credentials/oauth/tokenRefusals';

const asked: Asked = {
	orgUrl: 'https://acme.okta.com',
	clientId: '0oa1',
	keyId: 'k1',
	scopes: ['okta.apps.read', 'okta.users.read'],
};

const refused = (status: number, error: string, says: string, more: Partial<Asked> = {}) =>
	explainRefusal(
		{
			status,
			headers: { 'x-okta-request-id': 'Req-42' },
			body: { error, error_description: says },
		},
		{ ...asked, ...more },
	);

/** Okta's texts, the sentence that says what is wrong, and a word of what to do about it. */
const rows: Array<[error: string, status: number, says: string, title: string, advice: string]> = [
	[
		'invalid_client',
		401,
		'Client authentication failed. Either the client or the client credentials are invalid.',
		'The org https://acme.okta.com does not accept this client ID',
		'check that the app is active',
	],
	[
		'invalid_client',
		401,
		'No client credentials found.',
		'Okta could not read the signed assertion',
		'a proxy',
	],
	[
		'invalid_client',
		401,
		"Invalid value for 'client_id' parameter.",
		'The org https://acme.okta.com has no service app with this client ID',
		'Copy the client ID again',
	],
	[
		'invalid_client',
		401,
		'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.',
		'The service app does not authenticate with a key pair',
		'set Client authentication to “Public key / Private key”',
	],
	[
		'invalid_client',
		401,
		"Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.",
		'This client ID belongs to an app of another type',
		'“API Services”',
	],
	[
		'invalid_client',
		401,
		'The issuer claim for client_assertion is not a valid client_id.',
		'The org https://acme.okta.com has no service app with this client ID',
		'Copy the client ID again',
	],
	[
		'invalid_client',
		401,
		'The subject claim for client_assertion is not a valid client_id.',
		'The org https://acme.okta.com has no service app with this client ID',
		'Copy the client ID again',
	],
	[
		'invalid_client',
		401,
		'The audience claim for client_assertion must be the endpoint invoked for the request.',
		'Okta does not answer to the name https://acme.okta.com',
		'Type the Okta domain exactly',
	],
	[
		'invalid_client',
		401,
		"The client_assertion must contain the 'exp' claim as seconds since epoch.",
		'Okta could not read the signed assertion',
		'a proxy',
	],
	[
		'invalid_client',
		401,
		'The client_assertion token is expired.',
		'The clock of this machine is behind Okta’s',
		'NTP',
	],
	[
		'invalid_client',
		401,
		'The client_assertion token has an expiration too far into the future.',
		'The clock of this machine is ahead of Okta’s',
		'NTP',
	],
	[
		'invalid_client',
		401,
		'The client_assertion token must be issued before the current time.',
		'The clock of this machine is ahead of Okta’s',
		'NTP',
	],
	[
		'invalid_client',
		401,
		'The client_assertion token has already been used.',
		'Okta has seen this sign-in before',
		'proxy',
	],
	[
		'invalid_client',
		401,
		'The client_assertion signature is invalid.',
		'The private key does not match a public key of the service app',
		'Public Keys',
	],
	[
		'invalid_client',
		401,
		'The parsing of the client_assertion failed.',
		'Okta could not read the signed assertion',
		'a proxy',
	],
	[
		'invalid_client',
		401,
		'The client_assertion JWT kid is invalid.',
		'The service app has no active public key with the key ID “k1”',
		'the key must be active',
	],
	[
		'invalid_client',
		401,
		'The client_assertion JWT signature algorithm is invalid.',
		'Okta does not accept the algorithm this key signs with',
		'RS256',
	],
	[
		'invalid_client',
		401,
		'The client does not have a JWKSet configured, but the client_assertion requires one.',
		'The service app has no public key yet',
		'Add the public half of your key',
	],
	[
		'invalid_client',
		401,
		'The client JWKSet is invalid.',
		'Okta cannot use the public keys of the service app',
		'“use” “sig”',
	],
	[
		'invalid_request',
		400,
		'The client_assertion_type is invalid.',
		'Okta did not accept the token request',
		'please report this',
	],
	[
		'invalid_request',
		401,
		'Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a client_assertion in the post body.',
		'Okta received credentials of two kinds',
		'proxy',
	],
	[
		'invalid_scope',
		400,
		'No scopes were requested.',
		'No scope was asked for',
		'Choose at least one',
	],
	[
		'invalid_scope',
		400,
		'One or more scopes are not configured for the authorization server resource.',
		'Okta does not know one of the scopes',
		'okta.apps.read, okta.users.read',
	],
	[
		'invalid_scope',
		400,
		"Cannot request 'openid' scopes using client credentials.",
		'A scope for signed-in users was asked for',
		'Remove openid',
	],
	[
		'consent_required',
		400,
		'You are not allowed any of the requested scopes.',
		'None of the chosen scopes is granted to the service app',
		'Okta API Scopes, grant at least one of those chosen in this credential: okta.apps.read, okta.users.read',
	],
	[
		'client_credentials_self_scope_requested',
		400,
		"The 'client_credentials' grant type may not request .self scopes.",
		'A “.self” scope was asked for',
		'Remove every scope that ends in .self',
	],
	[
		'unauthorized_client',
		400,
		'The client is not authorized to use the provided grant type. Configured grant types: [authorization_code].',
		'The service app may not use the client credentials grant',
		'“Client Credentials”',
	],
	[
		'unsupported_grant_type',
		400,
		'The authorization grant type is not supported by the authorization server.',
		'Okta does not offer the client credentials grant here',
		'without a path',
	],
	[
		'access_denied',
		403,
		"The request is made from outside the client's permitted network zones.",
		'The service app may not be used from this network',
		'network zones',
	],
	[
		'invalid_dpop_proof',
		400,
		'The DPoP proof JWT header is missing.',
		'The service app demands DPoP, and this credential forbids it',
		'Set the credential’s DPoP field to “Automatic”',
	],
	[
		'invalid_dpop_proof',
		400,
		"'htu' claim in the DPoP proof JWT is invalid.",
		'Okta was reached under another name than the one it was called by',
		'A proxy must not change the host name',
	],
	[
		'invalid_dpop_proof',
		400,
		'The DPoP proof JWT is issued in the future.',
		'The clock of this machine is ahead of Okta’s',
		'NTP',
	],
	[
		'invalid_dpop_proof',
		400,
		'The DPoP proof JWT is issued more than five minutes in the past.',
		'The clock of this machine is behind Okta’s',
		'NTP',
	],
	[
		'invalid_dpop_proof',
		400,
		'The DPoP proof JWT has already been used.',
		'Okta refused the DPoP proof',
		'proxy',
	],
	[
		'use_dpop_nonce',
		400,
		'Authorization server requires nonce in DPoP proof.',
		'Okta asked for another DPoP nonce twice in a row',
		'dpop-nonce',
	],
	[
		'invalid_grant',
		429,
		'API call exceeded rate limit due to too many requests.',
		'Okta is receiving too many token requests',
		'Wait a minute',
	],
	[
		'temporarily_unavailable',
		400,
		'The server is temporarily unable to process the request.',
		'Okta is busy for the moment',
		'status.okta.com',
	],
	['brand_new_error', 400, 'Something new.', 'Okta refused to issue a token', 'System Log'],
	['server_error', 500, 'Internal error.', 'Okta has trouble of its own', 'status.okta.com'],
];

describe('a refusal of the token endpoint is explained:', () => {
	it.each(rows)('%s (%i), “%s”', (error, status, says, title, advice) => {
		const refusal = refused(status, error, says);

		expect(refusal).toBeInstanceOf(ServiceAppError);
		expect(refusal.title).toBe(title);
		expect(refusal.description.replaceAll("'", '’')).toContain(advice);
		expect(refusal.description).toContain(
			`Okta said: “${says}” (${error}, HTTP ${status}, request ID Req-42)`,
		);
		expect(refusal.message).toBe(`${title}. ${refusal.description}`);
	});

	it('says by how much the clock is wrong, when that was measured', () => {
		const behind = 'The client_assertion token is expired.';
		const ahead = 'The client_assertion token must be issued before the current time.';

		expect(refused(401, 'invalid_client', behind, { clockAhead: -7200 }).title).toMatch(
			/behind Okta’s: by 7200 seconds$/,
		);
		expect(refused(401, 'invalid_client', ahead, { clockAhead: 90 }).title).toMatch(
			/ahead of Okta’s: by 90 seconds$/,
		);
	});

	it('does not contradict itself about the clock', () => {
		const behind = 'The client_assertion token is expired.';

		expect(refused(401, 'invalid_client', behind, { clockAhead: 2 }).title).toBe(
			'The clock of this machine is behind Okta’s',
		);
	});

	it('hints at the field Key ID when the assertion had none', () => {
		const kid = 'The client_assertion JWT kid is invalid.';
		const { title, description } = refused(401, 'invalid_client', kid, { keyId: undefined });

		expect(title).toBe('The service app could not tell which public key to use');
		expect(description).toContain('into the field Key ID');
	});
});

describe('an answer that is not of Okta’s token endpoint', () => {
	it.each([
		[404, '<html>not found</html>', 'https://acme.okta.com does not answer like an Okta org'],
		[200, '<html>welcome</html>', 'https://acme.okta.com does not answer like an Okta org'],
		[401, undefined, 'https://acme.okta.com does not answer like an Okta org'],
		[404, { errorCode: 'E0000022' }, 'https://acme.okta.com does not answer like an Okta org'],
		[302, '', 'https://acme.okta.com sends callers elsewhere'],
		[502, '<html>bad gateway</html>', 'https://acme.okta.com answered with an error of its own'],
		[429, '', 'Okta is receiving too many token requests'],
		[
			429,
			{ errorCode: 'E0000047', errorSummary: 'x' },
			'Okta is receiving too many token requests',
		],
	])('%i %j', (status, body, title) => {
		const refusal = explainRefusal({ status, headers: {}, body }, asked);

		expect(refusal.title).toBe(title);
		expect(refusal.description).toContain(`HTTP ${status}`);
		expect(refusal.message).not.toContain('<html>');
	});
});

describe('what an explanation must not hold', () => {
	it('is an assertion or a proof that came back in Okta’s text', () => {
		const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiIwb2ExIn0.c2lnbmF0dXJl';
		const { message } = refused(400, 'invalid_request', `Cannot read ${jwt}; sent ${jwt}.`);

		expect(message).not.toContain('eyJ');
		expect(message).toContain('Cannot read …; sent ….');
	});

	it('is a text without end', () => {
		expect(refused(400, 'invalid_request', 'x'.repeat(10_000)).message.length).toBeLessThan(1_000);
	});

	it('is a property that makes n8n exchange again or show a bare code', () => {
		const refusal = refused(401, 'invalid_client', 'The client_assertion token is expired.');

		for (const name of ['code', 'status', 'httpCode', 'statusCode', 'response', 'cause']) {
			expect(refusal).not.toHaveProperty(name);
		}
	});
});

it('reads OAuth errors, Okta errors, and nothing from anything else', () => {
	expect(oauthError({ error: 'e', error_description: 'd' })).toEqual({ error: 'e', says: 'd' });
	expect(oauthError({ errorCode: 'E1', errorSummary: 's' })).toEqual({ error: 'E1', says: 's' });
	for (const body of [undefined, null, 'text', 7, [], { error: 1 }]) {
		expect(oauthError(body)).toEqual({ error: '', says: '' });
	}
});
