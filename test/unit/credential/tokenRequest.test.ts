import { decodeJwt, decodeProtectedHeader } from 'jose';

import { readSigningKey } from '../../../credentials/oauth/keys';
import type { TokenReply } from '../../../credentials/oauth/tokenRefusals';
import {
	requestToken,
	type Experience,
	type ServiceApp,
	type TokenRequest,
} from '../../../credentials/oauth/tokenRequest';
import { ec } from './keyMaterial';
import { refusalFrom } from './refusal';

const current = readSigningKey(ec('P-256').pem, { keyId: 'current' });
const next = readSigningKey(ec('P-384').pem, { keyId: 'next' });
const app: ServiceApp = {
	orgUrl: 'https://acme.okta.com',
	clientId: '0oa1',
	key: current,
	scopes: ['okta.groups.read', 'okta.users.read'],
	dpop: 'auto',
};
const inexperienced: Experience = { demandsDpop: false, clockOffset: 0 };

/** 22 November 2026, 12:00:00 UTC. */
const NOON = Date.UTC(2026, 10, 22, 12);

const issued = (changes: Record<string, unknown> = {}): TokenReply => ({
	status: 200,
	headers: {},
	body: {
		access_token: 'opaque',
		token_type: 'Bearer',
		expires_in: 3600,
		scope: 'okta.users.read',
		...changes,
	},
});

const refusal = (
	error: string,
	says: string,
	headers: Record<string, string> = {},
	status = 401,
): TokenReply => ({ status, headers, body: { error, error_description: says } });

const proofWanted = refusal('invalid_dpop_proof', 'The DPoP proof JWT header is missing.', {}, 400);
const nonceWanted = (nonce: string) =>
	refusal('use_dpop_nonce', 'Requires nonce.', { 'dpop-nonce': nonce }, 400);
const kidUnknown = refusal('invalid_client', 'The client_assertion JWT kid is invalid.');
const notSigned = refusal('invalid_client', 'The client_assertion signature is invalid.');
const expired = (date: number) =>
	refusal('invalid_client', 'The client_assertion token is expired.', {
		date: new Date(date).toUTCString(),
	});
const fromTheFuture = (date: number) =>
	refusal('invalid_client', 'The client_assertion token must be issued before the current time.', {
		date: new Date(date).toUTCString(),
	});

/** An authorization server that says what it is told to, and a clock that stands still at noon. */
function scripted(...replies: TokenReply[]) {
	const requests: TokenRequest[] = [];
	const slept: number[] = [];
	return {
		requests,
		slept,
		forms: () => requests.map(({ body }) => new URLSearchParams(body)),
		assertions: () =>
			requests.map(({ body }) => new URLSearchParams(body).get('client_assertion') ?? ''),
		proofs: () => requests.map(({ headers }) => headers.DPoP),
		surroundings: {
			send: async (request: TokenRequest) => {
				requests.push(request);
				const reply = replies[requests.length - 1];
				if (reply === undefined) throw new Error('One request more than expected');
				return reply;
			},
			now: () => NOON,
			sleep: async (milliseconds: number) => {
				slept.push(milliseconds);
			},
		},
	};
}

