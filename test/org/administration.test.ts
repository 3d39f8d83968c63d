import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, exportJWK } from 'jose';
import { startOrg, type Org, type ServiceApp } from '.';
import {
	assertionFor,
	call,
	member,
	requestToken,
	text,
	type Answer,
	type AssertionChanges,
} from './support/client';

let org: Org;
let owner: ServiceApp;

beforeEach(async () => {
	org = await startOrg({ users: 5 });
	owner = await org.serviceApp({ key: 'ES256' });
});

afterEach(() => org.close());

describe('a service app', () => {
	it('is an app of the directory too, with its client ID and settings', async () => {
		owner.requireDpop(true);

		const { body } = await admin(`GET /api/v1/apps/${owner.appId}`);

		expect(body).toMatchObject({
			name: 'oidc_client',
			signOnMode: 'OPENID_CONNECT',
			status: 'ACTIVE',
			credentials: {
				oauthClient: {
					client_id: owner.clientId,
					token_endpoint_auth_method: 'private_key_jwt',
				},
			},
			settings: {
				oauthClient: {
					application_type: 'service',
					grant_types: ['client_credentials'],
					dpop_bound_access_tokens: true,
					jwks: { keys: [{ kid: owner.keys[0]?.kid, status: 'ACTIVE' }] },
				},
			},
		});
	});

	it('stops working when its app is deactivated, and is unknown when it is deleted', async () => {
		await admin(`POST /api/v1/apps/${owner.appId}/lifecycle/deactivate`);
		expect(await exchange()).toMatchObject({ status: 401, body: { error: 'invalid_client' } });

		await admin(`DELETE /api/v1/apps/${owner.appId}`);
		expect(await exchange()).toMatchObject({
			body: {
				error_description: 'The issuer claim for client_assertion is not a valid client_id.',
			},
		});
	});

	const settings = {
		application_type: 'service',
		grant_types: ['client_credentials'],
		response_types: ['token'],
	};

	it('is registered with its keys, and then gets tokens for what it is granted', async () => {
		const jwks = { keys: [owner.keys[0]?.publicJwk] };
		const registered = await admin('POST /oauth2/v1/clients', {
			...settings,
			client_name: 'Leaver flow',
			token_endpoint_auth_method: 'private_key_jwt',
			dpop_bound_access_tokens: true,
			jwks,
		});
		const clientId = text(registered, 'client_id');

		expect(registered).toMatchObject({
			status: 201,
			body: { client_name: 'Leaver flow', dpop_bound_access_tokens: true },
		});
		expect((await admin(`GET /oauth2/v1/clients/${clientId}`)).body).toEqual(registered.body);
		expect((await admin('GET /oauth2/v1/clients?q=leaver')).body).toEqual([registered.body]);

		await admin(`PUT /oauth2/v1/clients/${clientId}`, {
			...settings,
			client_id: clientId,
			client_name: 'Leaver flow',
			token_endpoint_auth_method: 'private_key_jwt',
			jwks,
		});
		await admin(`POST /api/v1/apps/${clientId}/grants`, {
			scopeId: 'okta.users.read',
			issuer: org.url,
		});

		expect(await exchange({ claims: { iss: clientId, sub: clientId } })).toMatchObject({
			status: 200,
			body: { token_type: 'Bearer', scope: 'okta.users.read' },
		});
	});

	it('can be created as an app as well', async () => {
		const created = await admin('POST /api/v1/apps', {
			name: 'oidc_client',
			label: 'Joiner flow',
			signOnMode: 'OPENID_CONNECT',
			credentials: { oauthClient: { token_endpoint_auth_method: 'private_key_jwt' } },
			settings: {
				oauthClient: { ...settings, jwks: { keys: [owner.keys[0]?.publicJwk] } },
			},
		});
		const id = text(created, 'id');

		expect(created.status).toBe(200);
		expect(org.clients.get(id)?.metadata).toMatchObject(settings);
		expect(await exchange({ claims: { iss: id, sub: id } })).toMatchObject({
			body: { error: 'consent_required' },
		});
	});

	it('takes its keys from a jwks_uri when it has one', async () => {
		let keys: object[] = [{ ...owner.keys[0]?.publicJwk }];
		const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const clientId = await registerWithUri(server.address());
		const reason = async (): Promise<unknown> => {
			const answer = await exchange({ claims: { iss: clientId, sub: clientId } });
			return member(answer, 'error_description');
		};

		expect(await reason()).toBe('You are not allowed any of the requested scopes.');
		keys = [...keys, ...keys];
		expect(await reason()).toBe(
			'All keys in the client JWKSet from jwks_uri must have a unique kid.',
		);
		keys = [];
		expect(await reason()).toBe('The client JWKSet from jwks_uri must contain at least one key.');
		await new Promise((resolve) => server.close(resolve).closeAllConnections());
		expect(await reason()).toBe('Error retrieving the client JWKSet from jwks_uri.');
	});

	const registerWithUri = async (address: string | AddressInfo | null): Promise<string> => {
		const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
		const registered = await admin('POST /oauth2/v1/clients', {
			...settings,
			client_name: 'Rotating',
			token_endpoint_auth_method: 'private_key_jwt',
			jwks_uri: `http://127.0.0.1:${port}/keys`,
		});
		return text(registered, 'client_id');
	};

	it.each([
		['no name', { client_name: undefined }],
		['no keys', { jwks: undefined }],
		['an empty key set', { jwks: { keys: [] } }],
		['keys and an address of keys', { jwks_uri: 'http://127.0.0.1/keys' }],
		['another grant type', { grant_types: ['authorization_code'] }],
		['another response type', { response_types: ['code'] }],
		['an unknown way to authenticate', { token_endpoint_auth_method: 'tls' }],
	])('is not registered with %s', async (_what, changes) => {
		expect(
			await admin('POST /oauth2/v1/clients', {
				...settings,
				client_name: 'Leaver flow',
				token_endpoint_auth_method: 'private_key_jwt',
				jwks: { keys: [owner.keys[0]?.publicJwk] },
				...changes,
			}),
		).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } });
		expect(org.clients.list()).toHaveLength(1);
	});
});

