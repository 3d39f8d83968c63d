import { randomUUID } from 'node:crypto';
import type { Org } from './org';
import type { ServiceApp } from './serviceApps';
import {
	assertionFor,
	ath,
	bearerToken,
	call,
	dpopToken,
	ProofKey,
	requestToken,
	text,
	type Answer,
	type ProofChanges,
} from './support/client';
import { startBareOrg } from './support/routes';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

let org: Org;
let app: ServiceApp;

beforeEach(async () => {
	org = await startBareOrg();
	app = await org.serviceApp({ key: 'ES256' });
});

afterEach(() => org.close());

describe('a call without an access token', () => {
	it('is refused when it brings nothing', async () => {
		const response = await fetch(`${org.url}/api/v1/users`);

		expect(response.status).toBe(403);
		expect(await response.json()).toMatchObject({ errorCode: 'E0000005' });
	});

	it('is let in with an SSWS token and refused with a wrong one', async () => {
		expect((await call(org, 'GET /api/v1/users', `SSWS ${org.apiToken()}`)).status).toBe(200);
		expect(await call(org, 'GET /api/v1/users', 'SSWS wrong')).toMatchObject({
			status: 401,
			body: {
				errorCode: 'E0000011',
				errorSummary: 'Invalid token provided',
				errorLink: 'E0000011',
				errorCauses: [],
			},
		});
	});

	it('is refused with any other scheme', async () => {
		expect(await call(org, 'GET /api/v1/users', 'Basic dTpw')).toMatchObject({
			status: 401,
			body: { errorCode: 'E0000011' },
		});
	});
});

describe('a Bearer token', () => {
	it('is good for one hour by the clock of the org', async () => {
		const token = await bearerToken(org, app);

		org.clock.advance(hour - 5000);
		expect((await call(org, 'GET /api/v1/users', `Bearer ${token}`)).status).toBe(200);

		org.clock.advance(5000);
		expectChallenge(await call(org, 'GET /api/v1/users', `Bearer ${token}`), 401, {
			error: 'invalid_token',
			error_description: 'The token has expired.',
		});
	});

	it('is refused, with an empty body, when nobody issued it', async () => {
		expectChallenge(await call(org, 'GET /api/v1/users', 'Bearer made-up'), 401, {
			error: 'invalid_token',
			error_description: 'The access token is invalid.',
		});
	});

	it('is asked for when the header has none', async () => {
		expectChallenge(await call(org, 'GET /api/v1/users', 'Bearer'), 401, {
			error: 'invalid_request',
			error_description: 'The access token is missing.',
		});
	});

	it('ends when an administrator revokes it, and with the app', async () => {
		const revoked = await bearerToken(org, app);
		app.revokeTokens();
		const orphaned = await bearerToken(org, app);

		expect((await call(org, 'GET /api/v1/users', `Bearer ${revoked}`)).status).toBe(401);
		expect((await call(org, 'GET /api/v1/users', `Bearer ${orphaned}`)).status).toBe(200);

		app.deactivate();

		expect((await call(org, 'GET /api/v1/users', `Bearer ${orphaned}`)).status).toBe(401);
	});
});

describe('the scopes of a token', () => {
	it('are named in the challenge when they do not suffice', async () => {
		const token = await bearerToken(org, app, 'okta.users.read');

		const answer = await call(org, 'GET /api/v1/groups?limit=5', `Bearer ${token}`);

		expectChallenge(answer, 403, {
			authorization_uri: `${org.url}/oauth2/v1/authorize`,
			realm: org.url,
			scope: 'okta.groups.read',
			error: 'insufficient_scope',
			error_description: 'The access token provided does not contain the required scopes.',
			resource: '/api/v1/groups',
		});
	});

	it('let manage read, and read not manage', async () => {
		const manage = `Bearer ${await bearerToken(org, app, 'okta.users.manage')}`;
		const read = `Bearer ${await bearerToken(org, app, 'okta.users.read')}`;

		expect((await call(org, 'GET /api/v1/users', manage)).status).toBe(200);
		expect((await call(org, 'POST /api/v1/users', manage, { body: '{}' })).status).toBe(200);
		expect((await call(org, 'POST /api/v1/users', read, { body: '{}' })).status).toBe(403);
	});
});

