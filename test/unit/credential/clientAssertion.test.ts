import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';

import { signClientAssertion } from '../../../credentials/oauth/clientAssertion';
import { issuedAt } from '../../../credentials/oauth/clock';
import { readSigningKey } from '../../../credentials/oauth/keys';
import { ec, rsa } from './keyMaterial';

const audience = 'https://acme.okta.com/oauth2/v1/token';
const clientId = '0oa1b2c3d4e5f6g7h8i9';
const at = Math.floor(Date.now() / 1000);
const key = ec('P-256');
const uuid: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);

const sign = (pasted = key.pem, options = {}) =>
	signClientAssertion({
		clientId,
		audience,
		key: readSigningKey(pasted, options),
		issuedAt: at,
	});

describe('a client assertion (RFC 7523 §3)', () => {
	it('says who asks, whom, and until when, and nothing else', async () => {
		expect(decodeJwt(await sign())).toEqual({
			iss: clientId,
			sub: clientId,
			aud: audience,
			iat: at,
			exp: at + 300,
			jti: uuid,
		});
	});

	it('names key and algorithm in its header', async () => {
		expect(decodeProtectedHeader(await sign(key.pem, { keyId: 'k1' }))).toEqual({
			alg: 'ES256',
			kid: 'k1',
			typ: 'JWT',
		});
	});

	it('leaves the key ID out when none is known', async () => {
		expect(decodeProtectedHeader(await sign())).toEqual({ alg: 'ES256', typ: 'JWT' });
	});

	it('is never the same twice', async () => {
		const ids = await Promise.all(
			Array.from({ length: 50 }, async () => decodeJwt(await sign()).jti),
		);

		expect(new Set(ids).size).toBe(50);
	});

	const rsaKey = rsa();

	it.each([
		['RS256', rsaKey],
		['RS384', rsaKey],
		['RS512', rsaKey],
		['ES256', key],
		['ES384', ec('P-384')],
		['ES512', ec('P-521')],
	])('is signed with %s so that the public half verifies it', async (alg, { jwk, publicKey }) => {
		const assertion = await sign(JSON.stringify({ ...jwk, alg }));

		const { payload } = await jwtVerify(assertion, publicKey, { algorithms: [alg], audience });

		expect(payload.sub).toBe(clientId);
	});

	it('cannot be altered', async () => {
		const [header, , signature] = (await sign()).split('.');
		const claims = Buffer.from(JSON.stringify({ ...decodeJwt(await sign()), sub: 'x' }));
		const altered = [header, claims.toString('base64url'), signature].join('.');

		await expect(jwtVerify(altered, key.publicKey)).rejects.toThrow('signature');
	});
});

describe('the time of signing', () => {
	it('is dated back a little, in whole seconds, by the clock of Okta', () => {
		expect(issuedAt(1_000_999, 0)).toBe(990);
		expect(issuedAt(1_000_999, 7200)).toBe(8190);
		expect(issuedAt(1_000_999, -500)).toBe(490);
	});
});
