import { calculateJwkThumbprint } from 'jose';

import { readSigningKey, thumbprint } from '../../../credentials/oauth/keys';
import { describePublicHalf } from '../../../credentials/oauth/keyPair';
import { holdsPrivateKey, readPublicKeys } from '../../../credentials/oauth/publicKeys';
import { ec, quotes, rsa, type KeyMaterial } from './keyMaterial';
import { outdatedKeys, passphrase as outdatedPassphrase } from './outdatedKeys';
import { refusalOf } from './refusal';

const passphrase = 'correct horse battery staple';
const encryption = { cipher: 'aes-256-cbc', passphrase };

const rsaKey = rsa();
const encRsa = rsa();
const kinds: Array<[kind: string, key: KeyMaterial, least: string[]]> = [
	['RSA', rsaKey, ['kty', 'n', 'e', 'd']],
	['EC P-256', ec('P-256'), ['kty', 'crv', 'd']],
	['EC P-384', ec('P-384'), ['kty', 'crv', 'd']],
	['EC P-521', ec('P-521'), ['kty', 'crv', 'd']],
];

const json = (value: unknown) => JSON.stringify(value);
const text = (exported: string | Buffer) => exported.toString();
const base64 = (plain: string, encoding: BufferEncoding = 'utf8') =>
	Buffer.from(plain, encoding).toString('base64');
const only = (jwk: Record<string, unknown>, names: string[]) =>
	Object.fromEntries(names.map((name) => [name, jwk[name]]));
const without = (jwk: Record<string, unknown>, ...names: string[]) =>
	Object.fromEntries(Object.entries(jwk).filter(([name]) => !names.includes(name)));
/** Hard line breaks every so many characters, wherever they fall. */
const wrapped = (whole: string, width: number, by = '\n') =>
	(whole.match(new RegExp(`[\\s\\S]{1,${width}}`, 'g')) ?? []).join(by);

/** Every form in which the private half of a key comes, in clear and encrypted. */
function formsOf({ privateKey, pem, jwk }: KeyMaterial, least: string[]) {
	const own = privateKey.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
	const exported = (type: 'pkcs1' | 'pkcs8' | 'sec1', cipher = {}) =>
		text(privateKey.export({ format: 'pem', type, ...cipher }));
	const named = { ...jwk, kid: 'sign', use: 'sig' };
	const forEncryption = { ...encRsa.jwk, kid: 'enc', use: 'enc' };
	return {
		clear: {
			'PKCS#8': pem,
			'PKCS#1 or SEC1': exported(own),
			JWK: json(jwk),
			'indented JWK': JSON.stringify(jwk, null, 4),
			'JWK of its least members': json(only(jwk, least)),
			JWKS: json({ keys: [named] }),
			'JWKS with an encryption key first': json({ keys: [forEncryption, named] }),
			'JWKS with an encryption key last': json({ keys: [named, forEncryption] }),
			'JWKS whose other key has key_ops only': json({
				keys: [{ ...encRsa.jwk, key_ops: ['decrypt', 'unwrapKey'] }, named],
			}),
			'JWKS whose other key has an alg only': json({
				keys: [{ ...encRsa.jwk, alg: 'RSA-OAEP-256' }, named],
			}),
		},
		encrypted: {
			'encrypted PKCS#8': exported('pkcs8', encryption),
			'encrypted PKCS#8, triple DES': exported('pkcs8', { ...encryption, cipher: 'des-ede3-cbc' }),
			'PKCS#1 or SEC1 that encrypts itself': exported(own, encryption),
		},
	};
}

/** What becomes of a key on its way into a field. */
const ways: Array<[way: string, go: (key: string) => string]> = [
	['as it is', (key) => key],
	['in base64', (key) => base64(key)],
	['in base64 of 76 columns', (key) => wrapped(base64(key), 76)],
	['in base64 with blanks for line breaks', (key) => wrapped(base64(key), 64, ' ')],
	['in base64url', (key) => Buffer.from(key).toString('base64url')],
	['in base64 twice', (key) => base64(base64(key))],
	['in base64 of UTF-16', (key) => base64(key, 'utf16le')],
	['in base64 in quotes', (key) => `"${base64(key)}"`],
	['in base64 of a JSON string', (key) => base64(json(key))],
	['as a JSON string', (key) => json(key)],
];