describe('the admin roles of a service app', () => {
	const everything = ['users', 'groups', 'apps', 'appGrants']
		.map((name) => `okta.${name}.manage`)
		.concat('okta.logs.read', 'okta.roles.read');

	const matrix: Record<string, Record<string, boolean>> = {
		SUPER_ADMIN: { readUsers: true, createUser: true, grantScope: true, readRoles: true },
		ORG_ADMIN: { readUsers: true, createUser: true, grantScope: false, readRoles: false },
		APP_ADMIN: { readUsers: true, createUser: false, assignApp: true, grantScope: false },
		USER_ADMIN: { createUser: true, createGroup: true, assignApp: false, readLog: true },
		GROUP_MEMBERSHIP_ADMIN: { readUsers: true, createGroup: false, addMember: true },
		HELP_DESK_ADMIN: { readUsers: true, createUser: false, unlock: true, addMember: false },
		READ_ONLY_ADMIN: { readUsers: true, readLog: true, createUser: false, readRoles: false },
		REPORT_ADMIN: { readLog: true, readUsers: false },
		CUSTOM: { readUsers: false },
	};
	const calls: Record<string, string> = {
		readUsers: 'GET /api/v1/users',
		createUser: 'POST /api/v1/users',
		unlock: 'POST /api/v1/users/00u1/lifecycle/unlock',
		readRoles: 'GET /api/v1/users/00u1/roles',
		createGroup: 'POST /api/v1/groups',
		addMember: 'PUT /api/v1/groups/00g1/users/00u1',
		assignApp: 'POST /api/v1/apps/0oa1/users',
		grantScope: 'POST /api/v1/apps/0oa1/grants',
		readLog: 'GET /api/v1/logs',
	};

	it.each(Object.entries(matrix))('%s may do what it may at Okta', async (role, may) => {
		const admin = await org.serviceApp({ key: 'ES256', scopes: everything, roles: [role] });
		const token = `Bearer ${await bearerToken(org, admin, everything.join(' '))}`;

		const seen: Record<string, boolean> = {};
		for (const name of Object.keys(may)) {
			const { status, body } = await call(org, calls[name] ?? '', token);
			seen[name] = status < 300;
			if (status >= 300) expect(body).toMatchObject({ errorCode: 'E0000006' });
		}

		expect(seen).toEqual(may);
	});

	describe('when there are none', () => {
		const roleless = async (): Promise<string> => {
			const owner = await org.serviceApp({ key: 'ES256', scopes: everything, roles: [] });
			return `Bearer ${await bearerToken(org, owner, everything.join(' '))}`;
		};

		it.each(['users', 'groups', 'apps'])('show an empty list of %s', async (name) => {
			const answer = await call(org, `GET /api/v1/${name}?limit=2`, await roleless());

			expect(answer).toMatchObject({ status: 200, body: [] });
			expect(answer.headers.get('link')).toBe(`<${org.url}/api/v1/${name}?limit=2>; rel="self"`);
		});

		const refused = ['GET /api/v1/users/00u1', 'GET /api/v1/logs', 'POST /api/v1/groups'];
		it.each(refused)('refuse %s', async (route) => {
			expect(await call(org, route, await roleless())).toMatchObject({
				status: 403,
				body: {
					errorCode: 'E0000006',
					errorSummary: 'You do not have permission to perform the requested action',
				},
			});
		});
	});

	it('refuse before the body is looked at, so that a broken write can probe them', async () => {
		const token = `Bearer ${await bearerToken(org, app, 'okta.users.manage')}`;

		expect((await call(org, 'POST /api/v1/users', token, { body: '{' })).status).toBe(400);
		app.setRoles('READ_ONLY_ADMIN');
		expect((await call(org, 'POST /api/v1/users', token, { body: '{' })).status).toBe(403);
	});
});