describe('a token request', () => {
	it('is a form with a signed assertion and nothing else that authenticates', async () => {
		const server = scripted(issued());

		await requestToken(app, inexperienced, server.surroundings);

		const [request] = server.requests;
		const [form] = server.forms();
		const [assertion = ''] = server.assertions();
		expect(request?.url).toBe('https://acme.okta.com/oauth2/v1/token');
		expect(request?.headers).toEqual({
			Accept: 'application/json',
			'Content-Type': 'application/x-www-form-urlencoded',
		});
		expect(Object.fromEntries(form ?? [])).toEqual({
			grant_type: 'client_credentials',
			scope: 'okta.groups.read okta.users.read',
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: assertion,
		});
		expect(decodeJwt(assertion)).toMatchObject({
			iss: '0oa1',
			aud: 'https://acme.okta.com/oauth2/v1/token',
		});
	});

	it('brings a token with what Okta says about it', async () => {
		const server = scripted(issued());

		expect(await requestToken(app, inexperienced, server.surroundings)).toEqual({
			accessToken: 'opaque',
			tokenType: 'Bearer',
			expiresIn: 3600,
			scopes: ['okta.users.read'],
			proofKey: undefined,
			acceptedKey: 'current',
			demandsDpop: false,
			nonce: undefined,
			clockOffset: 0,
		});
	});

	it('takes what was asked for as granted when Okta does not say (RFC 6749 §5.1)', async () => {
		const server = scripted(issued({ scope: undefined }));

		const { scopes } = await requestToken(app, inexperienced, server.surroundings);

		expect(scopes).toEqual(app.scopes);
	});

	it.each([[undefined], ['3600'], [0], [-1]])(
		'takes a lifetime of %p for one hour',
		async (value) => {
			const server = scripted(issued({ expires_in: value }));

			const { expiresIn } = await requestToken(app, inexperienced, server.surroundings);

			expect(expiresIn).toBe(3600);
		},
	);

	it.each([
		['a page', { ...issued(), body: '<html>' }, 'does not answer like an Okta org'],
		['nothing', { ...issued(), body: undefined }, 'does not answer like an Okta org'],
		['no token', issued({ access_token: '' }), 'does not answer like an Okta org'],
		['a token of no type', issued({ token_type: undefined }), 'a type that was not asked for'],
		['a token of another type', issued({ token_type: 'mac' }), 'a type that was not asked for'],
		['an unasked DPoP token', issued({ token_type: 'DPoP' }), 'a type that was not asked for'],
	])('does not take %s for a token', async (_what, reply, title) => {
		const refused = await refusalFrom(
			requestToken(app, inexperienced, scripted(reply).surroundings),
		);

		expect(refused.title).toContain(title);
	});

	it('lets a failure to reach Okta through', async () => {
		const send = async () => {
			throw new Error('no route');
		};

		await expect(
			requestToken(app, inexperienced, { ...scripted().surroundings, send }),
		).rejects.toThrow('no route');
	});
});

describe('DPoP (RFC 9449 §5)', () => {
	const dpopIssued = issued({ token_type: 'DPoP' });

	it('is found out about: Bearer refused, nonce demanded, token', async () => {
		const server = scripted(proofWanted, nonceWanted('n1'), dpopIssued);

		const token = await requestToken(app, inexperienced, server.surroundings);

		const [none, first = '', second = ''] = server.proofs();
		expect(none).toBeUndefined();
		expect(decodeJwt(first)).not.toHaveProperty('nonce');
		expect(decodeJwt(second)).toMatchObject({
			nonce: 'n1',
			htm: 'POST',
			htu: 'https://acme.okta.com/oauth2/v1/token',
		});
		expect(token).toMatchObject({ tokenType: 'DPoP', demandsDpop: true, nonce: 'n1' });
	});

	it('binds the token to the key that signed the proofs', async () => {
		const server = scripted(proofWanted, nonceWanted('n1'), dpopIssued);

		const { proofKey } = await requestToken(app, inexperienced, server.surroundings);

		for (const proof of server.proofs().slice(1)) {
			expect(decodeProtectedHeader(proof ?? '').jwk?.x).toBe(proofKey?.x);
		}
	});

	it('costs one request once app and nonce are known, with a new key', async () => {
		const first = scripted(proofWanted, nonceWanted('n1'), dpopIssued);
		const earlier = await requestToken(app, inexperienced, first.surroundings);
		const renewal = scripted(dpopIssued);

		const later = await requestToken(app, earlier, renewal.surroundings);

		expect(decodeJwt(renewal.proofs()[0] ?? '').nonce).toBe('n1');
		expect(later.proofKey?.x).not.toBe(earlier.proofKey?.x);
	});

	it('goes on with the nonce that comes with a token', async () => {
		const server = scripted({ ...dpopIssued, headers: { 'dpop-nonce': 'n2' } });
		const experience = { demandsDpop: true, nonce: 'n1', clockOffset: 0 };

		expect((await requestToken(app, experience, server.surroundings)).nonce).toBe('n2');
	});

	it('signs a new assertion and a new proof for every attempt', async () => {
		const server = scripted(proofWanted, nonceWanted('n1'), dpopIssued);

		await requestToken(app, inexperienced, server.surroundings);

		const ids = [...server.assertions(), ...server.proofs().slice(1)].map(
			(jwt) => decodeJwt(jwt ?? '').jti,
		);
		expect(new Set(ids).size).toBe(5);
	});

	it('asks for a nonce once, not for ever', async () => {
		const server = scripted(nonceWanted('n1'), nonceWanted('n2'));
		const experience = { demandsDpop: true, clockOffset: 0 };

		const { title } = await refusalFrom(requestToken(app, experience, server.surroundings));

		expect(title).toBe('Okta asked for another DPoP nonce twice in a row');
		expect(server.requests).toHaveLength(2);
	});

	it('proves from the start when it is forced', async () => {
		const server = scripted(nonceWanted('n1'), dpopIssued);

		await requestToken({ ...app, dpop: 'always' }, inexperienced, server.surroundings);

		expect(server.proofs()).toEqual([expect.any(String), expect.any(String)]);
	});

	it('refuses a Bearer token when it is forced', async () => {
		const server = scripted(issued());
		const forced: ServiceApp = { ...app, dpop: 'always' };

		const { title } = await refusalFrom(requestToken(forced, inexperienced, server.surroundings));

		expect(title).toContain('insists on DPoP');
	});

	it('does not prove when it is forbidden, whatever was learned before', async () => {
		const server = scripted(proofWanted);
		const forbidding: ServiceApp = { ...app, dpop: 'never' };
		const experience = { demandsDpop: true, nonce: 'n', clockOffset: 0 };

		const { title } = await refusalFrom(requestToken(forbidding, experience, server.surroundings));

		expect(title).toBe('The service app demands DPoP, and this credential forbids it');
		expect(server.proofs()).toEqual([undefined]);
	});

	it('goes back to Bearer when the app no longer demands it', async () => {
		const server = scripted(issued());
		const experience = { demandsDpop: true, nonce: 'n', clockOffset: 0 };

		expect(await requestToken(app, experience, server.surroundings)).toMatchObject({
			tokenType: 'Bearer',
			demandsDpop: false,
			proofKey: undefined,
		});
	});
});