/** What terminals, mails and editors do to one long line; a PEM has none. */
const wraps: Array<[way: string, go: (key: string) => string]> = [
	['wrapped at 80 columns', (key) => wrapped(key, 80)],
	['wrapped at 80 columns by CRLF', (key) => wrapped(key, 80, '\r\n')],
	['wrapped at 80 columns, then as a JSON string', (key) => json(wrapped(key, 80))],
	['wrapped at 72 columns and indented', (key) => wrapped(key, 72, '\n  ')],
	['wrapped at 80 columns, then in base64', (key) => base64(wrapped(key, 80))],
];

describe.each(kinds)('%s', (_kind, key, least) => {
	const { clear, encrypted } = formsOf(key, least);
	const cases = [
		...[...Object.entries(clear), ...Object.entries(encrypted)].flatMap(([form, pasted]) =>
			ways.map(([way, go]): [string, string, string] => [form, way, go(pasted)]),
		),
		...Object.entries(clear)
			.filter(([, pasted]) => pasted.startsWith('{"'))
			.flatMap(([form, pasted]) =>
				wraps.map(([way, go]): [string, string, string] => [form, way, go(pasted)]),
			),
	];

	it.each(cases)('%s %s', async (form, _way, pasted) => {
		const expected = await calculateJwkThumbprint(key.publicJwk);

		expect(await thumbprint(readSigningKey(pasted, { passphrase }))).toBe(expected);
		expect(holdsPrivateKey(pasted)).toBe(true);
		if (form in encrypted) {
			expect(refusalOf(() => readPublicKeys(pasted)).title).toBe(
				'This is an encrypted private key',
			);
			return;
		}
		const [half, ...others] = await Promise.all(
			readPublicKeys(pasted).map(async (one) => await describePublicHalf(one)),
		);
		expect(half).toMatchObject({ thumbprint: expected, publicJwk: key.publicJwk });
		expect(others).toEqual([]);
	});
});

it('computes of an RSA key the very members that its generator made', () => {
	for (const { jwk } of [rsaKey, rsa(3072)]) {
		const read = readSigningKey(json(only(jwk, ['kty', 'n', 'e', 'd'])));
		const { p, q, dp, dq, qi, ...others } = read.privateKey.export({ format: 'jwk' });

		expect(others).toEqual(only(jwk, ['kty', 'n', 'e', 'd']));
		expect([p, q].sort()).toEqual([jwk.p, jwk.q].sort());
		expect([dp, dq].sort()).toEqual([jwk.dp, jwk.dq].sort());
		if (p === jwk.p) expect(qi).toBe(jwk.qi);
	}
});

it('completes an RSA key of which some of the computed members are there', async () => {
	for (const names of [['p'], ['q', 'qi'], ['dp', 'dq', 'qi'], ['p', 'q']]) {
		expect(await thumbprint(readSigningKey(json(without(rsaKey.jwk, ...names))))).toBe(
			await calculateJwkThumbprint(rsaKey.publicJwk),
		);
	}
});