describe('a token request with a DPoP proof', () => {
	const route = 'POST /oauth2/v1/token';
	let key: ProofKey;

	beforeEach(async () => {
		key = await ProofKey.generate();
	});

	it('is demanded by apps that require DPoP', async () => {
		app.requireDpop(true);

		expect(await exchange()).toMatchObject(invalidProof('The DPoP proof JWT header is missing.'));
	});

	it('is answered with a nonce first, then with a token bound to the key', async () => {
		app.requireDpop(true);

		const challenged = await exchange(await key.proof(org, route));
		const nonce = challenged.headers.get('dpop-nonce') ?? undefined;
		const answer = await exchange(await key.proof(org, route, { claims: { nonce } }));

		expect(challenged).toMatchObject({
			status: 400,
			body: {
				error: 'use_dpop_nonce',
				error_description: 'Authorization server requires nonce in DPoP proof.',
			},
		});
		expect(nonce).toBeDefined();
		expect(answer).toMatchObject({ status: 200, body: { token_type: 'DPoP' } });
		expect(org.tokens.get(text(answer, 'access_token'))?.jkt).toBe(key.jkt);
	});

	it('binds the token also when the app does not require it', async () => {
		expect(org.tokens.get(await dpopToken(org, app, key))?.jkt).toBe(key.jkt);
	});

	it('uses up the assertion even when it is answered with a nonce', async () => {
		const client_assertion = await assertionFor(org, app);

		const first = await requestToken(
			org,
			{ client_assertion },
			{ dpop: await key.proof(org, route) },
		);
		const nonce = first.headers.get('dpop-nonce') ?? undefined;
		const second = await requestToken(
			org,
			{ client_assertion },
			{ dpop: await key.proof(org, route, { claims: { nonce } }) },
		);

		expect(second).toMatchObject({
			status: 401,
			body: { error_description: 'The client_assertion token has already been used.' },
		});
	});

	it('gets no nonce from an assertion that is refused', async () => {
		const answer = await requestToken(
			org,
			{ client_assertion: await assertionFor(org, app, { claims: { aud: 'wrong' } }) },
			{ dpop: await key.proof(org, route) },
		);

		expect(answer.status).toBe(401);
		expect(answer.headers.has('dpop-nonce')).toBe(false);
	});

	it('may bring a nonce for three days after it was replaced, not longer', async () => {
		const challenged = await exchange(await key.proof(org, route));
		const nonce = challenged.headers.get('dpop-nonce') ?? undefined;
		const again = async (): Promise<Answer> =>
			exchange(await key.proof(org, route, { claims: { nonce } }));

		org.clock.advance(4 * day - 60_000);
		expect((await again()).status).toBe(200);
		org.clock.advance(120_000);
		expect(await again()).toMatchObject({ status: 400, body: { error: 'use_dpop_nonce' } });
	});

	it('gets another nonce every 24 hours', async () => {
		const nonce = async (): Promise<string | null> =>
			(await exchange(await key.proof(org, route))).headers.get('dpop-nonce');

		const first = await nonce();
		expect(await nonce()).toBe(first);
		org.clock.advance(day);
		expect(await nonce()).not.toBe(first);
	});

	const exchange = async (dpop?: string): Promise<Answer> =>
		requestToken(
			org,
			{ client_assertion: await assertionFor(org, app) },
			dpop === undefined ? {} : { dpop },
		);
});