describe('the scopes granted to an app', () => {
	it('can be listed, granted and revoked', async () => {
		const grants = `/api/v1/apps/${owner.appId}/grants`;
		const granted = await admin(`POST ${grants}`, {
			scopeId: 'okta.policies.read',
			issuer: org.url,
		});

		expect(granted).toMatchObject({
			status: 200,
			body: { status: 'ACTIVE', scopeId: 'okta.policies.read', clientId: owner.clientId },
		});
		expect((await exchange({}, 'okta.policies.read')).status).toBe(200);
		expect((await admin(`GET ${grants}`)).body).toContainEqual(
			expect.objectContaining({ id: text(granted, 'id'), scopeId: 'okta.policies.read' }),
		);

		expect((await admin(`DELETE ${grants}/${text(granted, 'id')}`)).status).toBe(204);
		expect((await exchange({}, 'okta.policies.read')).status).toBe(400);
		expect((await admin(`GET ${grants}/${text(granted, 'id')}`)).status).toBe(404);
	});

	it.each([
		['of another org', 'okta.users.read', 'https://acme.okta.com'],
		['nobody knows', 'okta.nonsense', undefined],
	])('cannot be ones %s', async (_what, scopeId, issuer = org.url) => {
		expect(
			await admin(`POST /api/v1/apps/${owner.appId}/grants`, { scopeId, issuer }),
		).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } });
	});
});