describe('refused by name:', () => {
	const [, p256] = kinds;
	const ecJwk = p256?.[1].jwk ?? {};
	const other = ec('P-256').jwk;
	const encryptedPem = text(
		rsaKey.privateKey.export({ format: 'pem', type: 'pkcs8', ...encryption }),
	);
	const incomplete: Array<[what: string, pasted: string, title: string]> = [
		['RSA without n', json(without(rsaKey.jwk, 'n')), 'The JWK lacks “n”'],
		['RSA without n and e', json(without(rsaKey.jwk, 'n', 'e')), 'The JWK lacks “n” and “e”'],
		['a JWK without kty', json(without(rsaKey.jwk, 'kty')), 'The JWK lacks “kty”'],
		['EC without crv', json(without(ecJwk, 'crv')), 'The JWK lacks “crv”'],
		[
			'RSA with the d of another key',
			json({ ...only(rsaKey.jwk, ['kty', 'n', 'e']), d: encRsa.jwk.d }),
			'The parts of the private key do not belong together',
		],
		[
			'all of RSA, with the n of another key',
			json({ ...rsaKey.jwk, n: encRsa.jwk.n }),
			'The parts of the private key do not belong together',
		],
		[
			'EC with the point of another key',
			json({ ...ecJwk, x: other.x, y: other.y }),
			'The parts of the private key do not belong together',
		],
		[
			'RSA of a million bits',
			json({ kty: 'RSA', n: 'A'.repeat(166_667), e: 'AQAB', d: 'B'.repeat(166_667) }),
			'The parts of the private key do not belong together',
		],
		[
			'RSA whose n is even',
			json({ kty: 'RSA', n: 'gAAA', e: 'AQAB', d: 'gAAB' }),
			'The parts of the private key do not belong together',
		],
		[
			'RSA of three primes',
			json({ ...rsaKey.jwk, oth: [{ r: 'AQ', d: 'AQ', t: 'AQ' }] }),
			'This RSA key has more than two primes',
		],
		[
			'a private key for encryption',
			json({ ...rsaKey.jwk, use: 'enc' }),
			'This key is for encryption',
		],
		[
			'a set of keys for encryption',
			json({
				keys: [
					{ ...rsaKey.jwk, use: 'enc' },
					{ ...encRsa.publicJwk, use: 'enc' },
				],
			}),
			'This key is for encryption',
		],
		[
			'an encrypted PEM that was cut off',
			encryptedPem.replace(/\n(?:.+\n){3}-----END/, '\n-----END'),
			'The private key is incomplete or damaged',
		],
	];

	it.each(incomplete)('%s', (_what, pasted, title) => {
		for (const [, go] of ways.slice(0, 2)) {
			const refusal = refusalOf(() => readSigningKey(go(pasted), { passphrase }));
			expect(refusal.title).toBe(title);
			expect(quotes(refusal.message, pasted, 12)).toBe(false);
		}
	});

	it.each(outdatedKeys)('encryption by %s', (name, pem) => {
		for (const [, go] of ways.slice(0, 2)) {
			for (const options of [{}, { passphrase: outdatedPassphrase }, { passphrase: 'wrong' }]) {
				const refusal = refusalOf(() => readSigningKey(go(pem), options));
				expect(refusal.title).toBe(
					`The private key is encrypted by ${name}, which is no longer safe`,
				);
				expect(refusal.description).toContain('openssl pkcs8 -topk8 -v2 aes-256-cbc');
				expect(quotes(refusal.message, pem, 12)).toBe(false);
			}
		}
	});
});

describe('what is no key is told as what it is:', () => {
	const mistakes: Array<[pasted: string, title: string]> = [
		[`00${'aB3_-'.repeat(8)}`, 'This is an API token (SSWS)'],
		[`SSWS 00${'aB3_-'.repeat(8)}`, 'This is an API token (SSWS)'],
		[` "00${'x'.repeat(40)}" `, 'This is an API token (SSWS)'],
		['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwb2EifQ.c2lnbmF0dXJl', 'This is a token (JWT)'],
		['Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwb2EifQ.c2ln', 'This is a token (JWT)'],
		['/home/node/keys/okta', 'This is the path of a file and not the file'],
		['~/.ssh/okta_rsa', 'This is the path of a file and not the file'],
		['./okta.pem', 'This is the path of a file and not the file'],
		['..\\keys\\okta', 'This is the path of a file and not the file'],
		['C:\\Users\\nina\\new key.pem', 'This is the path of a file and not the file'],
		['\\\\server\\share\\okta.key', 'This is the path of a file and not the file'],
		['file:///run/secrets/okta', 'This is the path of a file and not the file'],
		['okta private key.pem', 'This is the path of a file and not the file'],
		['jwks.json', 'This is the path of a file and not the file'],
		['https://acme.okta.com/oauth2/v1/keys', 'This is an address and not a key'],
		['{{ $env.OKTA_KEY }}', 'This is the name of a value and not the value'],
		['={{ $secrets.vault.okta }}', 'This is the name of a value and not the value'],
		['$OKTA_KEY', 'This is the name of a value and not the value'],
		['${OKTA_KEY}', 'This is the name of a value and not the value'],
		['%OKTA_KEY%', 'This is the name of a value and not the value'],
		['ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ nina@acme', 'This is a public key in OpenSSH format'],
		['ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTI nina', 'This is a public key in OpenSSH format'],
		['PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none', 'This key is in PuTTY format'],
	];

	it.each(mistakes)('%s', (pasted, title) => {
		for (const read of [readSigningKey, readPublicKeys]) {
			const refusal = refusalOf(() => read(pasted));
			expect(refusal.title).toBe(title);
			expect(quotes(refusal.message, pasted, 13)).toBe(false);
		}
	});
});