describe('a DPoP proof', () => {
	const route = 'POST /oauth2/v1/token';
	let key: ProofKey;

	beforeEach(async () => {
		key = await ProofKey.generate();
	});

	const refusals: [what: string, changes: ProofChanges, description: string][] = [
		['another type', { header: { typ: 'JWT' } }, "'typ' must be 'dpop+jwt' in the DPoP proof JWT."],
		['no key', { header: { jwk: undefined } }, 'The DPoP proof JWT is invalid.'],
		['another method', { claims: { htm: 'GET' } }, "'htm' claim in the DPoP proof JWT is invalid."],
		[
			'another host',
			{ claims: { htu: 'https://acme.okta.com/oauth2/v1/token' } },
			"'htu' claim in the DPoP proof JWT is invalid.",
		],
		[
			'no time of issue',
			{ claims: { iat: undefined } },
			"'iat' claim in the DPoP proof JWT is invalid.",
		],
		['an expiry that has passed', { claims: { exp: 1 } }, 'The DPoP proof JWT is expired.'],
		[
			'no identifier',
			{ claims: { jti: undefined } },
			"'jti' claim in the DPoP proof JWT is invalid.",
		],
	];

	it.each(refusals)('is refused with %s', async (_what, changes, description) => {
		expect(await send(changes)).toMatchObject(invalidProof(description));
	});

	it('is refused when issued in the future, and when older than five minutes', async () => {
		const now = org.clock.seconds();

		expect(await send({ claims: { iat: now + 5 } })).toMatchObject(
			invalidProof('The DPoP proof JWT is issued in the future.'),
		);
		expect(await send({ claims: { iat: now - 302 } })).toMatchObject(
			invalidProof('The DPoP proof JWT is issued more than five minutes in the past.'),
		);
		expect(await send({ claims: { iat: now - 290 } })).toMatchObject({
			body: { error: 'use_dpop_nonce' },
		});
	});

	it('is refused with the private half of its key inside', async () => {
		const header = { jwk: { ...key.jwk, d: 'AAAA' } };

		expect(await send({ header })).toMatchObject(invalidProof('The DPoP proof JWT is invalid.'));
	});

	it('is refused when signed by another key', async () => {
		const { jwk } = await ProofKey.generate();

		expect(await send({ header: { jwk } })).toMatchObject(
			invalidProof('The DPoP proof JWT signature is invalid.'),
		);
	});

	it('is refused when it is no JWT, and when there are two', async () => {
		const proof = await key.proof(org, route);
		const client_assertion = await assertionFor(org, app);

		expect(await requestToken(org, { client_assertion }, { dpop: 'nonsense' })).toMatchObject(
			invalidProof('The DPoP proof JWT cannot be parsed.'),
		);
		expect(
			await requestToken(
				org,
				{ client_assertion: await assertionFor(org, app) },
				{ dpop: `${proof}, ${proof}` },
			),
		).toMatchObject(invalidProof('Multiple DPoP proof JWT headers are not allowed.'));
	});

	it('is refused the second time', async () => {
		const changes = { claims: { jti: randomUUID() } };

		expect(await send(changes)).toMatchObject({ body: { error: 'use_dpop_nonce' } });
		expect(await send(changes)).toMatchObject(
			invalidProof('The DPoP proof JWT has already been used.'),
		);
	});

	const send = async (changes: ProofChanges): Promise<Answer> =>
		requestToken(
			org,
			{ client_assertion: await assertionFor(org, app) },
			{ dpop: await key.proof(org, route, changes) },
		);
});

