import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

import { ServiceAppError } from './errors';
import { calculateJwkThumbprint } from './jose';
import {
	attempt,
	isObject,
	nonEmpty,
	pemBlocks,
	toPem,
	unwrap,
	type JsonObject,
	type PemBlock,
} from './pasted';

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

const HOW_TO_GET_ONE =
	'Paste the private key whose public half is registered with the service app in Okta: the PEM ' +
	'with its BEGIN and END lines, or the JWK as JSON.';

/**
 * Reads a private key as people paste it: PEM (PKCS#8, encrypted PKCS#8, PKCS#1, SEC1), a JWK or a
 * JWKS, also when line breaks were lost on the way.
 *
 * @throws ServiceAppError with the reason and never with any part of the key
 */
export function readSigningKey(text: string, options: KeyOptions = {}): SigningKey {
	const pasted = unwrap(text);
	if (pasted === '') throw new ServiceAppError('The private key is empty', HOW_TO_GET_ONE);

	if (pasted.startsWith('{') || pasted.startsWith('[')) {
		const jwk = chooseJwk(parseJson(pasted), options.keyId);
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

// --- PEM -----------------------------------------------------------------------------------------

const NOT_A_PRIVATE_KEY: ReadonlyArray<[RegExp, string, string]> = [
	[
		/PUBLIC KEY$/,
		'This is a public key',
		'Okta keeps the public key; here goes the private one that belongs to it.',
	],
	[/^CERTIFICATE REQUEST$|^NEW CERTIFICATE/, 'This is a certificate request', HOW_TO_GET_ONE],
	[
		/CERTIFICATE$/,
		'This is a certificate',
		'A certificate holds a public key only. Paste the private key that belongs to it.',
	],
	[
		/^OPENSSH PRIVATE KEY$/,
		'This key is in OpenSSH format',
		'Convert a copy of it with: ssh-keygen -p -m pkcs8 -f COPY_OF_KEY, then paste that file.',
	],
	[
		/^(PGP|DSA) /,
		'Keys of this kind cannot sign for Okta',
		'Use an RSA key of 2048 bits or more, or an EC key.',
	],
];

function privateKeyOfPem(pasted: string, passphrase: string | undefined): KeyObject {
	const blocks = pemBlocks(pasted);
	const privateBlocks = blocks.filter(({ label }) => /PRIVATE KEY$/.test(label));

	if (privateBlocks.length > 1) {
		throw new ServiceAppError(
			'Several private keys were pasted',
			'Keep the one whose public half is registered in Okta and remove the others.',
		);
	}
	const block = privateBlocks[0] ?? blocks[0];
	if (block === undefined) throw notPem(pasted);

	for (const [label, title, description] of NOT_A_PRIVATE_KEY) {
		if (label.test(block.label)) throw new ServiceAppError(title, description);
	}
	return openPem(block, passphrase);
}

function openPem(block: PemBlock, passphrase?: string): KeyObject {
	const { encrypted } = block;
	const pem = toPem(block);

	if (pem === undefined) throw damaged();
	if (encrypted && (passphrase ?? '') === '') {
		throw new ServiceAppError(
			'The private key is encrypted',
			'Type its passphrase into the field “Passphrase”.',
		);
	}
	return attempt(
		() =>
			createPrivateKey({ key: pem, format: 'pem', passphrase: encrypted ? passphrase : undefined }),
		encrypted
			? new ServiceAppError(
					'The passphrase does not open the private key',
					'Check the passphrase, then whether the key was pasted whole.',
				)
			: damaged(),
	);
}

function notPem(pasted: string): ServiceAppError {
	if (pasted.includes('-----BEGIN') || pasted.includes('-----END')) return damaged();
	if (/^[A-Za-z0-9+/=\s]{200,}$/.test(pasted)) {
		return new ServiceAppError(
			'The first or last line of the private key is missing',
			'Paste the whole file, with the lines -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY-----.',
		);
	}
	return new ServiceAppError('This is not a private key', HOW_TO_GET_ONE);
}

function damaged(): ServiceAppError {
	return new ServiceAppError(
		'The private key is incomplete or damaged',
		'Something was lost when it was copied. Paste the whole file again, first to last line.',
	);
}

// --- JWK -----------------------------------------------------------------------------------------

function parseJson(pasted: string): unknown {
	return attempt(
		(): unknown => JSON.parse(pasted),
		new ServiceAppError(
			'The private key looks like a JWK but is not complete JSON',
			'Paste it again from the first brace to the last.',
		),
	);
}

function chooseJwk(parsed: unknown, keyId: string | undefined): JsonObject {
	const keys = isObject(parsed) && Array.isArray(parsed.keys) ? parsed.keys : [parsed].flat();
	const jwks = keys.filter(isObject);
	const signing = jwks.filter((jwk) => isPrivate(jwk) && jwk.use !== 'enc');
	const named = signing.filter((jwk) => jwk.kid === keyId);

	if (signing.length === 0) throw noPrivateJwk(jwks[0]);
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

function isPrivate(jwk: JsonObject): boolean {
	return typeof jwk.d === 'string' && jwk.kty !== 'oct';
}

function noPrivateJwk(jwk: JsonObject | undefined): ServiceAppError {
	if (jwk?.kty === 'oct') {
		return new ServiceAppError(
			'This is a symmetric key',
			'A service app signs with an RSA or EC private key, not with a shared secret.',
		);
	}
	if (jwk !== undefined && isPrivate(jwk)) {
		return new ServiceAppError(
			'This key is for encryption',
			'Its “use” is “enc”. Paste the key whose “use” is “sig”.',
		);
	}
	if (jwk?.kty === 'RSA' || jwk?.kty === 'EC' || jwk?.kty === 'OKP') {
		return new ServiceAppError(
			'This is a public key',
			'The JWK has no “d”. When Okta generates a key pair it shows the private JWK once; paste that.',
		);
	}
	return new ServiceAppError('This JSON is not a JWK', HOW_TO_GET_ONE);
}

function privateKeyOfJwk(jwk: JsonObject): KeyObject {
	const members = Object.entries(jwk).filter((entry): entry is [string, string] => {
		return typeof entry[1] === 'string';
	});
	return attempt(
		() => createPrivateKey({ key: Object.fromEntries(members), format: 'jwk' }),
		damaged(),
	);
}

// --- what the key can do -------------------------------------------------------------------------

function describe(
	privateKey: KeyObject,
	options: KeyOptions,
	jwk: { algorithm?: string; keyId?: string },
): SigningKey {
	const { algorithms, kind } = abilities(privateKey);
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
