import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { decodeJwt, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';

import {
	generateProofKey,
	signProof,
	targetUri,
	type ProofKey,
} from '../../../credentials/oauth/dpop';

const url = 'https://acme.okta.com/api/v1/users';
const at = Math.floor(Date.now() / 1000);

const uuid: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);

let proofKey: ProofKey;

beforeAll(async () => {
	proofKey = await generateProofKey();
});

const prove = (request: Partial<Parameters<typeof signProof>[1]> = {}) =>
	signProof(proofKey, { method: 'GET', url, issuedAt: at, ...request });

describe('a proof key', () => {
	it('is a P-256 pair of its own for each token', async () => {
		const other = await generateProofKey();

		expect(proofKey).toMatchObject({ kty: 'EC', crv: 'P-256' });
		expect(other.x).not.toBe(proofKey.x);
	});

	it('keeps signing right when more keys are in use than are kept open', async () => {
		const keys = await Promise.all(Array.from({ length: 120 }, generateProofKey));
		for (const key of [...keys, ...keys.slice(0, 3)]) {
			const proof = await signProof(key, { method: 'GET', url, issuedAt: at });
			const { protectedHeader } = await jwtVerify(proof, EmbeddedJWK);

			expect(protectedHeader.jwk?.x).toBe(key.x);
		}
	});
});

describe('a proof (RFC 9449 §4.2)', () => {
	it('has the header and claims the RFC names, and no others', async () => {
		const proof = await prove();
		const { kty, crv, x, y } = proofKey;

		expect(decodeProtectedHeader(proof)).toEqual({
			typ: 'dpop+jwt',
			alg: 'ES256',
			jwk: { kty, crv, x, y },
		});
		expect(decodeJwt(proof)).toEqual({
			htm: 'GET',
			htu: url,
			iat: at,
			jti: uuid,
		});
	});

	it('verifies with the key it carries', async () => {
		await expect(jwtVerify(await prove(), EmbeddedJWK, { typ: 'dpop+jwt' })).resolves.toBeDefined();
	});

	it('carries no private member', async () => {
		const { jwk } = decodeProtectedHeader(await prove());

		expect(jwk).not.toHaveProperty('d');
		expect(proofKey).toHaveProperty('d');
	});

	it('hashes the access token it goes with', async () => {
		const accessToken = 'opaque.token-of_Okta';
		const { ath } = decodeJwt(await prove({ accessToken }));

		expect(ath).toBe(createHash('sha256').update(accessToken, 'ascii').digest('base64url'));
	});

	it('repeats the nonce of the server', async () => {
		expect(decodeJwt(await prove({ nonce: 'n1' })).nonce).toBe('n1');
	});

	it('has the method in upper case', async () => {
		expect(decodeJwt(await prove({ method: 'post' })).htm).toBe('POST');
	});

	it('is never the same twice', async () => {
		const ids = await Promise.all(
			Array.from({ length: 50 }, async () => decodeJwt(await prove()).jti),
		);

		expect(new Set(ids).size).toBe(50);
	});

	it('verifies and names its target for any request', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.webUrl({ withQueryParameters: true, withFragments: true }),
				fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'get'),
				fc.base64String(),
				async (target, method, accessToken) => {
					const proof = await prove({ url: target, method, accessToken });
					const { payload } = await jwtVerify(proof, EmbeddedJWK);

					expect(payload.htm).toBe(method.toUpperCase());
					expect(payload.htu).toBe(targetUri(target));
				},
			),
			{ numRuns: 50 },
		);
	}, 20_000);
});

describe('htu', () => {
	it.each([
		['as it is', '/api/v1/users', '/api/v1/users'],
		['without query', '/api/v1/users?search=x&limit=200', '/api/v1/users'],
		['without fragment', '/api/v1/users#top', '/api/v1/users'],
		[
			'decoded, for that is how Okta compares it',
			'/api/v1/users/a%40b.com',
			'/api/v1/users/a@b.com',
		],
		['decoded to letters beyond ASCII', '/api/v1/users/%C3%BC', '/api/v1/users/ü'],
		['with a space encoded', '/api/v1/roles/my%20role', '/api/v1/roles/my%20role'],
		['with a percent sign encoded', '/api/v1/roles/100%25', '/api/v1/roles/100%25'],
		['with a quotation mark encoded', '/api/v1/roles/%22x%22', '/api/v1/roles/%22x%22'],
		['with a number sign encoded', '/api/v1/roles/a%23b', '/api/v1/roles/a%23b'],
		['with a question mark encoded', '/api/v1/roles/a%3Fb', '/api/v1/roles/a%3Fb'],
		['with a plus as it is', '/api/v1/users/a%2Bb@c.de', '/api/v1/users/a+b@c.de'],
		['decoded once only', '/api/v1/roles/%2540', '/api/v1/roles/%2540'],
		['with the dots of a relative path resolved', '/api/v1/users/../groups', '/api/v1/groups'],
	])('is the path %s', (_how, sent, announced) => {
		expect(targetUri(`https://acme.okta.com${sent}`)).toBe(`https://acme.okta.com${announced}`);
	});

	it('leaves out the default port and keeps another', () => {
		expect(targetUri('https://Acme.okta.com:443/a')).toBe('https://acme.okta.com/a');
		expect(targetUri('http://127.0.0.1:8080/a')).toBe('http://127.0.0.1:8080/a');
	});

	it('names no more than origin and path, and survives any path', () => {
		const target = fc
			.tuple(
				fc.webUrl({ withQueryParameters: true, withFragments: true }),
				fc.string({ unit: 'grapheme' }),
			)
			.map(([base, tail]) => `${base}/${encodeURIComponent(tail)}?q=1#f`);

		fc.assert(
			fc.property(target, (sent) => {
				const htu = targetUri(sent);
				const { origin, pathname } = new URL(sent);
				const announced = new URL(htu);

				expect(announced.origin).toBe(origin);
				expect({ search: announced.search, hash: announced.hash }).toEqual({
					search: '',
					hash: '',
				});
				expect(decodeURIComponent(htu.slice(origin.length))).toBe(decodeURIComponent(pathname));
				expect(htu).not.toMatch(/[?# "]/);
			}),
		);
	});

	it('is a URL even when the path has a broken escape', () => {
		expect(targetUri('https://acme.okta.com/a%zz')).toBe('https://acme.okta.com/a%25zz');
	});
});
