import { createPublicKey } from 'node:crypto';
import type { JWK } from 'jose';
import { isObject } from '../directory/request';

const curves: readonly unknown[] = ['P-256', 'P-384', 'P-521'];
const shortestModulus = 2048;

/** What is wrong with a public key somebody wants to register as a signing key; nothing when it is good. */
export function keyFault(jwk: JWK): string | undefined {
	if (jwk.use !== undefined && jwk.use !== 'sig') return "The key's 'use' must be 'sig'.";
	if (jwk.kty === 'EC') {
		if (!curves.includes(jwk.crv)) return "The key's 'crv' is not supported.";
	} else if (jwk.kty !== 'RSA') {
		return "The key's 'kty' must be RSA or EC.";
	}
	const bits = modulusLength(jwk);
	if (bits === 'unreadable') return 'The key cannot be read.';
	return bits !== undefined && bits < shortestModulus
		? 'An RSA key must have 2048 bits or more.'
		: undefined;
}

/** A key set that could not be used; the message is Okta's `error_description`. */
export class KeySetError extends Error {}

/**
 * Fetches the keys behind a client's `jwks_uri`. The org never leaves the loopback interface.
 *
 * @throws KeySetError
 */
export async function fetchKeys(uri: string): Promise<JWK[]> {
	const keys = await fetchJson(uri);
	if (keys.length === 0) {
		throw new KeySetError('The client JWKSet from jwks_uri must contain at least one key.');
	}
	if (keySetFault(keys) !== undefined) {
		throw new KeySetError('All keys in the client JWKSet from jwks_uri must have a unique kid.');
	}
	return keys;
}

async function fetchJson(uri: string): Promise<JWK[]> {
	const unreachable = new KeySetError('Error retrieving the client JWKSet from jwks_uri.');
	if (!isLoopback(uri)) throw unreachable;
	const response = await fetch(uri).catch(() => undefined);
	const set: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined;
	if (!isObject(set) || !Array.isArray(set.keys)) throw unreachable;
	return set.keys.filter(isObject);
}

const isLoopback = (uri: string): boolean =>
	URL.canParse(uri) && ['127.0.0.1', 'localhost'].includes(new URL(uri).hostname);

/** Duplicate or missing key IDs, which a set of several keys must not have. */
export function keySetFault(keys: readonly JWK[]): string | undefined {
	if (keys.length < 2) return undefined;
	const kids = keys.map(({ kid }) => kid);
	return kids.includes(undefined) || new Set(kids).size < kids.length
		? "All keys of a set must have a unique 'kid'."
		: undefined;
}

function modulusLength(jwk: JWK): number | undefined | 'unreadable' {
	try {
		return createPublicKey({ key: { ...jwk }, format: 'jwk' }).asymmetricKeyDetails?.modulusLength;
	} catch {
		return 'unreadable';
	}
}
