import { decodeJwt, decodeProtectedHeader } from 'jose';

import { ServiceAppError } from '../../../credentials/oauth/errors';
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
		['an object of another kind', { ...issued(), body: {} }, 'does not answer like an Okta org'],
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

	it('takes the nonce that comes with any other refusal, too', async () => {
		const nextToken = { ...app, nextKey: next, dpop: 'always' } as const;
		const server = scripted(
			{ ...kidUnknown, headers: { 'dpop-nonce': 'n2' } },
			issued({ token_type: 'DPoP' }),
		);

		const { nonce } = await requestToken(
			nextToken,
			{ ...inexperienced, nonce: 'n1' },
			server.surroundings,
		);

		expect(server.proofs().map((proof) => decodeJwt(proof ?? '').nonce)).toEqual(['n1', 'n2']);
		expect(nonce).toBe('n2');
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
		[
			'until the later end, when a proxy doubles the header',
			busy(429, { date, 'x-rate-limit-reset': `${NOON / 1000 + 5}, ${NOON / 1000 + 20}` }),
			21_000,
		],
		[
			'a moment when the reset is no number',
			busy(429, { date, 'x-rate-limit-reset': 'soon' }),
			1000,
		],
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

describe('a connection that fails', () => {
	const broken = new ServiceAppError('https://acme.okta.com could not be reached', 'Try again.', {
		mayPass: true,
	});
	const lasting = new ServiceAppError('https://acme.okta.com could not be reached', 'Mend it.');

	/** Fails so many times, each after so many milliseconds, before it answers with a token. */
	async function failing(error: Error, times: number, after = 0) {
		const server = scripted(...Array.from({ length: times + 1 }, () => issued()));
		let now = NOON;
		const send = async (request: TokenRequest) => {
			const reply = await server.surroundings.send(request);
			if (server.requests.length > times) return reply;
			now += after;
			throw error;
		};
		const surroundings = { ...server.surroundings, send, now: () => now };
		const outcome = await requestToken(app, inexperienced, surroundings).then(
			({ accessToken }) => accessToken,
			(failure: unknown) => failure,
		);
		return { outcome, server };
	}

	it('is tried again once, with a new assertion', async () => {
		const { outcome, server } = await failing(broken, 1);

		expect(outcome).toBe('opaque');
		expect(server.slept).toEqual([1000]);
		expect(new Set(server.assertions()).size).toBe(2);
	});

	it.each<[string, Error, number, number]>([
		['it fails twice', broken, 2, 0],
		['it took long', broken, 1, 30_000],
		['somebody has to mend it', lasting, 1, 0],
		['it failed for no known reason', new Error('no route'), 1, 0],
	])('is told when %s', async (_when, error, times, after) => {
		const { outcome, server } = await failing(error, times, after);

		expect(outcome).toBe(error);
		expect(server.requests).toHaveLength(times);
	});
});

describe('an answer that was cut short or damaged', () => {
	const type = 'application/json;charset=UTF-8';
	const json = JSON.stringify(issued().body);
	const halves: Array<[what: string, status: number, body: unknown, type?: string]> = [
		['half a token', 200, json.slice(0, 40), type],
		['half a token of no type', 200, json.slice(0, 40)],
		['half a token that calls itself text', 200, json.slice(0, 40), 'text/plain'],
		['no JSON', 200, 'not json', type],
		['a bare number', 200, 42, type],
		['a bare text', 200, 'opaque', type],
		['a list', 200, [issued().body], type],
		['null', 200, null, type],
		['nothing', 200, '', type],
		['nothing at all', 200, undefined],
		['half a refusal', 400, '{"error":"use_dpop_no', type],
		['half a refusal of the client', 401, '{"error":"invalid_client","error_des', type],
		['half a refusal of nothing known', 403, '', type],
	];
	const reply = (status: number, body: unknown, contentType = ''): TokenReply => ({
		status,
		headers: contentType === '' ? {} : { 'content-type': contentType },
		body,
	});

	it.each(halves)('is asked for again: %s', async (_what, ...half) => {
		const server = scripted(reply(...half), issued());

		const { accessToken } = await requestToken(app, inexperienced, server.surroundings);

		expect(accessToken).toBe('opaque');
		expect(server.slept).toEqual([1000]);
		expect(new Set(server.assertions()).size).toBe(2);
	});

	it.each(halves)('may pass when it comes twice: %s', async (_what, ...half) => {
		const server = scripted(reply(...half), reply(...half));

		const refused = await refusalFrom(requestToken(app, inexperienced, server.surroundings));

		expect(refused).toMatchObject({
			title: 'The answer of https://acme.okta.com was cut short on its way',
			mayPass: true,
		});
		expect(refused.message).not.toContain('opaque');
	});

	it.each<[string, TokenReply]>([
		['a web page', reply(200, '<!doctype html><p>Sign in')],
		['a web page by its type', reply(200, 'Sign in', 'text/html')],
		['a web page that calls itself JSON', reply(200, ' <html>', type)],
		['other JSON', reply(200, { hello: 'world' }, type)],
		['a page that is not there', reply(404, '')],
	])('is no other server: %s is refused at once', async (_what, other) => {
		const refused = await refusalFrom(
			requestToken(app, inexperienced, scripted(other).surroundings),
		);

		expect(refused.title).toContain('does not answer like an Okta org');
		expect(refused.mayPass).toBe(false);
	});
});

describe('never told in an error is', () => {
	const places: Array<[where: string, place: (secret: string) => TokenReply]> = [
		['error_description', (secret) => refusal('invalid_request', `Cannot read ${secret}`)],
		['error', (secret) => refusal(secret, 'no')],
		['errorCode', (secret) => ({ status: 400, headers: {}, body: { errorCode: secret } })],
		['errorSummary', (secret) => ({ status: 400, headers: {}, body: { errorSummary: secret } })],
		[
			'the request ID',
			(secret) => refusal('invalid_request', 'no', { 'x-okta-request-id': `id ${secret}` }),
		],
		['the middle of a word', (secret) => refusal('invalid_request', `assertion_${secret}`)],
		['the body of a 200', (secret) => ({ status: 200, headers: {}, body: secret })],
	];

	it.each(places)('what the server repeats of an assertion in %s', async (_where, place) => {
		const echo = async ({ body }: TokenRequest): Promise<TokenReply> =>
			place(new URLSearchParams(body).get('client_assertion') ?? '');

		const { message } = await refusalFrom(
			requestToken(app, inexperienced, { ...scripted().surroundings, send: echo }),
		);

		expect(message).not.toContain('eyJ');
	});

	it.each(places)('what the server repeats of a proof in %s', async (_where, place) => {
		const echo = async ({ headers }: TokenRequest): Promise<TokenReply> =>
			place(headers.DPoP ?? '');

		const { message } = await refusalFrom(
			requestToken({ ...app, dpop: 'always' }, inexperienced, {
				...scripted().surroundings,
				send: echo,
			}),
		);

		expect(message).not.toContain('eyJ');
	});
});
