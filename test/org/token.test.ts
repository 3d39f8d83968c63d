import { createPublicKey, createSign, randomUUID } from 'node:crypto';
import { startOrg, type Org, type ServiceApp } from '.';
import {
	assertionFor,
	bearerToken,
	call,
	requestToken,
	text,
	type AssertionChanges,
} from './support/client';

const minute = 60;
const hour = 60 * minute;

describe('the token endpoint', () => {
	let org: Org;
	let app: ServiceApp;

	beforeAll(async () => {
		org = await startOrg();
		app = await org.serviceApp({ key: 'ES256', scopes: ['okta.users.read', 'okta.groups.read'] });
	});

	afterAll(() => org.close());

	it('answers a correct assertion with an opaque Bearer token for one hour', async () => {
		const answer = await requestToken(org, { client_assertion: await assertionFor(org, app) });

		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({
			token_type: 'Bearer',
			expires_in: 3600,
			access_token: text(answer, 'access_token'),
			scope: 'okta.users.read',
		});
		expect(text(answer, 'access_token')).toMatch(/^[\w-]{40,}$/);
	});

	it.each(['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const)(
		'takes assertions signed with %s',
		async (key) => {
			const signer = await org.serviceApp({ key });

			const { status } = await requestToken(org, {
				client_assertion: await assertionFor(org, signer),
			});

			expect(status).toBe(200);
		},
	);

	describe('of the client assertion', () => {
		const refusals: [what: string, changes: AssertionChanges, description: string][] = [
			[
				'an issuer that is no client',
				{ claims: { iss: '0oaunknown' } },
				'The issuer claim for client_assertion is not a valid client_id.',
			],
			[
				'a missing issuer',
				{ claims: { iss: undefined } },
				'The issuer claim for client_assertion is not a valid client_id.',
			],
			[
				'a subject other than the issuer',
				{ claims: { sub: '0oaunknown' } },
				'The subject claim for client_assertion is not a valid client_id.',
			],
			[
				'a missing subject',
				{ claims: { sub: undefined } },
				'The subject claim for client_assertion is not a valid client_id.',
			],
			[
				'an audience that is only the org',
				{ claims: { aud: 'https://acme.okta.com' } },
				'The audience claim for client_assertion must be the endpoint invoked for the request.',
			],
			[
				'the token endpoint of another host as audience',
				{ claims: { aud: 'https://acme.okta.com/oauth2/v1/token' } },
				'The audience claim for client_assertion must be the endpoint invoked for the request.',
			],
			[
				'a missing audience',
				{ claims: { aud: undefined } },
				'The audience claim for client_assertion must be the endpoint invoked for the request.',
			],
			[
				'a missing expiry',
				{ claims: { exp: undefined } },
				"The client_assertion must contain the 'exp' claim as seconds since epoch.",
			],
			[
				'an expiry that is no integer',
				{ claims: { exp: Date.now() / 1000 + 60.5 } },
				"The client_assertion must contain the 'exp' claim as seconds since epoch.",
			],
			[
				'a key ID nobody registered',
				{ header: { kid: 'unknown' } },
				'The client_assertion JWT kid is invalid.',
			],
		];

		it.each(refusals)('refuses %s', async (_what, changes, description) => {
			const { status, body } = await requestToken(org, {
				client_assertion: await assertionFor(org, app, changes),
			});

			expect({ status, body }).toEqual(invalidClient(description));
		});

		it('refuses one that has expired', async () => {
			const exp = org.clock.seconds();

			expect(await exchange({ claims: { exp } })).toEqual(
				invalidClient('The client_assertion token is expired.'),
			);
		});

		it('accepts an expiry one hour ahead and refuses two seconds more', async () => {
			const now = org.clock.seconds();

			expect(await exchange({ claims: { exp: now + hour } })).toMatchObject({ status: 200 });
			expect(await exchange({ claims: { exp: now + hour + 2 } })).toEqual(
				invalidClient('The client_assertion token has an expiration too far into the future.'),
			);
		});

		it('refuses one issued in the future, and needs no issue time at all', async () => {
			const iat = org.clock.seconds() + 5;

			expect(await exchange({ claims: { iat } })).toEqual(
				invalidClient('The client_assertion token must be issued before the current time.'),
			);
			expect(await exchange({ claims: { iat: undefined } })).toMatchObject({ status: 200 });
		});

		it('takes one with a jti once only, and one without as often as it comes', async () => {
			const single = await assertionFor(org, app);
			const reusable = await assertionFor(org, app, { claims: { jti: undefined } });

			expect((await requestToken(org, { client_assertion: single })).status).toBe(200);
			expect(await requestToken(org, { client_assertion: single })).toMatchObject(
				invalidClient('The client_assertion token has already been used.'),
			);
			expect((await requestToken(org, { client_assertion: reusable })).status).toBe(200);
			expect((await requestToken(org, { client_assertion: reusable })).status).toBe(200);
		});

		it('uses up the jti of an assertion it refuses for the scopes', async () => {
			const client_assertion = await assertionFor(org, app);

			await requestToken(org, { client_assertion, scope: 'okta.logs.read' });

			expect(await requestToken(org, { client_assertion })).toMatchObject(
				invalidClient('The client_assertion token has already been used.'),
			);
		});

		it('refuses a signature by another key', async () => {
			const other = await org.serviceApp({ key: 'ES256' });
			const [key] = other.keys;
			const kid = app.keys[0]?.kid;

			expect(await exchange({ key, header: { kid } })).toEqual(
				invalidClient('The client_assertion signature is invalid.'),
			);
		});

		it('refuses a payload changed after signing', async () => {
			const [head = '', , signature = ''] = (await assertionFor(org, app)).split('.');
			const [, payload = ''] = (await assertionFor(org, app)).split('.');

			expect(
				await requestToken(org, { client_assertion: [head, payload, signature].join('.') }),
			).toMatchObject(invalidClient('The client_assertion signature is invalid.'));
		});

		it.each(['', 'not a token', 'a.b.c'])('refuses %j, which is no JWT', async (token) => {
			const answer = await requestToken(org, { client_assertion: token });

			expect(answer).toMatchObject(
				invalidClient(
					token === ''
						? 'No client credentials found.'
						: 'The parsing of the client_assertion failed.',
				),
			);
		});

		it.each(['none', 'HS256', 'PS256'])('refuses the algorithm %s', async (alg) => {
			const [, payload = '', signature = ''] = (await assertionFor(org, app)).split('.');
			const head = Buffer.from(JSON.stringify({ alg, kid: app.keys[0]?.kid })).toString(
				'base64url',
			);

			expect(
				await requestToken(org, { client_assertion: [head, payload, signature].join('.') }),
			).toMatchObject(invalidClient('The client_assertion JWT signature algorithm is invalid.'));
		});

		it('refuses RS256 by a key that is not RSA', async () => {
			const [, payload = ''] = (await assertionFor(org, app)).split('.');
			const { privatePem = '' } = (await org.serviceApp({ key: 'RS256' })).keys[0] ?? {};
			const head = Buffer.from(JSON.stringify({ alg: 'RS256', kid: app.keys[0]?.kid })).toString(
				'base64url',
			);
			const signature = createSign('sha256').update(`${head}.${payload}`).sign(privatePem);

			expect(
				await requestToken(org, {
					client_assertion: `${head}.${payload}.${signature.toString('base64url')}`,
				}),
			).toMatchObject(invalidClient('The client_assertion signature is invalid.'));
		});

		const exchange = async (changes: AssertionChanges): Promise<object> => {
			const { status, body } = await requestToken(org, {
				client_assertion: await assertionFor(org, app, changes),
			});
			return { status, body };
		};
	});

	describe('of the keys of an app', () => {
		it('needs no key ID while there is one active key, and needs it with two', async () => {
			const rotating = await org.serviceApp({ key: 'ES256' });
			const [first] = rotating.keys;
			const withoutKid = (): Promise<string> =>
				assertionFor(org, rotating, { header: { kid: undefined } });

			expect((await requestToken(org, { client_assertion: await withoutKid() })).status).toBe(200);

			await rotating.addKey('ES256');

			expect(await requestToken(org, { client_assertion: await withoutKid() })).toMatchObject(
				invalidClient('The client_assertion JWT kid is invalid.'),
			);

			rotating.deactivateKey(first?.kid ?? '');

			expect(
				await requestToken(org, { client_assertion: await assertionFor(org, rotating) }),
			).toMatchObject(invalidClient('The client_assertion JWT kid is invalid.'));

			rotating.activateKey(first?.kid ?? '');

			expect(
				(await requestToken(org, { client_assertion: await assertionFor(org, rotating) })).status,
			).toBe(200);
		});

		it('says so when the app has no key', async () => {
			const keyless = await org.serviceApp({ key: 'none' });
			const [key] = app.keys;

			expect(
				await requestToken(org, {
					client_assertion: await assertionFor(org, keyless, { key }),
				}),
			).toMatchObject(
				invalidClient(
					'The client does not have a JWKSet configured, but the client_assertion requires one.',
				),
			);
		});

		it('knows a key registered as JWK', async () => {
			const { publicJwk } = (await org.serviceApp({ key: 'ES384' })).keys[0] ?? {};
			const owner = await org.serviceApp({ key: 'none', jwk: publicJwk });

			expect(org.clients.get(owner.clientId)?.keys.map(({ jwk }) => jwk)).toEqual([publicJwk]);
		});

		it('hands out keys in PKCS#8 and as JWK that belong together', () => {
			const { privatePem = '', publicJwk = {} } = app.keys[0] ?? {};
			const derived = createPublicKey(privatePem).export({ format: 'jwk' });

			expect(publicJwk).toMatchObject({ ...derived });
		});
	});

	describe('of the app', () => {
		it('refuses a deactivated app like a stranger', async () => {
			const retired = await org.serviceApp({ key: 'ES256' });
			retired.deactivate();

			expect(
				await requestToken(org, { client_assertion: await assertionFor(org, retired) }),
			).toMatchObject(
				invalidClient(
					'Client authentication failed. Either the client or the client credentials are invalid.',
				),
			);
		});

		it('refuses an app outside its network zones', async () => {
			const zoned = await org.serviceApp({ key: 'ES256', networkAllowed: false });

			expect(
				await requestToken(org, { client_assertion: await assertionFor(org, zoned) }),
			).toMatchObject({
				status: 403,
				body: {
					error: 'access_denied',
					error_description:
						"The request is made from outside the client's permitted network zones.",
				},
			});
		});

		it('refuses an app that is no service app', async () => {
			const { keys } = await org.serviceApp({ key: 'ES256' });
			const [key] = keys;
			const web = org.clients.register({
				metadata: { application_type: 'web' },
				keys: keys.map(({ publicJwk }) => publicJwk),
			});
			const { clientId } = web;

			expect(
				await requestToken(org, {
					client_assertion: await assertionFor(org, app, {
						key,
						claims: { iss: clientId, sub: clientId },
					}),
				}),
			).toMatchObject(
				invalidClient(
					"Only clients with 'application_type' of 'service' may use the client_credentials 'grant_type' with the Org Authorization Server.",
				),
			);
		});
	});

	describe('of the request', () => {
		it.each([
			['no grant type', { grant_type: undefined }, 400, 'invalid_request'],
			['another grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
			['no assertion type', { client_assertion_type: undefined }, 400, 'invalid_request'],
			['a wrong assertion type', { client_assertion_type: 'jwt-bearer' }, 400, 'invalid_request'],
			['a client secret beside the assertion', { client_secret: 's' }, 401, 'invalid_request'],
			['a client_id that is not the issuer', { client_id: '0oaother' }, 401, 'invalid_client'],
			['a secret only', { client_assertion: undefined, client_secret: 's' }, 401, 'invalid_client'],
			['no credentials', { client_assertion: undefined }, 401, 'invalid_client'],
		])('refuses %s', async (_what, fields, status, error) => {
			const client_assertion = await assertionFor(org, app);

			expect(await requestToken(org, { client_assertion, ...fields })).toMatchObject({
				status,
				body: { error },
			});
		});

		it('accepts the client_id when it is the issuer', async () => {
			const client_assertion = await assertionFor(org, app);

			expect((await requestToken(org, { client_assertion, client_id: app.clientId })).status).toBe(
				200,
			);
		});

		it('refuses a Basic header beside the assertion', async () => {
			const client_assertion = await assertionFor(org, app);
			const authorization = `Basic ${btoa(`${app.clientId}:`)}`;

			expect(await requestToken(org, { client_assertion }, { authorization })).toMatchObject({
				status: 401,
				body: { error: 'invalid_request' },
			});
		});

		it('refuses credentials in the query string', async () => {
			const response = await fetch(
				`${org.url}/oauth2/v1/token?client_assertion=${await assertionFor(org, app)}`,
				{ method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }) },
			);

			expect(response.status).toBe(401);
		});

		it('refuses a parameter that comes twice', async () => {
			const form = new URLSearchParams([
				['grant_type', 'client_credentials'],
				['scope', 'okta.users.read'],
				['scope', 'okta.groups.read'],
			]);
			const response = await fetch(`${org.url}/oauth2/v1/token`, { method: 'POST', body: form });

			expect(response.status).toBe(400);
			expect(await response.json()).toEqual({
				error: 'invalid_request',
				error_description: 'The request contained multiple parameters with the same name.',
			});
		});

		it('refuses a JSON body', async () => {
			const response = await fetch(`${org.url}/oauth2/v1/token`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ grant_type: 'client_credentials' }),
			});

			expect(response.status).toBe(400);
			expect(await response.json()).toMatchObject({ errorCode: 'E0000021' });
		});

		it('answers GET with 405', async () => {
			expect((await fetch(`${org.url}/oauth2/v1/token`)).status).toBe(405);
		});
	});

	describe('of the scopes', () => {
		it.each([
			['none', '', 'invalid_scope', 'No scopes were requested.'],
			[
				'an unknown one among known ones',
				'okta.users.read okta.nonsense.read',
				'invalid_scope',
				'One or more scopes are not configured for the authorization server resource.',
			],
			[
				'openid',
				'openid okta.users.read',
				'invalid_scope',
				"Cannot request 'openid' scopes using client credentials.",
			],
			[
				'a .self scope',
				'okta.users.read.self',
				'client_credentials_self_scope_requested',
				"The 'client_credentials' grant type may not request .self scopes.",
			],
			[
				'known ones of which none is granted',
				'okta.logs.read okta.apps.read',
				'consent_required',
				'You are not allowed any of the requested scopes.',
			],
		])('refuses %s', async (_what, scope, error, error_description) => {
			const { status, body } = await requestToken(org, {
				scope,
				client_assertion: await assertionFor(org, app),
			});

			expect({ status, body }).toEqual({ status: 400, body: { error, error_description } });
		});

		it('leaves out what is not granted, and says so only in scope', async () => {
			const answer = await requestToken(org, {
				scope: 'okta.logs.read okta.users.read okta.apps.read okta.groups.read',
				client_assertion: await assertionFor(org, app),
			});

			expect(answer.status).toBe(200);
			expect(text(answer, 'scope')).toBe('okta.users.read okta.groups.read');
		});
	});

	it('names itself in its metadata, which anybody may read', async () => {
		const response = await fetch(`${org.url}/.well-known/oauth-authorization-server`);

		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({
			issuer: org.url,
			token_endpoint: `${org.url}/oauth2/v1/token`,
			token_endpoint_auth_methods_supported: ['private_key_jwt'],
		});
	});

	it('revokes a token for the client it was issued to (RFC 7009)', async () => {
		const token = await bearerToken(org, app);
		const form = new URLSearchParams({
			token,
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: await assertionFor(org, app, {
				claims: { aud: `${org.url}/oauth2/v1/revoke`, jti: randomUUID() },
			}),
		});

		const response = await fetch(`${org.url}/oauth2/v1/revoke`, { method: 'POST', body: form });

		expect(response.status).toBe(200);
		expect((await call(org, 'GET /api/v1/users', `Bearer ${token}`)).status).toBe(401);
	});
});

const invalidClient = (error_description: string): object => ({
	status: 401,
	body: { error: 'invalid_client', error_description },
});