describe('a clock that is wrong', () => {
	const hours = 3_600_000;
	const iat = (assertion: string) => decodeJwt(assertion).iat ?? Number.NaN;

	it.each([
		['two hours behind', expired(NOON + 2 * hours), 7200],
		['two hours ahead', fromTheFuture(NOON - 2 * hours), -7200],
		['90 seconds ahead', fromTheFuture(NOON - 90_000), -90],
	])('%s is corrected by Okta’s, and remembered', async (_how, reply, clockOffset) => {
		const server = scripted(reply, issued());

		const token = await requestToken(app, inexperienced, server.surroundings);

		const [first = '', second = ''] = server.assertions();
		expect(iat(second) - iat(first)).toBe(clockOffset);
		expect(token.clockOffset).toBe(clockOffset);
	});

	it('shifts proofs as well', async () => {
		const server = scripted(
			expired(NOON + 2 * hours),
			nonceWanted('n'),
			issued({ token_type: 'DPoP' }),
		);

		await requestToken({ ...app, dpop: 'always' }, inexperienced, server.surroundings);

		const [first = '', second = ''] = server.proofs();
		expect(iat(second) - iat(first)).toBe(7200);
	});

	it('is corrected once, and then named as the cause', async () => {
		const server = scripted(expired(NOON + 2 * hours), expired(NOON + 2 * hours));

		const { title } = await refusalFrom(requestToken(app, inexperienced, server.surroundings));

		expect(title).toBe('The clock of this machine is behind Okta’s: by 7200 seconds');
		expect(server.requests).toHaveLength(2);
	});

	it('that was put right since is noticed', async () => {
		const server = scripted(expired(NOON), issued());
		const experience = { demandsDpop: false, clockOffset: -7200 };

		const token = await requestToken(app, experience, server.surroundings);

		expect(token.clockOffset).toBe(0);
	});

	it('is not blamed when it is right, or when Okta does not tell the time', async () => {
		for (const reply of [
			expired(NOON),
			refusal('invalid_client', 'The client_assertion token is expired.'),
			refusal('invalid_client', 'The client_assertion token is expired.', { date: 'now' }),
		]) {
			const server = scripted(reply);
			const { title } = await refusalFrom(requestToken(app, inexperienced, server.surroundings));

			expect(title).not.toContain('seconds');
			expect(server.requests).toHaveLength(1);
		}
	});
});

