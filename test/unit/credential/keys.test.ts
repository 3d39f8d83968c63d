import { generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';
import { calculateJwkThumbprint } from 'jose';

import {
	publicJwk,
	readSigningKey,
	thumbprint,
	type KeyOptions,
} from '../../../credentials/oauth/keys';
import { ec, ed25519, quotes, rsa, type KeyMaterial } from './keyMaterial';
import { refusalOf } from './refusal';

const rsaKey = rsa();
const p256 = ec('P-256');
const p384 = ec('P-384');
const p521 = ec('P-521');

const passphrase = 'correct horse battery staple';
const encryption = { cipher: 'aes-256-cbc', passphrase };

/** Object identifier of P-256, as `openssl ecparam -genkey` puts it before the key. */
const EC_PARAMETERS =
	'-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';

const pkcs1 = text(rsaKey.privateKey.export({ format: 'pem', type: 'pkcs1' }));
const sec1 = text(p256.privateKey.export({ format: 'pem', type: 'sec1' }));
const encryptedPkcs8 = text(
	rsaKey.privateKey.export({ format: 'pem', type: 'pkcs8', ...encryption }),
);
const encryptedPkcs1 = text(
	rsaKey.privateKey.export({ format: 'pem', type: 'pkcs1', ...encryption }),
);
const encryptedSec1 = text(p256.privateKey.export({ format: 'pem', type: 'sec1', ...encryption }));
const publicPem = text(rsaKey.publicKey.export({ format: 'pem', type: 'spki' }));

const json = (value: unknown) => JSON.stringify(value);
const jwks = (...keys: unknown[]) => json({ keys });

describe('a private key is read from', () => {
	it.each<[format: string, pasted: string, key: KeyMaterial, options?: KeyOptions]>([
		['PKCS#8', rsaKey.pem, rsaKey],
		['PKCS#8, on curve P-256', p256.pem, p256],
		['PKCS#8, on curve P-384', p384.pem, p384],
		['PKCS#8, on curve P-521', p521.pem, p521],
		['encrypted PKCS#8', encryptedPkcs8, rsaKey, { passphrase }],
		['PKCS#1', pkcs1, rsaKey],
		['PKCS#1 that encrypts itself', encryptedPkcs1, rsaKey, { passphrase }],
		['SEC1', sec1, p256],
		['SEC1 that encrypts itself', encryptedSec1, p256, { passphrase }],
		['SEC1 after EC PARAMETERS', `${EC_PARAMETERS}${sec1}`, p256],
		['a JWK', json(rsaKey.jwk), rsaKey],
		['a JWK with other members', json({ ...p256.jwk, ext: true, key_ops: ['sign'] }), p256],
		['an indented JWK', JSON.stringify(p384.jwk, null, 2), p384],
		['a JWKS with one key', jwks(p521.jwk), p521],
		['a JWKS beside public keys', jwks(rsaKey.publicJwk, p256.jwk, p384.publicJwk), p256],
		['a JWKS beside an encryption key', jwks({ ...rsaKey.jwk, use: 'enc' }, p256.jwk), p256],
		['a bare list of JWKs', json([p256.jwk]), p256],
		[
			'a JWKS with several keys, by key ID',
			jwks({ ...rsaKey.jwk, kid: 'old' }, { ...p256.jwk, kid: 'new' }),
			p256,
			{ keyId: 'new' },
		],
		['PEM together with its public half', `${publicPem}${rsaKey.pem}`, rsaKey],
		['PEM with remarks around it', `Bag Attributes\n  name: n8n\n${rsaKey.pem}\n# end`, rsaKey],
		['PEM with \\n for line breaks', rsaKey.pem.replaceAll('\n', '\\n'), rsaKey],
		['PEM with \\r\\n for line breaks', rsaKey.pem.replaceAll('\n', '\\r\\n'), rsaKey],
		['PEM escaped twice', rsaKey.pem.replaceAll('\n', '\\\\n'), rsaKey],
		['PEM with spaces for line breaks', rsaKey.pem.replaceAll('\n', ' '), rsaKey],
		['PEM without line breaks', rsaKey.pem.replaceAll('\n', ''), rsaKey],
		['PEM with CRLF', rsaKey.pem.replaceAll('\n', '\r\n'), rsaKey],
		['PEM in double quotes', `"${rsaKey.pem}"`, rsaKey],
		['PEM in single quotes', `'${rsaKey.pem}'`, rsaKey],
		['PEM in typographic quotes', `“${rsaKey.pem}”`, rsaKey],
		['PEM as a JSON string', json(rsaKey.pem), rsaKey],
		['a JWK in quotes', `'${json(p256.jwk)}'`, p256],
		['a JWK as a JSON string', json(json(p256.jwk)), p256],
		['PEM between empty lines', `\n\n  ${rsaKey.pem}\n\n`, rsaKey],
		['an indented PEM', rsaKey.pem.replaceAll('\n', '\n      '), rsaKey],
		[
			'encrypted PKCS#1 with spaces for line breaks',
			encryptedPkcs1.replaceAll('\n', ' '),
			rsaKey,
			{ passphrase },
		],
	])('%s', async (_format, pasted, key, options = {}) => {
		const read = readSigningKey(pasted, options);

		expect(publicJwk(read)).toEqual(key.publicJwk);
		expect(await thumbprint(read)).toBe(await calculateJwkThumbprint(key.publicJwk));
	});

	it('PEM, whatever copying did to its line breaks and put around it', async () => {
		const lineBreak = fc.constantFrom(
			'\n',
			'\r\n',
			'\\n',
			'\\r\\n',
			'\\\\n',
			' ',
			'   ',
			'\t',
			'\n\n',
		);
		const around = fc.constantFrom(
			['', ''],
			['"', '"'],
			["'", "'"],
			['`', '`'],
			['“', '”'],
			[' ', '\n'],
			['"\n', '\n" '],
		);
		const originals = [rsaKey.pem, pkcs1, sec1, p384.pem, `${EC_PARAMETERS}${sec1}`];

		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...originals),
				fc.array(lineBreak, { minLength: 1 }),
				around,
				async (original, breaks, [before = '', after = '']) => {
					let line = 0;
					const broken = original.replace(/\n/g, () => breaks[line++ % breaks.length] ?? '');
					const mangled = `${before}${broken}${after}`;

					expect(await thumbprint(readSigningKey(mangled))).toBe(
						await thumbprint(readSigningKey(original)),
					);
				},
			),
		);
	});

	it('PEM, wherever its lines are broken', async () => {
		const [head = '', ...rest] = p256.pem.trim().split('\n');
		const tail = rest.pop() ?? '';
		const body = rest.join('');
		const expected = await thumbprint(readSigningKey(p256.pem));

		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: body.length }), async (width) => {
				const lines = body.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
				const pasted = [head, ...lines, tail].join('\n');

				expect(await thumbprint(readSigningKey(pasted))).toBe(expected);
			}),
		);
	});
});

