import { createCipheriv, pbkdf2, randomBytes, type KeyObject } from 'node:crypto';

import { dottedOid, elements, integer, nothing, octets, oid, readDer, sequence } from './der';
import { toPem, type PemBlock } from './pasted';

/**
 * Rounds of PBKDF2 with HMAC-SHA-256, as OWASP's Password Storage Cheat Sheet asks for. Whoever has
 * the file pays them for every guess; its owner pays them at every token exchange, about once an hour.
 */
export const ROUNDS = 600_000;

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const HMAC_SHA256 = '1.2.840.113549.2.9';
const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const IV_BYTES = 16;

/**
 * The private key as encrypted PKCS#8 PEM (RFC 5958 §3, PBES2 of RFC 8018 §6.2). Node's own export
 * does the same with 2048 rounds, and takes no other number.
 */
export async function encryptPkcs8(privateKey: KeyObject, passphrase: string): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv('aes-256-cbc', await deriveKey(passphrase, salt), iv);
	const clear = privateKey.export({ type: 'pkcs8', format: 'der' });
	const encrypted = Buffer.concat([cipher.update(clear), cipher.final()]);

	const hmac = sequence(oid(HMAC_SHA256), nothing());
	const derivation = sequence(oid(PBKDF2), sequence(octets(salt), integer(ROUNDS), hmac));
	const encryption = sequence(oid(AES_256_CBC), octets(iv));
	const scheme = sequence(oid(PBES2), sequence(derivation, encryption));
	const der = sequence(scheme, octets(encrypted));
	return `${toPem({ label: 'ENCRYPTED PRIVATE KEY', base64: der.toString('base64'), headers: [] })}\n`;
}

/** Off the event loop: it takes a tenth of a second and more. */
function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		pbkdf2(passphrase, salt, ROUNDS, KEY_BYTES, 'sha256', (error, key) => {
			if (error) reject(error);
			else resolve(key);
		});
	});
}

/**
 * Ways to encrypt a private key that OpenSSL 3 no longer opens by itself, by object identifier
 * (RFC 8018 appendix A.3 and B.2, RFC 7292 appendix C) or by name in a DEK-Info line, as OpenSSL
 * names them.
 */
const OUTDATED = new Map([
	['1.2.840.113549.1.5.1', 'PBE-MD2-DES'],
	['1.2.840.113549.1.5.3', 'PBE-MD5-DES'],
	['1.2.840.113549.1.5.4', 'PBE-MD2-RC2-64'],
	['1.2.840.113549.1.5.6', 'PBE-MD5-RC2-64'],
	['1.2.840.113549.1.5.10', 'PBE-SHA1-DES'],
	['1.2.840.113549.1.5.11', 'PBE-SHA1-RC2-64'],
	['1.2.840.113549.1.12.1.1', 'PBE-SHA1-RC4-128'],
	['1.2.840.113549.1.12.1.2', 'PBE-SHA1-RC4-40'],
	['1.2.840.113549.1.12.1.5', 'PBE-SHA1-RC2-128'],
	['1.2.840.113549.1.12.1.6', 'PBE-SHA1-RC2-40'],
	['1.3.14.3.2.7', 'DES-CBC'],
	['1.2.840.113549.3.2', 'RC2-CBC'],
	['1.2.840.113549.3.4', 'RC4'],
	['1.2.840.113533.7.66.10', 'CAST5-CBC'],
	['1.3.6.1.4.1.3029.1.2', 'BF-CBC'],
	['1.2.410.200004.1.4', 'SEED-CBC'],
	...['DES-CBC', 'RC2-CBC', 'RC2-40-CBC', 'RC2-64-CBC', 'BF-CBC', 'CAST5-CBC', 'IDEA-CBC']
		.concat('SEED-CBC')
		.map((name): [string, string] => [name, name]),
]);

/** OpenSSL's name of the encryption, if it is one that OpenSSL 3 no longer opens. */
export function outdatedEncryption(block: PemBlock): string | undefined {
	return OUTDATED.get(encryptionOf(block) ?? '');
}

/** Whether nothing was cut off the block; what encrypts itself under a DEK-Info line cannot tell. */
export function isWhole({ base64, headers }: PemBlock): boolean {
	return headers.length > 0 || readDer(Buffer.from(base64, 'base64')) !== undefined;
}

/** The name in the block's DEK-Info line, else the object identifier of what PKCS#8 was encrypted by. */
function encryptionOf({ base64, headers }: PemBlock): string | undefined {
	const named = headers.map((line) => /^DEK-Info: ([A-Z0-9-]+),/.exec(line)?.[1]);
	if (headers.length > 0) return named.find((name) => name !== undefined);

	const [info] = readDer(Buffer.from(base64, 'base64')) ?? [];
	const [scheme, parameters] = elements(elements(info)[0]);
	if (dottedOid(scheme) !== PBES2) return dottedOid(scheme);
	const [, cipher] = elements(parameters);
	return dottedOid(elements(cipher)[0]);
}