describe('the next key', () => {
	const rotating: ServiceApp = { ...app, nextKey: next };

	it.each([
		['unknown or deactivated', kidUnknown],
		['not the one that signed', notSigned],
	])('is tried once when the current one is %s', async (_how, reply) => {
		const server = scripted(reply, issued());

		const { acceptedKey } = await requestToken(rotating, inexperienced, server.surroundings);

		expect(acceptedKey).toBe('next');
		expect(server.assertions().map((jwt) => decodeProtectedHeader(jwt))).toMatchObject([
			{ kid: 'current', alg: 'ES256' },
			{ kid: 'next', alg: 'ES384' },
		]);
	});

	it('is not tried while the current one is accepted', async () => {
		const server = scripted(issued());

		const { acceptedKey } = await requestToken(rotating, inexperienced, server.surroundings);

		expect(acceptedKey).toBe('current');
	});

	it.each([
		['the clock', expired(NOON)],
		['the scopes', refusal('consent_required', 'Not allowed any.', {}, 400)],
		['the client', refusal('invalid_client', 'Client authentication failed.')],
		['a proof', refusal('invalid_dpop_proof', 'The DPoP proof JWT signature is invalid.', {}, 400)],
	])('is not tried when the trouble is %s', async (_what, reply) => {
		const server = scripted(reply);

		await refusalFrom(
			requestToken({ ...rotating, dpop: 'always' }, inexperienced, server.surroundings),
		);

		expect(server.requests).toHaveLength(1);
	});

	it('is followed by the reasons for both when it is refused, too', async () => {
		const server = scripted(kidUnknown, notSigned);

		const { title, description } = await refusalFrom(
			requestToken(rotating, inexperienced, server.surroundings),
		);

		expect(title).toBe('Okta accepts neither the current nor the next private key');
		expect(description).toContain('no active public key with the key ID “current”');
		expect(description).toContain('Next key: The private key does not match');
		expect(server.requests).toHaveLength(2);
	});

	it('is not blamed for what else is wrong', async () => {
		const server = scripted(kidUnknown, refusal('consent_required', 'Not allowed any.', {}, 400));

		const { title, description } = await refusalFrom(
			requestToken(rotating, inexperienced, server.surroundings),
		);

		expect(title).toBe('None of the chosen scopes is granted to the service app');
		expect(description).toContain('The current key was refused before, and the next one tried');
	});

	it('is signed for at the end of the longest way there can be', async () => {
		const server = scripted(
			{ status: 503, headers: {}, body: '' },
			fromTheFuture(NOON - 3_600_000),
			kidUnknown,
			proofWanted,
			nonceWanted('n'),
			issued({ token_type: 'DPoP' }),
		);

		const token = await requestToken(rotating, inexperienced, server.surroundings);

		expect(token).toMatchObject({ acceptedKey: 'next', tokenType: 'DPoP', clockOffset: -3600 });
	});
});

describe('a busy service', () => {
	const busy = (status: number, headers: Record<string, string> = {}): TokenReply => ({
		status,
		headers,
		body: '',
	});
	const date = new Date(NOON).toUTCString();
	const reset = (seconds: number) => ({
		date,
		'x-rate-limit-reset': String(NOON / 1000 + seconds),
	});

	it.each([
		['until the rate limit resets, by Okta’s clock', busy(429, reset(20)), 21_000],
		['a minute at most', busy(429, reset(3600)), 61_000],
		['a moment when the reset is past', busy(429, reset(-30)), 1000],
		['a moment when nothing is said', busy(429), 1000],
		['a moment after an error of its own', busy(503), 1000],
		['a moment, rate-limit headers or not', busy(500, reset(20)), 1000],
	])('is waited for %s', async (_how, reply, wait) => {
		const server = scripted(reply, issued());

		await requestToken(app, inexperienced, server.surroundings);

		expect(server.slept).toEqual([wait]);
	});

	it('is waited for once', async () => {
		const server = scripted(busy(429), busy(429));

		const { title } = await refusalFrom(requestToken(app, inexperienced, server.surroundings));

		expect(title).toBe('Okta is receiving too many token requests');
		expect(server.slept).toHaveLength(1);
	});
});

it('never tells the private key or an assertion in an error', async () => {
	const echo = async ({ body }: TokenRequest): Promise<TokenReply> =>
		refusal('invalid_request', `Cannot read ${new URLSearchParams(body).get('client_assertion')}`);

	const { message } = await refusalFrom(
		requestToken(app, inexperienced, { ...scripted().surroundings, send: echo }),
	);

	expect(message).not.toContain('eyJ');
});