describe('the algorithm', () => {
	it.each<[string, KeyMaterial, string, string]>([
		['RSA', rsaKey, 'RS256', 'RSA 2048'],
		['EC P-256', p256, 'ES256', 'EC P-256'],
		['EC P-384', p384, 'ES384', 'EC P-384'],
		['EC P-521', p521, 'ES512', 'EC P-521'],
	])('follows from the key: %s', (_name, { pem }, algorithm, kind) => {
		expect(readSigningKey(pem)).toMatchObject({ algorithm, kind });
	});

	it.each(['RS256', 'RS384', 'RS512'])('is the “alg” of the JWK: %s', (alg) => {
		expect(readSigningKey(json({ ...rsaKey.jwk, alg })).algorithm).toBe(alg);
	});

	it.each(['RS256', 'RS384', 'RS512'])('can be chosen for RSA: %s', (algorithm) => {
		expect(readSigningKey(rsaKey.pem, { algorithm }).algorithm).toBe(algorithm);
	});

	it('may be named twice when both say the same', () => {
		const pasted = json({ ...rsaKey.jwk, alg: 'RS384' });

		expect(readSigningKey(pasted, { algorithm: 'RS384' }).algorithm).toBe('RS384');
	});

	it.each<[string, string, KeyOptions, string]>([
		[
			'an RSA key with ES256',
			rsaKey.pem,
			{ algorithm: 'ES256' },
			'RSA 2048) cannot sign with ES256',
		],
		['an EC key with RS256', p256.pem, { algorithm: 'RS256' }, 'EC P-256) cannot sign with RS256'],
		['another curve', json({ ...p384.jwk, alg: 'ES256' }), {}, 'EC P-384) cannot sign with ES256'],
		[
			'an encryption algorithm',
			json({ ...rsaKey.jwk, use: 'sig', alg: 'RSA-OAEP' }),
			{},
			'with RSA-OAEP',
		],
		['PS256, which Okta does not take', json({ ...rsaKey.jwk, alg: 'PS256' }), {}, 'with PS256'],
		[
			'a choice that contradicts the JWK',
			json({ ...rsaKey.jwk, alg: 'RS256' }),
			{ algorithm: 'RS512' },
			'RS512 and RS256',
		],
		['something that is no algorithm', json({ ...rsaKey.jwk, alg: '<script>' }), {}, 'its “alg”'],
	])('is refused when impossible: %s', (_what, pasted, options, title) => {
		expect(refusalOf(() => readSigningKey(pasted, options)).title).toContain(title);
	});
});

