import { createPublicKey, type KeyObject } from 'node:crypto';

import { ServiceAppError } from './errors';
import { abilities, readSigningKey, publicKeyOf, type VerificationKey } from './keys';
import { completeJwk, forEncryption, isForEncryption, isPrivate, readJwks } from './jwk';
import { mistakenForKey } from './mistaken';
import {
	attempt,
	nonEmpty,
	pemBlocks,
	toPem,
	unwrap,
	type JsonObject,
	type PemBlock,
} from './pasted';

const HOW_TO_GET_ONE =
	'Paste a public key: the PEM with its BEGIN and END lines, a JWK or a JWKS as JSON.';

/**
 * Reads public keys as people paste them: PEM (also a certificate's), a JWK or a JWKS. Of a private
 * key it takes the public half, so that nothing secret goes on from here; of a key set, the keys that
 * sign.
 *
 * @throws ServiceAppError with the reason and never with any part of a key
 */
export function readPublicKeys(text: string): VerificationKey[] {
	const mistake = mistakenForKey(text);
	if (mistake !== undefined) throw mistake;
	const pasted = unwrap(text);
	if (pasted === '') throw new ServiceAppError('The public key is empty', HOW_TO_GET_ONE);
	if (isJson(pasted)) return signingKeysOf(pasted).map(readJwk);
	return readPems(pasted);
}

/** Whether what was pasted holds the private half of a key that signs. */
export function holdsPrivateKey(text: string): boolean {
	const pasted = unwrap(text);
	if (!isJson(pasted)) return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pasted);
	return readJwks(pasted, damaged()).some((jwk) => isPrivate(jwk) && !isForEncryption(jwk));
}

function isJson(pasted: string): boolean {
	return /^[{[]/.test(pasted);
}

function readPems(pasted: string): VerificationKey[] {
	const blocks = pemBlocks(pasted);
	const secret = blocks.find(({ label }) => /PRIVATE KEY$/.test(label));
	if (secret?.encrypted) {
		throw new ServiceAppError(
			'This is an encrypted private key',
			'Only its public half is needed here. “Key Pair: Convert” shows it.',
		);
	}
	if (secret !== undefined) {
		const key = readSigningKey(pasted);
		return [{ publicKey: publicKeyOf(key), algorithm: key.algorithm, kind: key.kind }];
	}
	const keys = blocks.filter(({ label }) => /PUBLIC KEY$/.test(label));
	// The first certificate of a chain is the one meant; the others vouch for it.
	const [first] = blocks;
	if (first === undefined) throw new ServiceAppError('This is not a public key', HOW_TO_GET_ONE);
	return (keys.length > 0 ? keys : [first]).map(readPem);
}

function readPem(block: PemBlock): VerificationKey {
	const pem = toPem(block);
	if (pem === undefined) throw damaged();
	return describe(
		attempt(() => createPublicKey(pem), damaged()),
		{},
	);
}

function signingKeysOf(pasted: string): JsonObject[] {
	const jwks = readJwks(pasted, damaged());
	if (jwks.length === 0) throw new ServiceAppError('There is no key in it', HOW_TO_GET_ONE);
	const signing = jwks.filter((jwk) => !isForEncryption(jwk));
	if (signing.length === 0) throw forEncryption();
	return signing;
}

function readJwk(jwk: JsonObject): VerificationKey {
	if (jwk.kty !== 'RSA' && jwk.kty !== 'EC') {
		throw new ServiceAppError('This is not an RSA or EC key', HOW_TO_GET_ONE);
	}
	const whole = jwk.kty === 'EC' && isPrivate(jwk) ? completeJwk(jwk) : jwk;
	const members = ['kty', 'n', 'e', 'crv', 'x', 'y'].flatMap((name): Array<[string, string]> => {
		const value = nonEmpty(whole[name]);
		return value === undefined ? [] : [[name, value]];
	});
	const key = { key: Object.fromEntries(members), format: 'jwk' } as const;
	return describe(
		attempt(() => createPublicKey(key), damaged()),
		jwk,
	);
}

function describe(publicKey: KeyObject, { alg, kid }: JsonObject): VerificationKey {
	const { algorithms, kind } = abilities(publicKey);
	const algorithm = algorithms.find((name) => name === (nonEmpty(alg) ?? name));
	if (algorithm === undefined) {
		throw new ServiceAppError(
			`The public key (${kind}) does not go with its “alg”`,
			`Signatures of such a key are made with ${algorithms.join(', ')}.`,
		);
	}
	return { publicKey, algorithm, keyId: nonEmpty(kid), kind };
}

function damaged(): ServiceAppError {
	return new ServiceAppError(
		'The public key is incomplete or damaged',
		'Something was lost when it was copied. Paste it again, from the first character to the last.',
	);
}