describe('a DPoP-bound token', () => {
	let key: ProofKey;
	let token: string;

	beforeEach(async () => {
		key = await ProofKey.generate();
		token = await dpopToken(org, app, key);
	});

	it('works with a proof that names it', async () => {
		expect((await send('GET /api/v1/users?limit=2')).status).toBe(200);
	});

	it('is refused with the Bearer scheme', async () => {
		expectChallenge(
			await call(org, 'GET /api/v1/users', `Bearer ${token}`),
			400,
			{
				error: 'invalid_request',
				error_description:
					'The resource request must use the DPoP authentication scheme when using a DPoP bound token.',
			},
			'DPoP',
		);
	});

	it('is refused without a proof', async () => {
		expectChallenge(
			await call(org, 'GET /api/v1/users', `DPoP ${token}`),
			400,
			{
				error: 'invalid_request',
				error_description: 'The resource request requires a DPoP proof.',
			},
			'DPoP',
		);
	});

	it('is refused with a proof by another key', async () => {
		const other = await ProofKey.generate();
		const dpop = await other.proof(org, 'GET /api/v1/users', { claims: { ath: ath(token) } });

		expectChallenge(
			await call(org, 'GET /api/v1/users', `DPoP ${token}`, { headers: { dpop } }),
			400,
			{
				algs: 'RS256 RS384 RS512 ES256 ES384 ES512',
				error: 'invalid_dpop_proof',
				error_description: 'The access_token is not bound to the provided DPoP proof.',
			},
			'DPoP',
		);
	});

	it.each([undefined, 'AAAA'])('is refused with a proof whose ath is %s', async (wrong) => {
		expectChallenge(
			await send('GET /api/v1/users', { claims: { ath: wrong } }),
			400,
			{
				error: 'invalid_dpop_proof',
				error_description:
					"'ath' claim in the DPoP proof does not match the presented access_token.",
			},
			'DPoP',
		);
	});

	it('needs a new proof for every request, also after a fault or a refusal', async () => {
		const claims = { ath: ath(token) };
		const headers = { dpop: await key.proof(org, 'GET /api/v1/users', { claims }) };
		org.faults.add({ path: '/api/v1/users', times: 1, then: { status: 500 } });

		expect((await call(org, 'GET /api/v1/users', `DPoP ${token}`, { headers })).status).toBe(500);
		expectChallenge(
			await call(org, 'GET /api/v1/users', `DPoP ${token}`, { headers }),
			400,
			{
				error: 'invalid_dpop_proof',
				error_description: 'The DPoP proof JWT has already been used.',
			},
			'DPoP',
		);
	});

	it('needs a nonce on API calls as soon as the org demands one', async () => {
		org.resourceNonces = true;

		const challenged = await send('GET /api/v1/users');
		const nonce = challenged.headers.get('dpop-nonce') ?? undefined;

		expectChallenge(challenged, 401, { error: 'use_dpop_nonce' }, 'DPoP');
		expect((await send('GET /api/v1/users', { claims: { nonce } })).status).toBe(200);
	});

	it('cannot be made of a Bearer token', async () => {
		const bearer = await bearerToken(org, app);
		const dpop = await key.proof(org, 'GET /api/v1/users', { claims: { ath: ath(bearer) } });

		expectChallenge(
			await call(org, 'GET /api/v1/users', `DPoP ${bearer}`, { headers: { dpop } }),
			401,
			{
				error: 'invalid_token',
				error_description: 'The presented access_token is not DPoP bound.',
			},
			'DPoP',
		);
	});

	it.each([
		['/api/v1/users/a%40b.com', '/api/v1/users/a@b.com', 200],
		['/api/v1/users/a%40b.com', '/api/v1/users/a%40b.com', 400],
		['/api/v1/users/a@b.com', '/api/v1/users/a@b.com', 200],
		['/api/v1/users/a%20b', '/api/v1/users/a%20b', 200],
		['/api/v1/users/100%25', '/api/v1/users/100%25', 200],
		['/api/v1/users/%C3%A9', '/api/v1/users/é', 200],
		['/api/v1/users?limit=2', '/api/v1/users?limit=2', 400],
		['//api/v1/users', '//api/v1/users', 400],
	])('lets %s be announced as %s: %i', async (path, htu, status) => {
		const dpop = await key.proof(org, `GET ${htu}`, { claims: { ath: ath(token) } });

		const answer = await call(org, `GET ${path}`, `DPoP ${token}`, { headers: { dpop } });

		expect(answer.status).toBe(status);
		if (status === 400) {
			expectChallenge(
				answer,
				400,
				{ error_description: "'htu' claim in the DPoP proof JWT is invalid." },
				'DPoP',
			);
		}
	});

	const send = async (route: string, { claims }: ProofChanges = {}): Promise<Answer> => {
		const dpop = await key.proof(org, route.replace(/\?.*/, ''), {
			claims: { ath: ath(token), ...claims },
		});
		return call(org, route, `DPoP ${token}`, { headers: { dpop } });
	};
});

const invalidProof = (error_description: string): object => ({
	status: 400,
	body: { error: 'invalid_dpop_proof', error_description },
});

/** An OAuth-protected resource refuses with an empty body; everything is in the header. */
function expectChallenge(
	answer: Answer,
	status: number,
	parameters: Record<string, string>,
	scheme = 'Bearer',
): void {
	const challenge = answer.headers.get('www-authenticate') ?? '';
	expect({ status: answer.status, body: answer.body }).toEqual({ status, body: '' });
	expect(challenge.split(' ')[0]).toBe(scheme);
	const found = Object.fromEntries(
		[...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
	);
	expect(found).toMatchObject(parameters);
}
