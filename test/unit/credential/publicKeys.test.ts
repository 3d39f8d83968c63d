import fc from 'fast-check';

import { holdsPrivateKey, readPublicKeys } from '../../../credentials/oauth/publicKeys';
import { describePublicHalf } from '../../../credentials/oauth/keyPair';
import { ec, quotes, rsa, type KeyMaterial } from './keyMaterial';
import { refusalOf } from './refusal';

const rsaKey = rsa();
const ecKey = ec('P-256');
const keys: Array<[string, KeyMaterial]> = [
	['RSA 2048', rsaKey],
	['EC P-256', ecKey],
	['EC P-384', ec('P-384')],
	['EC P-521', ec('P-521')],
];
const json = (value: unknown) => JSON.stringify(value);
const pemOf = ({ publicKey }: KeyMaterial) =>
	publicKey.export({ format: 'pem', type: 'spki' }).toString();

const described = async (text: string) =>
	await Promise.all(readPublicKeys(text).map(async (key) => await describePublicHalf(key)));

describe.each(keys)('the public half of a key of kind %s', (kind, key) => {
	const forms = {
		PEM: pemOf(key),
		JWK: json(key.publicJwk),
		JWKS: json({ keys: [key.publicJwk] }),
		'private PEM': key.pem,
		'private JWK': json(key.jwk),
		'private JWKS': json({ keys: [key.jwk] }),
	};

	it.each(Object.entries(forms))('is read from a %s', async (_, text) => {
		const [half, ...others] = await described(text);
		expect(others).toEqual([]);
		expect(half).toMatchObject({ kind, publicJwk: key.publicJwk, publicPem: pemOf(key) });
		expect(half?.keyId).toBe(half?.thumbprint);
	});

	it('is all that leaves, whatever was pasted', async () => {
		for (const text of Object.values(forms)) {
			const said = json(await described(text));
			expect(quotes(said, String(key.jwk.d), 20)).toBe(false);
			expect(said).not.toMatch(/"(d|p|q|dp|dq|qi|k)":|PRIVATE/);
		}
	});

	it('survives lost line breaks, quotes and white space', async () => {
		const pem = pemOf(key);
		for (const text of [pem.replaceAll('\n', ' '), pem.replaceAll('\n', '\\n'), ` "${pem}" `]) {
			expect(await described(text)).toMatchObject([{ publicPem: pem }]);
		}
	});
});

describe('a key set', () => {
	it('gives all its keys, with their names', async () => {
		const set = { keys: [{ ...rsaKey.publicJwk, kid: 'a' }, ecKey.publicJwk] };
		expect(await described(json(set))).toMatchObject([{ keyId: 'a' }, { kind: 'EC P-256' }]);
	});
});

it('several PEMs give all their keys', async () => {
	const pasted = keys.map(([, key]) => pemOf(key)).join('\n');
	for (const text of [pasted, pasted.replaceAll('\n', ' ')]) {
		expect((await described(text)).map(({ kind }) => kind)).toEqual(keys.map(([kind]) => kind));
	}
});

it('a public PEM beside its private one counts once', async () => {
	const pasted = `${pemOf(rsaKey)}${rsaKey.pem}`;
	expect(await described(pasted)).toMatchObject([{ publicPem: pemOf(rsaKey) }]);
});

describe('what is no public key', () => {
	const encrypted = rsaKey.privateKey
		.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'correct horse' })
		.toString();
	const half = pemOf(rsaKey).replace(/[\w+/]{64}\n/, '');

	it.each([
		['nothing', ' ', 'The public key is empty'],
		['a sentence', 'my public key', 'This is not a public key'],
		['half a PEM', half, 'The public key is incomplete or damaged'],
		['half a JWK', '{"kty":"EC","crv":"P-256"}', 'The public key is incomplete or damaged'],
		['half of some JSON', '{"kty":', 'The public key is incomplete or damaged'],
		['an empty set', '{"keys":[]}', 'There is no key in it'],
		['a symmetric key', '{"kty":"oct","k":"c2VjcmV0"}', 'This is not an RSA or EC key'],
		['an encrypted private key', encrypted, 'This is an encrypted private key'],
		['a short key', json(rsa(1024).publicJwk), 'The public key has 1024 bits only'],
		['another curve', pemOf(ec('secp256k1')), 'Keys of this kind cannot sign for Okta'],
		[
			'a key for encryption',
			json({ ...rsaKey.publicJwk, use: 'enc' }),
			'This key is for encryption',
		],
		[
			'a key that goes with another algorithm',
			json({ ...ecKey.publicJwk, alg: 'RS256' }),
			'The public key (EC P-256) does not go with its “alg”',
		],
	])('is told: %s', (_, text, title) => {
		expect(refusalOf(() => readPublicKeys(text)).title).toBe(title);
	});

	it('is not quoted, whatever it is', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 12, maxLength: 200 }), (text) => {
				fc.pre(!/^[\s"'`]*[{[]/.test(text));
				expect(refusalOf(() => readPublicKeys(text)).message).not.toContain(text);
			}),
		);
	});
});

describe('holdsPrivateKey', () => {
	it.each(keys)('knows both halves of %s', (_, key) => {
		expect([key.pem, json(key.jwk), json({ keys: [key.jwk] })].map(holdsPrivateKey)).toEqual([
			true,
			true,
			true,
		]);
		expect([pemOf(key), json(key.publicJwk)].map(holdsPrivateKey)).toEqual([false, false]);
	});
});
