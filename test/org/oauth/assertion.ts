import { decodeJwt, decodeProtectedHeader, type JWK, type JWTPayload } from 'jose';
import type { Clock } from '../clock';
import { oauthError, type Refusal } from '../errors';
import type { Clients, OAuthClient } from './clients';
import { algorithms, isSignedBy } from './jws';
import { fetchKeys, KeySetError } from './keySet';
import type { ReplayGuard } from './replay';

/** Assertions may live at most this long from now. Seconds. */
const longestLife = 60 * 60;

const invalidClient = (description: string): Refusal =>
	oauthError(401, 'invalid_client', description);

interface Assertion {
	token: string;
	alg: unknown;
	kid: unknown;
	claims: JWTPayload;
}

export interface AssertionRules {
	clients: Clients;
	clock: Clock;
	used: ReplayGuard;
	/** The URL of the endpoint being called, which `aud` must name exactly. */
	audience: string;
}

/**
 * Client authentication by `private_key_jwt` (RFC 7523 section 3, with Okta's own rules on top).
 * Answers who signed, or throws the refusal the token endpoint gives for the first rule broken.
 */
export async function authenticateClient(
	token: string,
	{ clients, clock, used, audience }: AssertionRules,
): Promise<OAuthClient> {
	const assertion = parse(token);
	const client = clientOf(assertion, clients);
	await checkSignature(assertion, client);
	checkClaims(assertion.claims, audience, clock.seconds());
	const { jti, exp } = assertion.claims;
	if (jti !== undefined && !used.use(`${client.clientId} ${jti}`, (exp ?? 0) * 1000)) {
		throw invalidClient('The client_assertion token has already been used.');
	}
	return client;
}

function parse(token: string): Assertion {
	try {
		const { alg, kid } = decodeProtectedHeader(token);
		return { token, alg, kid, claims: decodeJwt(token) };
	} catch {
		throw invalidClient('The parsing of the client_assertion failed.');
	}
}

function clientOf({ claims, alg }: Assertion, clients: Clients): OAuthClient {
	if (typeof alg !== 'string' || !algorithms.has(alg)) {
		throw invalidClient('The client_assertion JWT signature algorithm is invalid.');
	}
	const client = typeof claims.iss === 'string' ? clients.get(claims.iss) : undefined;
	if (!client) {
		throw invalidClient('The issuer claim for client_assertion is not a valid client_id.');
	}
	if (claims.sub !== claims.iss) {
		throw invalidClient('The subject claim for client_assertion is not a valid client_id.');
	}
	if (client.app.status !== 'ACTIVE') {
		throw invalidClient(
			'Client authentication failed. Either the client or the client credentials are invalid.',
		);
	}
	return client;
}

async function checkSignature({ token, alg, kid }: Assertion, client: OAuthClient): Promise<void> {
	const keys = await activeKeys(client);
	if (keys.length === 0) {
		throw invalidClient(
			'The client does not have a JWKSet configured, but the client_assertion requires one.',
		);
	}
	const key = keyFor(keys, kid);
	if (!key) throw invalidClient('The client_assertion JWT kid is invalid.');
	if (typeof alg !== 'string' || !(await isSignedBy(token, key, alg))) {
		throw invalidClient('The client_assertion signature is invalid.');
	}
}

async function activeKeys({ metadata, keys }: OAuthClient): Promise<JWK[]> {
	if (metadata.jwks_uri === undefined) {
		return keys.filter(({ status }) => status === 'ACTIVE').map(({ jwk }) => jwk);
	}
	return fetchKeys(metadata.jwks_uri).catch((error: unknown) => {
		throw error instanceof KeySetError ? invalidClient(error.message) : error;
	});
}

/** Only a client with a single active key may leave `kid` out. */
function keyFor(keys: readonly JWK[], kid: unknown): JWK | undefined {
	if (kid === undefined) return keys.length === 1 ? keys[0] : undefined;
	return keys.find((key) => key.kid === kid);
}

function checkClaims(claims: JWTPayload, audience: string, now: number): void {
	const { aud, exp, iat }: { aud?: unknown; exp?: unknown; iat?: unknown } = claims;
	if (aud !== audience && !(Array.isArray(aud) && aud.length === 1 && aud[0] === audience)) {
		throw invalidClient(
			'The audience claim for client_assertion must be the endpoint invoked for the request.',
		);
	}
	if (typeof exp !== 'number' || !Number.isInteger(exp)) {
		throw invalidClient(
			"The client_assertion must contain the 'exp' claim as seconds since epoch.",
		);
	}
	if (exp <= now) throw invalidClient('The client_assertion token is expired.');
	if (exp - now > longestLife) {
		throw invalidClient('The client_assertion token has an expiration too far into the future.');
	}
	if (iat !== undefined && (typeof iat !== 'number' || iat > now)) {
		throw invalidClient('The client_assertion token must be issued before the current time.');
	}
}
