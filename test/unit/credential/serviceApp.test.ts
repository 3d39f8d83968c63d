import { EVERYDAY_SCOPES } from '../../../credentials/oauth/scopes';
import { fingerprint, orgUrlOf, readServiceApp } from '../../../credentials/oauth/serviceApp';
import { ec, quotes, rsa } from './keyMaterial';
import { refusalOf } from './refusal';

const key = ec('P-256');
const next = rsa();
const fields = {
	domain: 'acme-admin.okta.com',
	clientId: ' 0oa1b2c3d4e5f6g7h8i9 ',
	privateKey: key.pem,
	passphrase: '',
	keyId: '',
	signingAlgorithm: '',
	scopes: ['okta.users.read', 'okta.groups.read'],
	additionalScopes: '',
	dpop: 'auto',
	nextPrivateKey: '',
	nextPassphrase: '',
	nextKeyId: '',
};

describe('the fields of the credential', () => {
	it('make a service app', () => {
		expect(readServiceApp(fields)).toMatchObject({
			orgUrl: 'https://acme.okta.com',
			clientId: '0oa1b2c3d4e5f6g7h8i9',
			key: { algorithm: 'ES256', keyId: undefined },
			nextKey: undefined,
			scopes: ['okta.groups.read', 'okta.users.read'],
			dpop: 'auto',
		});
	});

	it.each(['always', 'never', 'auto'])('choose DPoP: %s', (dpop) => {
		expect(readServiceApp({ ...fields, dpop }).dpop).toBe(dpop);
	});

	it('mean automatic DPoP when they say something else', () => {
		expect(readServiceApp({ ...fields, dpop: 'sometimes' }).dpop).toBe('auto');
		expect(readServiceApp({ ...fields, dpop: undefined }).dpop).toBe('auto');
	});

	it('may hold a next key with a key ID and a passphrase of its own', () => {
		const passphrase = 'another';
		const nextPrivateKey = next.privateKey
			.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase })
			.toString();

		const { nextKey } = readServiceApp({
			...fields,
			nextPrivateKey,
			nextPassphrase: passphrase,
			nextKeyId: ' second ',
		});

		expect(nextKey).toMatchObject({ algorithm: 'RS256', keyId: 'second' });
	});

	it('choose the algorithm of an RSA key', () => {
		const { key: chosen } = readServiceApp({
			...fields,
			privateKey: next.pem,
			signingAlgorithm: 'RS512',
		});

		expect(chosen.algorithm).toBe('RS512');
	});

	it.each([
		['ticked and typed', ['a'], 'b c', ['a', 'b', 'c']],
		['typed only', [], 'a', ['a']],
		['typed twice', ['a', 'b'], 'b a', ['a', 'b']],
		['separated by commas and line breaks', [], 'a, b\nc,,d', ['a', 'b', 'c', 'd']],
		['given as text by an expression', 'a b', '', ['a', 'b']],
		['none', [], ' ', EVERYDAY_SCOPES],
		['none, the fields missing', undefined, undefined, EVERYDAY_SCOPES],
	])('collect the scopes %s', (_how, scopes, additionalScopes, expected) => {
		expect(readServiceApp({ ...fields, scopes, additionalScopes }).scopes).toEqual(expected);
	});

	it.each([
		['an empty domain', { domain: '' }, 'The Okta domain is empty'],
		['a domain that is no text', { domain: 7 }, 'The Okta domain is empty'],
		['an empty client ID', { clientId: ' ' }, 'The client ID is empty'],
		['a client ID with a space', { clientId: '0oa 1' }, 'This is not a client ID'],
		['a URL as client ID', { clientId: 'https://acme.okta.com' }, 'This is not a client ID'],
		['a scope in quotes', { additionalScopes: '"okta.users.read"' }, 'One of the scopes'],
		['a private key as scopes', { additionalScopes: key.pem }, 'One of the scopes'],
		['a JWK as scopes', { additionalScopes: JSON.stringify(key.jwk) }, 'One of the scopes'],
		['an empty private key', { privateKey: '' }, 'The private key is empty'],
		['a broken next key', { nextPrivateKey: 'x' }, 'This is not a private key'],
		['RS256 for an EC key', { signingAlgorithm: 'RS256' }, 'cannot sign with RS256'],
	])('are refused for %s', (_what, change, title) => {
		const { title: said, message } = refusalOf(() => readServiceApp({ ...fields, ...change }));

		expect(said).toContain(title);
		expect(quotes(message, key.pem)).toBe(false);
	});

	it('name the org also while the rest is unusable', () => {
		expect(orgUrlOf({ domain: 'acme.okta.com' })).toBe('https://acme.okta.com');
	});
});

describe('the fingerprint', () => {
	it('is the same for the same fields, in whatever order they come', () => {
		expect(fingerprint(Object.fromEntries(Object.entries(fields).reverse()))).toBe(
			fingerprint(fields),
		);
	});

	it('does not change with the token, nor with fields that decide nothing', () => {
		const more = { ...fields, accessToken: 'a', tokenDetails: '{}', rotateKey: true };

		expect(fingerprint(more)).toBe(fingerprint(fields));
	});

	it('takes a missing field for an empty one, as n8n drops what is hidden', () => {
		const filled = Object.entries(fields).filter(([, value]) => value !== '');

		expect(fingerprint(Object.fromEntries(filled))).toBe(fingerprint(fields));
	});

	it.each([
		['domain', 'other.okta.com'],
		['clientId', '0oaother'],
		['privateKey', next.pem],
		['passphrase', 'x'],
		['keyId', 'x'],
		['signingAlgorithm', 'RS512'],
		['nextPrivateKey', next.pem],
		['nextPassphrase', 'x'],
		['nextKeyId', 'x'],
		['scopes', ['okta.users.read']],
		['additionalScopes', 'okta.logs.read'],
		['dpop', 'always'],
	])('changes with %s', (name, value) => {
		expect(fingerprint({ ...fields, [name]: value })).not.toBe(fingerprint(fields));
	});

	it('cannot be confused by text that moves from one field to the next', () => {
		const left = fingerprint({ ...fields, passphrase: 'ab', keyId: 'c' });
		const right = fingerprint({ ...fields, passphrase: 'a', keyId: 'bc' });

		expect(left).not.toBe(right);
	});

	it('shows nothing of the fields', () => {
		expect(fingerprint(fields)).toMatch(/^[\w-]{43}$/);
	});
});
