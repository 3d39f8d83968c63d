import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';

import { ServiceAppError } from './errors';
import { attempt, isObject, nonEmpty, type JsonObject } from './pasted';
import { power, recoverPrimes } from './rsaPrimes';

/** Members in which white space can only be damage: what wraps lines leaves blanks within them. */
const WITHOUT_BLANKS = /^(kty|crv|use|alg|n|e|d|p|q|dp|dq|qi|x|y|k)$/;

/**
 * The keys of a JWK, a JWKS or a bare list of JWKs, also when an editor or a terminal has broken its
 * lines in the middle of a value.
 *
 * @param refusal what to throw when it is no JSON
 */
export function readJwks(pasted: string, refusal: Error): JsonObject[] {
	const parsed = parse(pasted) ?? parse(pasted.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ''));
	if (parsed === undefined) throw refusal;
	const keys = isObject(parsed) && Array.isArray(parsed.keys) ? parsed.keys : [parsed].flat();
	return keys.filter(isObject).map((jwk) =>
		Object.fromEntries(
			Object.entries(jwk).map(([name, value]): [string, unknown] => {
				const isWrapped = typeof value === 'string' && WITHOUT_BLANKS.test(name);
				return [name, isWrapped ? value.replace(/\s+/g, '') : value];
			}),
		),
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether the JWK holds the private half of a key pair. */
export function isPrivate(jwk: JsonObject): boolean {
	return typeof jwk.d === 'string' && jwk.kty !== 'oct';
}

/**
 * Whether the JWK says that it is for encryption and not for signing: by `use`, else by `key_ops`,
 * else by `alg` (RFC 7517 §4.2 to 4.4).
 */
export function isForEncryption({ use, key_ops: uses, alg }: JsonObject): boolean {
	if (nonEmpty(use) !== undefined) return use !== 'sig';
	if (Array.isArray(uses) && uses.length > 0)
		return !uses.some((one) => /^(sign|verify)$/.test(String(one)));
	return typeof alg === 'string' && /^(RSA-OAEP|RSA1_5|ECDH-ES)/.test(alg);
}

export function forEncryption(): ServiceAppError {
	return new ServiceAppError(
		'This key is for encryption',
		'Its “use”, “key_ops” or “alg” says so. A service app signs: paste the key whose “use” is “sig”.',
	);
}

/** The members without which there is no private key of that kind, whatever can be computed. */
const NEEDED = new Map([
	['RSA', ['n', 'e', 'd']],
	['EC', ['crv', 'd']],
]);

/**
 * The private key of a JWK. Of an RSA key `n`, `e` and `d` are enough, of an EC key `crv` and `d`:
 * the others follow from them, and some libraries leave them out (RFC 7518 §6.3.2 allows it).
 *
 * @throws ServiceAppError that names the members that are missing
 */
export function privateKeyOfJwk(jwk: JsonObject): KeyObject {
	if (jwk.oth !== undefined) {
		throw new ServiceAppError(
			'This RSA key has more than two primes',
			'Neither Okta nor n8n works with such keys. Generate a new key pair.',
		);
	}
	if (nonEmpty(jwk.kty) === undefined) throw lacking(['kty']);
	const missing = (NEEDED.get(String(jwk.kty)) ?? []).filter(
		(name) => nonEmpty(jwk[name]) === undefined,
	);
	if (missing.length > 0) throw lacking(missing);

	const key = Object.fromEntries(
		Object.entries(completeJwk(jwk)).filter((entry): entry is [string, string] => {
			return typeof entry[1] === 'string';
		}),
	);
	return attempt(() => createPrivateKey({ key, format: 'jwk' }), damaged());
}

/** A private JWK with the members that follow from its others. */
export function completeJwk(jwk: JsonObject): JsonObject {
	const lacks = (...names: string[]) => names.some((name) => nonEmpty(jwk[name]) === undefined);
	if (jwk.kty === 'RSA' && lacks('p', 'q', 'dp', 'dq', 'qi')) return { ...jwk, ...rsaFactors(jwk) };
	if (jwk.kty === 'EC' && lacks('x', 'y')) return { ...jwk, ...ecPoint(jwk) };
	return jwk;
}

/** OpenSSL takes no longer ones, and computing with them would hold up everything else. */
const MOST_RSA_BITS = 16_384;

function rsaFactors(jwk: JsonObject): JsonObject {
	const [n, e, d] = [toBigInt(jwk.n), toBigInt(jwk.e), toBigInt(jwk.d)];
	if (n >> BigInt(MOST_RSA_BITS) > 0n || e >= n || d >= n) throw mismatched();
	const primes = recoverPrimes(n, e, d);
	if (primes === undefined) throw mismatched();
	const { p, q } = primes;
	return {
		p: toBase64url(p),
		q: toBase64url(q),
		dp: toBase64url(d % (p - 1n)),
		dq: toBase64url(d % (q - 1n)),
		// The inverse by Fermat's little theorem, since p is prime.
		qi: toBase64url(power(q, p - 2n, p)),
	};
}

const ECDH_NAMES = new Map([
	['P-256', 'prime256v1'],
	['P-384', 'secp384r1'],
	['P-521', 'secp521r1'],
]);

/** `x` and `y`, from `d`; nothing for a curve that is refused later on. */
function ecPoint(jwk: JsonObject): JsonObject {
	const curve = ECDH_NAMES.get(String(jwk.crv));
	if (curve === undefined) return {};
	const point = attempt(() => {
		const pair = createECDH(curve);
		pair.setPrivateKey(Buffer.from(String(jwk.d), 'base64url'));
		return pair.getPublicKey();
	}, damaged());
	const size = (point.length - 1) / 2;
	return {
		x: point.subarray(1, 1 + size).toString('base64url'),
		y: point.subarray(1 + size).toString('base64url'),
	};
}

function toBigInt(value: unknown): bigint {
	return BigInt(`0x0${Buffer.from(String(value), 'base64url').toString('hex')}`);
}

function toBase64url(value: bigint): string {
	const hex = value.toString(16);
	return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}

function lacking(members: string[]): ServiceAppError {
	const named = members.map((name) => `“${name}”`).join(' and ');
	return new ServiceAppError(
		`The JWK lacks ${named}`,
		'Something was lost when it was copied. Paste it again from the first brace to the last.',
	);
}

/** The parts of a private key are those of different keys, or one of them is damaged. */
export function mismatched(): ServiceAppError {
	return new ServiceAppError(
		'The parts of the private key do not belong together',
		'Some of it was damaged or comes from another key. Paste the whole key again.',
	);
}

export function damaged(): ServiceAppError {
	return new ServiceAppError(
		'The private key is incomplete or damaged',
		'Something was lost when it was copied. Paste the whole file again, first to last line.',
	);
}