describe('the keys of an app', () => {
	const jwks = (rest = ''): string => `/api/v1/apps/${owner.appId}/credentials/jwks${rest}`;

	it('are rotated without a gap: add, switch, deactivate, delete', async () => {
		const [old] = owner.keys;
		const { keys } = await org.serviceApp({ key: 'ES384' });
		const [next] = keys;
		const added = await admin(`POST ${jwks()}`, { ...next?.publicJwk });
		const listed = await admin(`GET ${jwks()}`);
		const oldId = (Array.isArray(listed.body) ? listed.body : [])
			.filter((key: unknown) => member({ body: key }, 'kid') === old?.kid)
			.map((key: unknown) => String(member({ body: key }, 'id')))[0];

		expect(added).toMatchObject({ status: 201, body: { kid: next?.kid, status: 'ACTIVE' } });
		expect((await exchange({ key: old })).status).toBe(200);
		expect((await exchange({ key: next })).status).toBe(200);

		expect(await admin(`DELETE ${jwks(`/${oldId}`)}`)).toMatchObject({ status: 400 });
		expect(await admin(`POST ${jwks(`/${oldId}/lifecycle/deactivate`)}`)).toMatchObject({
			status: 200,
			body: { status: 'INACTIVE' },
		});
		expect((await exchange({ key: old })).status).toBe(401);
		expect((await admin(`DELETE ${jwks(`/${oldId}`)}`)).status).toBe(204);
		expect((await admin(`GET ${jwks(`/${oldId}`)}`)).status).toBe(404);
		expect((await exchange({ key: next })).status).toBe(200);
	});

	it('cannot be private, short, unreadable, symmetric or there already', async () => {
		const { privateJwk, publicJwk } = owner.keys[0] ?? {};
		const { publicKey } = await generateKeyPair('RS256', {
			modulusLength: 2048,
			extractable: true,
		});
		const rsa = await exportJWK(publicKey);
		const short = { ...rsa, kid: 'short', n: rsa.n?.slice(0, 170) };
		const refused = [
			{ ...privateJwk, kid: 'private' },
			short,
			{ ...publicJwk, kid: 'cut', x: 'AAAA' },
			{ kty: 'oct', kid: 'secret', k: 'AAAA' },
			{ ...rsa, kid: 'encrypts', use: 'enc' },
			{ ...publicJwk },
		];

		for (const key of refused) {
			expect(await admin(`POST ${jwks()}`, key)).toMatchObject({
				status: 400,
				body: { errorCode: 'E0000001' },
			});
		}
		expect(org.clients.get(owner.clientId)?.keys).toHaveLength(1);
	});
});

describe('the admin roles of an app', () => {
	const roles = (rest = ''): string => `/oauth2/v1/clients/${owner.clientId}/roles${rest}`;

	it('can be listed, assigned and taken away', async () => {
		owner.setRoles();
		const assigned = await admin(`POST ${roles()}`, { type: 'READ_ONLY_ADMIN' });

		expect(assigned).toMatchObject({
			status: 201,
			body: { type: 'READ_ONLY_ADMIN', status: 'ACTIVE', assignmentType: 'CLIENT' },
		});
		expect((await admin(`GET ${roles()}`)).body).toEqual([assigned.body]);
		expect(await admin(`POST ${roles()}`, { type: 'READ_ONLY_ADMIN' })).toMatchObject({
			status: 409,
			body: { errorCode: 'E0000090' },
		});
		expect((await admin(`DELETE ${roles(`/${text(assigned, 'id')}`)}`)).status).toBe(204);
		expect((await admin(`GET ${roles()}`)).body).toEqual([]);
	});

	it('are of a type that there is, and custom ones need a role and a set', async () => {
		expect((await admin(`POST ${roles()}`, { type: 'EMPEROR' })).status).toBe(400);
		expect((await admin(`POST ${roles()}`, { type: 'CUSTOM', role: 'cr0' })).status).toBe(404);
	});
});

const admin = (route: string, body?: object): Promise<Answer> =>
	call(
		org,
		route,
		`SSWS ${org.apiToken()}`,
		body === undefined ? {} : { body: JSON.stringify(body) },
	);

const exchange = async (
	changes: AssertionChanges = {},
	scope = 'okta.users.read',
): Promise<Answer> =>
	requestToken(org, { scope, client_assertion: await assertionFor(org, owner, changes) });
