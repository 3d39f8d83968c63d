import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';

import fc from 'fast-check';

import {
	dottedOid,
	elements,
	integer,
	nothing,
	octets,
	oid,
	readDer,
	sequence,
} from '../../../credentials/oauth/der';
import { exportPrivateHalf } from '../../../credentials/oauth/keyPair';
import { readSigningKey } from '../../../credentials/oauth/keys';
import { assertHolds } from '../../../credentials/oauth/passphrase';
import { ec, quotes, rsa, type KeyMaterial } from './keyMaterial';
import { refusalOf, refusalFrom } from './refusal';

const passphrase = 'nine purple kettles hum';
const kinds: Array<[string, KeyMaterial]> = [
	['RSA 2048', rsa()],
	['RSA 4096', rsa(4096)],
	['EC P-256', ec('P-256')],
	['EC P-384', ec('P-384')],
	['EC P-521', ec('P-521')],
];

const encrypt = async ({ pem }: KeyMaterial, secret: string) =>
	await exportPrivateHalf(readSigningKey(pem), 'k', { as: 'encryptedPem', passphrase: secret });

const encrypted = new Map<KeyMaterial, Promise<string>>();

/** What it becomes under the usual passphrase; once for each key, since it takes 600,000 rounds. */
async function encryptedOnce(key: KeyMaterial): Promise<string> {
	const pem = encrypted.get(key) ?? encrypt(key, passphrase);
	encrypted.set(key, pem);
	return await pem;
}

type Opener = (pem: string, secret: string) => string | undefined;

const byNode: Opener = (key, secret) => {
	try {
		return createPrivateKey({ key, passphrase: secret })
			.export({ type: 'pkcs8', format: 'pem' })
			.toString();
	} catch {
		return undefined;
	}
};

const byOpenssl: Opener = (input, secret) => {
	const env = { ...process.env, SECRET: secret };
	const { status, stdout } = spawnSync('openssl', ['pkey', '-passin', 'env:SECRET'], {
		input,
		env,
		encoding: 'utf8',
	});
	return status === 0 ? stdout : undefined;
};

/** Where there is no openssl command, Node, which is OpenSSL too, has to do. */
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const openers: Array<[string, Opener]> = [
	['Node', byNode],
	...(hasOpenssl ? [['openssl pkey', byOpenssl] satisfies [string, Opener]] : []),
];

describe.each(kinds)('an encrypted private key, %s,', (_kind, key) => {
	it.each(openers)('is opened by %s with its passphrase and no other', async (_name, open) => {
		const pem = await encryptedOnce(key);

		expect(open(pem, passphrase)).toBe(key.pem);
		expect(open(pem, `${passphrase}!`)).toBeUndefined();
	});

	it('is read by the credential', async () => {
		const pem = await encryptedOnce(key);

		expect(readSigningKey(pem, { passphrase }).privateKey.equals(key.privateKey)).toBe(true);
		expect(quotes(pem, key.pem, 24)).toBe(false);
	});

	it('names PBES2, AES-256-CBC and 600,000 rounds of PBKDF2 with HMAC-SHA-256', async () => {
		const facts = await Promise.all(
			[encryptedOnce(key), encrypt(key, passphrase)].map(async (encrypting) => {
				const pem = await encrypting;
				const base64 = pem.replace(/-----[A-Z ]+-----|\n/g, '');
				const [info] = readDer(Buffer.from(base64, 'base64')) ?? [];
				const [scheme, parameters] = elements(elements(info)[0]);
				const [derivation, encryption] = elements(parameters);
				const [kdf, kdfParameters] = elements(derivation);
				const [salt, rounds, prf] = elements(kdfParameters);
				const [cipher, iv] = elements(encryption);
				expect([scheme, kdf, elements(prf)[0], cipher].map(dottedOid)).toEqual([
					'1.2.840.113549.1.5.13',
					'1.2.840.113549.1.5.12',
					'1.2.840.113549.2.9',
					'2.16.840.1.101.3.4.1.42',
				]);
				expect(rounds?.content.readUIntBE(0, rounds.content.length)).toBe(600_000);
				return [salt?.content.toString('hex') ?? '', iv?.content.toString('hex') ?? ''];
			}),
		);

		expect(facts.flat().map(({ length }) => length)).toEqual([32, 32, 32, 32]);
		expect(new Set(facts.flat()).size).toBe(4);
	});
});

