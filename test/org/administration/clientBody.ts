import type { JWK } from 'jose';
import { isObject, objectIn, textIn, textsIn, type JsonObject } from '../directory/request';
import { malformedBody, validationFailed } from '../errors';
import { hasPrivateMember } from '../oauth/jws';
import { keyFault, keySetFault } from '../oauth/keySet';
import type { ClientMetadata } from '../oauth/metadata';

export interface ClientRequest {
	metadata: ClientMetadata;
	/** Undefined when the body says nothing about registered keys. */
	keys?: JWK[];
}

const tokenMethods = [
	'none',
	'client_secret_post',
	'client_secret_basic',
	'client_secret_jwt',
	'private_key_jwt',
];

/**
 * Client metadata out of a registration or of an app's `settings.oauthClient`.
 *
 * @throws OktaError E0000001 for what Okta refuses.
 */
export function readClient(body: JsonObject): ClientRequest {
	const metadata: ClientMetadata = {
		application_type: textIn(body, 'application_type') ?? 'web',
		grant_types: given(textsIn(body, 'grant_types'), ['authorization_code']),
		response_types: given(textsIn(body, 'response_types'), ['code']),
		token_endpoint_auth_method: textIn(body, 'token_endpoint_auth_method') ?? 'client_secret_basic',
		dpop_bound_access_tokens: body.dpop_bound_access_tokens === true,
	};
	const jwksUri = textIn(body, 'jwks_uri');
	if (jwksUri !== undefined) metadata.jwks_uri = jwksUri;
	const keys = body.jwks === undefined ? undefined : keysIn(objectIn(body, 'jwks'));
	checkMetadata(metadata, keys);
	return { metadata, keys };
}

const publicMembers = ['kty', 'kid', 'use', 'alg', 'n', 'e', 'crv', 'x', 'y'] as const;

/** Bits. */
const SHORTEST_RSA = 2_048;

/** A key from a request body. @throws OktaError E0000001 when it is no public signing key. */
export function readKey(body: JsonObject): JWK {
	const jwk: JWK = {};
	for (const name of publicMembers) {
		const value = textIn(body, name);
		if (value !== undefined) jwk[name] = value;
	}
	if (jwk.kty === 'RSA' && Buffer.from(jwk.n ?? '', 'base64url').length * 8 < SHORTEST_RSA)
		throw validationFailed(
			'JsonWebKey',
			"RSA key length in the 'jwks' is less than '2,048' bits for the given key.",
		);
	const fault = hasPrivateMember(body)
		? 'Only the public members of a key may be sent.'
		: keyFault(jwk);
	if (fault !== undefined) throw validationFailed('jwks', `jwks: ${fault}`);
	return jwk;
}

function keysIn(jwks: JsonObject): JWK[] {
	const { keys } = jwks;
	if (!Array.isArray(keys)) throw malformedBody();
	const read = keys.map((key) => {
		if (!isObject(key)) throw malformedBody();
		return readKey(key);
	});
	const fault = keySetFault(read);
	if (fault !== undefined) throw validationFailed('jwks', `jwks: ${fault}`);
	return read;
}

function checkMetadata(metadata: ClientMetadata, keys: JWK[] | undefined): void {
	const { application_type, grant_types, response_types, token_endpoint_auth_method } = metadata;
	if (!tokenMethods.includes(token_endpoint_auth_method)) {
		throw validationFailed(
			'token_endpoint_auth_method',
			`token_endpoint_auth_method: '${token_endpoint_auth_method}' is not supported`,
		);
	}
	if (application_type === 'service') {
		if (!grant_types.includes('client_credentials')) {
			throw validationFailed(
				'grant_types',
				"grant_types: A service application needs 'client_credentials'",
			);
		}
		if (!response_types.includes('token')) {
			throw validationFailed(
				'response_types',
				"response_types: A service application needs 'token'",
			);
		}
	}
	if (token_endpoint_auth_method !== 'private_key_jwt') return;
	if (metadata.jwks_uri !== undefined && keys !== undefined) {
		throw validationFailed('jwks', "jwks: 'jwks' and 'jwks_uri' exclude each other");
	}
	if (metadata.jwks_uri === undefined && (keys ?? []).length === 0) {
		throw validationFailed('jwks', "jwks: 'private_key_jwt' needs 'jwks' or 'jwks_uri'");
	}
}

const given = (values: string[], absent: string[]): string[] =>
	values.length > 0 ? values : absent;
