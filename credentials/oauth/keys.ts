import { createPublicKey, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';

import { ServiceAppError } from './errors';
import { calculateJwkThumbprint } from './jose';
import {
	forEncryption,
	isForEncryption,
	isPrivate,
	mismatched,
	privateKeyOfJwk,
	readJwks,
} from './jwk';
import { mistakenForKey } from './mistaken';
import { nonEmpty, unwrap, type JsonObject } from './pasted';
import { HOW_TO_GET_ONE, privateKeyOfPem } from './privatePem';

export const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512'] as const;
export const EC_ALGORITHMS = ['ES256', 'ES384', 'ES512'] as const;

/** The JWS algorithms Okta accepts in a `private_key_jwt` assertion (RFC 7518 §3.1). */
export type SigningAlgorithm = (typeof RSA_ALGORITHMS)[number] | (typeof EC_ALGORITHMS)[number];

/** A private key that can sign a client assertion, and what may be said of it aloud. */
export interface SigningKey {
	readonly privateKey: KeyObject;
	readonly algorithm: SigningAlgorithm;
	/** `kid` of the assertion's header; absent when neither the field nor the JWK names one. */
	readonly keyId?: string;
	/** For example `RSA 2048` or `EC P-256`. */
	readonly kind: string;
}

/** A public key that can verify a client assertion. */
export interface VerificationKey {
	readonly publicKey: KeyObject;
	readonly algorithm: SigningAlgorithm;
	/** `kid` of the JWK, if it was one and has one. */
	readonly keyId?: string;
	/** For example `RSA 2048` or `EC P-256`. */
	readonly kind: string;
}

export interface KeyOptions {
	/** Key ID typed by the user; wins over the one in a JWK, and chooses within a JWKS. */
	keyId?: string;
	/** Opens an encrypted PEM. */
	passphrase?: string;
	/** Choice for RSA keys; for EC keys the curve decides (RFC 7518 §3.4). */
	algorithm?: string;
}

const CURVES = new Map<string, { name: string; algorithm: SigningAlgorithm }>([
	['prime256v1', { name: 'P-256', algorithm: 'ES256' }],
	['secp384r1', { name: 'P-384', algorithm: 'ES384' }],
	['secp521r1', { name: 'P-521', algorithm: 'ES512' }],
]);

const SMALLEST_RSA = 2048;

/**
 * Reads a private key as people paste it: PEM (PKCS#8, encrypted PKCS#8, PKCS#1, SEC1), a JWK or a
 * JWKS, also when line breaks were lost or added on the way, and when base64 was put around it all.
 *
 * @throws ServiceAppError with the reason and never with any part of the key
 */
export function readSigningKey(text: string, options: KeyOptions = {}): SigningKey {
	const mistake = mistakenForKey(text);
	if (mistake !== undefined) throw mistake;
	const pasted = unwrap(text);
	if (pasted === '') throw new ServiceAppError('The private key is empty', HOW_TO_GET_ONE);

	if (pasted.startsWith('{') || pasted.startsWith('[')) {
		const jwk = chooseJwk(readJwks(pasted, notJson()), options.keyId);
		const hints = { algorithm: nonEmpty(jwk.alg), keyId: nonEmpty(jwk.kid) };
		return describe(privateKeyOfJwk(jwk), options, hints);
	}
	return describe(privateKeyOfPem(pasted, options.passphrase), options, {});
}

/** RFC 7638 SHA-256 thumbprint of the public half, base64url: what Okta proposes as key ID. */
export async function thumbprint(key: SigningKey | VerificationKey): Promise<string> {
	return await calculateJwkThumbprint({ ...publicJwk(key) });
}

/** The public members only (RFC 7517), as they are registered in Okta. */
export function publicJwk(key: SigningKey | VerificationKey): JsonWebKey {
	return publicKeyOf(key).export({ format: 'jwk' });
}

/** The public half of a key. */
export function publicKeyOf(key: SigningKey | VerificationKey): KeyObject {
	return 'publicKey' in key ? key.publicKey : createPublicKey(key.privateKey);
}

// --- JWK -----------------------------------------------------------------------------------------

function notJson(): ServiceAppError {
	return new ServiceAppError(
		'The private key looks like a JWK but is not complete JSON',
		'Paste it again from the first brace to the last.',
	);
}

function chooseJwk(jwks: readonly JsonObject[], keyId: string | undefined): JsonObject {
	const signing = jwks.filter((jwk) => isPrivate(jwk) && !isForEncryption(jwk));
	const named = signing.filter((jwk) => jwk.kid === keyId);

	if (signing.length === 0) throw noPrivateJwk(jwks.find(isPrivate) ?? jwks[0]);
	if (signing.length > 1) {
		const [chosen, second] = named;
		if (chosen !== undefined && second === undefined) return chosen;
		throw new ServiceAppError(
			'The key set holds several private keys',
			keyId
				? 'None of them, or more than one, has the key ID typed below. Correct it, or paste one key only.'
				: 'Type the key ID of the one to use, or paste that key only.',
		);
	}
	const [only] = signing;
	if (only === undefined) throw noPrivateJwk(undefined);
	return only;
}

function noPrivateJwk(jwk: JsonObject | undefined): ServiceAppError {
	if (jwk?.kty === 'oct') {
		return new ServiceAppError(
			'This is a symmetric key',
			'A service app signs with an RSA or EC private key, not with a shared secret.',
		);
	}
	if (jwk !== undefined && isPrivate(jwk)) return forEncryption();
	if (jwk?.kty === 'RSA' || jwk?.kty === 'EC' || jwk?.kty === 'OKP') {
		return new ServiceAppError(
			'This is a public key',
			'The JWK has no “d”. When Okta generates a key pair it shows the private JWK once; paste that.',
		);
	}
	return new ServiceAppError('This JSON is not a JWK', HOW_TO_GET_ONE);
}

// --- what the key can do -------------------------------------------------------------------------

function describe(
	privateKey: KeyObject,
	options: KeyOptions,
	jwk: { algorithm?: string; keyId?: string },
): SigningKey {
	const { algorithms, kind } = abilities(privateKey);
	if (!fitsItsPublicHalf(privateKey)) throw mismatched();
	const wanted = [nonEmpty(options.algorithm), jwk.algorithm].filter((name) => name !== undefined);
	const algorithm = algorithms.find((name) => wanted.every((other) => other === name));

	if (algorithm === undefined) {
		const named = wanted.filter((name) => /^[A-Za-z0-9-]{1,16}$/.test(name)).join(' and ');
		throw new ServiceAppError(
			`The private key (${kind}) cannot sign with ${named || 'its “alg”'}`,
			`It can sign with ${algorithms.join(', ')}. Correct the chosen algorithm or the JWK's “alg”.`,
		);
	}
	return { privateKey, algorithm, keyId: nonEmpty(options.keyId) ?? jwk.keyId, kind };
}

/**
 * Whether both halves are of one pair: a JWK can be put together from two keys, and a character that
 * was lost changes one half only. Okta would refuse every signature, and blame the registered key.
 */
function fitsItsPublicHalf(privateKey: KeyObject): boolean {
	const probe = Buffer.from('probe');
	try {
		return verify('sha256', probe, createPublicKey(privateKey), sign('sha256', probe, privateKey));
	} catch {
		return false;
	}
}

/**
 * What a key can do for a service app.
 *
 * @throws ServiceAppError when that is nothing
 */
export function abilities(key: KeyObject): {
	algorithms: readonly SigningAlgorithm[];
	kind: string;
} {
	const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
	const curve = CURVES.get(key.asymmetricKeyDetails?.namedCurve ?? '');

	if (key.asymmetricKeyType === 'rsa' && bits < SMALLEST_RSA) {
		throw new ServiceAppError(
			`The ${key.type} key has ${bits} bits only`,
			'Okta wants RSA keys of 2048 bits or more. Generate a new key pair and register its public half.',
		);
	}
	if (key.asymmetricKeyType === 'rsa') return { algorithms: RSA_ALGORITHMS, kind: `RSA ${bits}` };
	if (curve !== undefined) return { algorithms: [curve.algorithm], kind: `EC ${curve.name}` };

	throw new ServiceAppError(
		'Keys of this kind cannot sign for Okta',
		'Use an RSA key of 2048 bits or more, or an EC key on curve P-256, P-384 or P-521.',
	);
}