describe('the key ID', () => {
	const pasted = json({ ...p256.jwk, kid: 'from the JWK' });

	it('comes from the field', () => {
		expect(readSigningKey(pasted, { keyId: ' from the field ' }).keyId).toBe('from the field');
	});

	it('comes from the JWK when the field is empty', () => {
		expect(readSigningKey(pasted, { keyId: '' }).keyId).toBe('from the JWK');
	});

	it('is absent when neither names one', () => {
		expect(readSigningKey(p256.pem).keyId).toBeUndefined();
	});

	it('proposed by Okta is the RFC 7638 thumbprint', async () => {
		// RFC 7638 §3.1 and RFC 8037 §A.3 compute it over the required members alone.
		expect(await thumbprint(readSigningKey(pasted))).toBe(
			await calculateJwkThumbprint(p256.publicJwk),
		);
	});
});

it('says nothing private when it is asked for the public half', () => {
	const registered = publicJwk(readSigningKey(json({ ...rsaKey.jwk, kid: 'k' })));

	expect(Object.keys(registered).sort()).toEqual(['e', 'kty', 'n']);
});

describe('refused, each for its own reason, and without a word of the key:', () => {
	const shortKey = rsa(1024);
	const koblitz = ec('secp256k1');
	const edwards = ed25519();
	const pss = generateKeyPairSync('rsa-pss', {
		modulusLength: 2048,
		publicKeyEncoding: { format: 'pem', type: 'spki' },
		privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
	});
	const body = rsaKey.pem.split('\n').slice(1, -2).join('\n');
	const block = (label: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

	const refusals: Array<[what: string, pasted: string, title: string, options?: KeyOptions]> = [
		['nothing', ' \n ', 'The private key is empty'],
		['quotes around nothing', '""', 'The private key is empty'],
		['a public key', publicPem, 'This is a public key'],
		['a public key in PKCS#1', block('RSA PUBLIC KEY'), 'This is a public key'],
		['a public JWK', json(rsaKey.publicJwk), 'This is a public key'],
		['a JWKS of public keys', jwks(rsaKey.publicJwk, p256.publicJwk), 'This is a public key'],
		['a certificate', block('CERTIFICATE'), 'This is a certificate'],
		['a certificate request', block('CERTIFICATE REQUEST'), 'This is a certificate request'],
		[
			'an old certificate request',
			block('NEW CERTIFICATE REQUEST'),
			'This is a certificate request',
		],
		['an OpenSSH key', block('OPENSSH PRIVATE KEY'), 'This key is in OpenSSH format'],
		['a DSA key', block('DSA PRIVATE KEY'), 'Keys of this kind cannot sign for Okta'],
		['a PGP key', block('PGP PRIVATE KEY BLOCK'), 'Keys of this kind cannot sign for Okta'],
		['a symmetric JWK', json({ kty: 'oct', k: body.slice(0, 43) }), 'This is a symmetric key'],
		['a JWK for encryption', json({ ...rsaKey.jwk, use: 'enc' }), 'This key is for encryption'],
		['RSA of 1024 bits', shortKey.pem, 'The private key has 1024 bits only'],
		['RSA of 1024 bits as JWK', json(shortKey.jwk), 'The private key has 1024 bits only'],
		['a curve of cryptocurrencies', koblitz.pem, 'Keys of this kind cannot sign for Okta'],
		['Ed25519', edwards.pem, 'Keys of this kind cannot sign for Okta'],
		['Ed25519 as JWK', json(edwards.jwk), 'Keys of this kind cannot sign for Okta'],
		['RSA-PSS', pss.privateKey, 'Keys of this kind cannot sign for Okta'],
		['PEM cut off', rsaKey.pem.slice(0, 800), 'The private key is incomplete or damaged'],
		[
			'PEM with a line lost',
			withoutLine(rsaKey.pem, 5),
			'The private key is incomplete or damaged',
		],
		['PEM without its first line', withoutLine(rsaKey.pem, 0), 'The private key is incomplete'],
		['PEM with dots in the middle', dotted(rsaKey.pem), 'The private key is incomplete or damaged'],
		[
			'PEM with nothing in it',
			'-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
			'The private key is incomplete',
		],
		['the middle of a PEM', body, 'The first or last line of the private key is missing'],
		[
			'a JWK cut off',
			json(rsaKey.jwk).slice(0, 300),
			'The private key looks like a JWK but is not complete JSON',
		],
		['a JWK that lost a member', json({ ...p256.jwk, crv: undefined }), 'The JWK lacks “crv”'],
		[
			'a JWK with a short member',
			json({ ...p256.jwk, y: 'AA' }),
			'The private key is incomplete or damaged',
		],
		['other JSON', '{"hello":"world"}', 'This JSON is not a JWK'],
		['an empty JWKS', jwks(), 'This JSON is not a JWK'],
		['a list of nothing', '[null, 1, "d"]', 'This JSON is not a JWK'],
		['a password', 'correct horse battery staple', 'This is not a private key'],
		['two private keys in PEM', `${rsaKey.pem}${p256.pem}`, 'Several private keys were pasted'],
		[
			'two private keys in a JWKS',
			jwks(rsaKey.jwk, p256.jwk),
			'The key set holds several private keys',
		],
		[
			'a key ID that none of several keys has',
			jwks({ ...rsaKey.jwk, kid: 'a' }, { ...p256.jwk, kid: 'b' }),
			'The key set holds several private keys',
			{ keyId: 'c' },
		],
		[
			'a key ID that two keys have',
			jwks({ ...rsaKey.jwk, kid: 'a' }, { ...p256.jwk, kid: 'a' }),
			'The key set holds several private keys',
			{ keyId: 'a' },
		],
		['an encrypted key without passphrase', encryptedPkcs8, 'The private key is encrypted'],
		['the same in PKCS#1', encryptedPkcs1, 'The private key is encrypted'],
		[
			'a wrong passphrase',
			encryptedPkcs8,
			'The passphrase does not open the private key',
			{ passphrase: `${passphrase}!` },
		],
		[
			'a wrong passphrase for SEC1',
			encryptedSec1,
			'The passphrase does not open the private key',
			{ passphrase: 'wrong' },
		],
	];

	it.each(refusals)('%s', (_what, pasted, title, options = {}) => {
		const refusal = refusalOf(() => readSigningKey(pasted, options));

		expect(refusal.title).toContain(title);
		expect(refusal.description).not.toBe('');
		expect(quotes(refusal.message, pasted)).toBe(false);
		expect(refusal.message).not.toContain(passphrase);
		expect(Object.keys(refusal).sort()).toEqual(['description', 'mayPass', 'name', 'title']);
		expect(refusal.cause).toBeUndefined();
	});

	it('anything else, never otherwise than by a refusal', () => {
		const pieces = fc.constantFrom(rsaKey.pem, json(p256.jwk), sec1, encryptedPkcs8, '{', '-----');
		const garbled = fc
			.tuple(pieces, fc.nat(2000), fc.string(), fc.nat(2000))
			.map(([key, at, noise, cut]) => key.slice(0, at) + noise + key.slice(at + cut));

		fc.assert(
			fc.property(fc.oneof(garbled, fc.string(), fc.json()), (pasted) => {
				try {
					expect(readSigningKey(pasted).algorithm).toMatch(/^[RE]S(256|384|512)$/);
				} catch (error) {
					const { name, message } = error instanceof Error ? error : new Error(String(error));
					expect(name).toBe('ServiceAppError');
					expect(quotes(message, pasted, 24)).toBe(false);
				}
			}),
		);
	});
});

function text(exported: string | Buffer): string {
	return exported.toString();
}

function withoutLine(pem: string, index: number): string {
	return pem
		.split('\n')
		.filter((_line, at) => at !== index)
		.join('\n');
}

function dotted(pem: string): string {
	return `${pem.slice(0, 200)}…${pem.slice(400)}`;
}