it.each(openers)('a passphrase beyond ASCII works the same for %s', async (_name, open) => {
	const [, [, key] = ['', ec('P-256')]] = kinds;
	const secret = 'Grüße aus Köln, 猫と傘と鯨が三つ';
	const pem = await encrypt(key, secret);

	expect(open(pem, secret)).toBe(key.pem);
});

describe('a passphrase', () => {
	it.each([
		'nine purple kettles hum',
		'correct horse battery staple',
		'3F9c71d2aB84e0567f1E',
		'pL6$wq!Zr2@vN8#tX5%k',
		'猫と傘と鯨が三つ、駅前の本屋で雨を待つ夜',
	])('is good enough: %s', (secret) => {
		expect(() => {
			assertHolds(secret);
		}).not.toThrow();
	});

	it.each([
		['', 'The passphrase is too short'],
		['correct horse', 'The passphrase is too short'],
		['pL6$wq!Zr2@vN8#tX5%', 'The passphrase is too short'],
		['aaaaaaaaaaaaaaaaaaaaaaaa', 'The passphrase is too easy to guess'],
		['12345678901234567890', 'The passphrase is too easy to guess'],
		['98765432109876543210', 'The passphrase is too easy to guess'],
		['passwordpasswordpassword', 'The passphrase is too easy to guess'],
		['PasswordPASSWORDpassword', 'The passphrase is too easy to guess'],
		['abcdefghijklmnopqrstuvwxyz', 'The passphrase is too easy to guess'],
		['okta2026okta2026okta2026', 'The passphrase is too easy to guess'],
	])('is not: %s', async (secret, title) => {
		const [[, key] = ['', ec('P-256')]] = kinds;
		expect(
			refusalOf(() => {
				assertHolds(secret);
			}).title,
		).toBe(title);

		const refusal = await refusalFrom(encrypt(key, secret));
		expect(refusal.title).toBe(title);
		if (secret !== '') expect(refusal.message).not.toContain(secret);
	});
});

describe('DER', () => {
	it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])('writes and reads %i bytes', (length) => {
		const content = Buffer.alloc(length, 7);
		expect(readDer(octets(content))).toEqual([{ tag: 4, content }]);
		expect(readDer(Buffer.concat([octets(content), nothing()]))).toHaveLength(2);
	});

	it('writes what OpenSSL writes', () => {
		const { publicKey: spki } = generateKeyPairSync('ec', {
			namedCurve: 'P-256',
			publicKeyEncoding: { format: 'der', type: 'spki' },
			privateKeyEncoding: { format: 'der', type: 'pkcs8' },
		});
		const [, bits] = elements(readDer(spki)?.[0]);
		const bitString = Buffer.concat([
			Buffer.of(3, bits?.content.length ?? 0),
			bits?.content ?? Buffer.of(),
		]);

		const algorithm = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'));
		expect(sequence(algorithm, bitString)).toEqual(spki);
	});

	it.each([
		[0, '020100'],
		[127, '02017f'],
		[128, '02020080'],
		[256, '02020100'],
		[600_000, '02030927c0'],
	])('writes the number %i', (value, hex) => {
		expect(integer(value).toString('hex')).toBe(hex);
	});

	it('reads back any object identifier', () => {
		const arcs = fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 10 });
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 2 }), fc.nat(39), arcs, (first, second, rest) => {
				const dotted = [first, second, ...rest].join('.');
				expect(dottedOid(readDer(oid(dotted))?.[0])).toBe(dotted);
			}),
		);
	});

	it('takes nothing that was cut off, and no other text, for DER', () => {
		const whole = sequence(octets(Buffer.alloc(300)), integer(600_000));
		fc.assert(
			fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (at) => {
				expect(readDer(whole.subarray(0, at))).toBeUndefined();
			}),
		);
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				expect(() => readDer(Buffer.from(bytes))).not.toThrow();
			}),
		);
	});
});
