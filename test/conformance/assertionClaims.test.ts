import { decodeJwt, decodeProtectedHeader, importPKCS8, SignJWT } from 'jose';

import type { TokenRequest } from '../../credentials/oauth/tokenRequest';
import { startOrg, type Org, type ServiceApp } from '../org';
import { refusalFrom } from '../unit/credential/refusal';
import { Machine } from './machine';

/*
 * Were one claim of our assertions wrong, the org would say so: each is changed on its way, signed
 * again with the right key, and has to be refused with the words Okta has for it.
 */
let org: Org;
let app: ServiceApp;
let machine: Machine;

beforeAll(async () => {
	org = await startOrg();
	app = await org.serviceApp({ key: 'ES256' });
});

afterAll(() => org.close());

beforeEach(() => {
	org.ledger.clear();
	machine = new Machine(org);
});

type Claims = Record<string, unknown>;

const audience =
	'The audience claim for client_assertion must be the endpoint invoked for the request.';
const issuer = 'The issuer claim for client_assertion is not a valid client_id.';
const subject = 'The subject claim for client_assertion is not a valid client_id.';
const expiry = "The client_assertion must contain the 'exp' claim as seconds since epoch.";
const past = 'The client_assertion token is expired.';
const tooFar = 'The client_assertion token has an expiration too far into the future.';
const future = 'The client_assertion token must be issued before the current time.';
const kid = 'The client_assertion JWT kid is invalid.';
const algorithm = 'The client_assertion JWT signature algorithm is invalid.';
const signature = 'The client_assertion signature is invalid.';
const unreadable = 'The parsing of the client_assertion failed.';

describe('the org refuses an assertion with', () => {
	it.each<[what: string, change: (claims: Claims) => Claims, says: string]>([
		['another iss', (claims) => ({ ...claims, iss: '0oaother' }), issuer],
		['no iss', (claims) => ({ ...claims, iss: undefined }), issuer],
		['another sub', (claims) => ({ ...claims, sub: '0oaother' }), subject],
		['no sub', (claims) => ({ ...claims, sub: undefined }), subject],
		['the org as aud', (claims) => ({ ...claims, aud: org.url }), audience],
		['aud with a slash', (claims) => ({ ...claims, aud: `${String(claims['aud'])}/` }), audience],
		['two aud', (claims) => ({ ...claims, aud: [claims['aud'], 'x'] }), audience],
		['no aud', (claims) => ({ ...claims, aud: undefined }), audience],
		['no exp', (claims) => ({ ...claims, exp: undefined }), expiry],
		['exp as text', (claims) => ({ ...claims, exp: String(claims['exp']) }), expiry],
		['a fraction as exp', (claims) => ({ ...claims, exp: Number(claims['exp']) + 0.5 }), expiry],
		['exp in the past', (claims) => ({ ...claims, exp: Number(claims['iat']) }), past],
		['exp in milliseconds', (claims) => ({ ...claims, exp: Number(claims['exp']) * 1000 }), tooFar],
		[
			'exp more than an hour ahead',
			(claims) => ({ ...claims, exp: Number(claims['iat']) + 3660 }),
			tooFar,
		],
		['iat in the future', (claims) => ({ ...claims, iat: Number(claims['iat']) + 120 }), future],
		['iat as text', (claims) => ({ ...claims, iat: 'now' }), future],
	])('%s', async (_what, change, says) => {
		machine.interference = altering(async (assertion) =>
			sign(change({ ...decodeJwt(assertion) }), decodeProtectedHeader(assertion)),
		);

		expect((await refused()).description).toContain(`Okta said: “${says}”`);
	});

	it.each<[what: string, change: (header: Claims) => Claims, says: string]>([
		['another kid', (header) => ({ ...header, kid: 'other' }), kid],
		['kid of another type', (header) => ({ ...header, kid: 7 }), kid],
	])('%s', async (_what, change, says) => {
		machine.interference = altering(async (assertion) =>
			sign({ ...decodeJwt(assertion) }, change({ ...decodeProtectedHeader(assertion) })),
		);

		expect((await refused()).description).toContain(`Okta said: “${says}”`);
	});

	it.each<[what: string, change: (parts: string[]) => string[], says: string]>([
		['alg none', ([, claims = '']) => [encoded({ alg: 'none' }), claims, ''], algorithm],
		[
			'alg HS256',
			([, claims = '', made = '']) => [encoded({ alg: 'HS256' }), claims, made],
			algorithm,
		],
		[
			'alg PS256',
			([, claims = '', made = '']) => [encoded({ alg: 'PS256' }), claims, made],
			algorithm,
		],
		[
			'another alg than that of the key',
			([head = '', claims = '', made = '']) => [withAlg(head, 'ES384'), claims, made],
			signature,
		],
		[
			'a signature of something else',
			([head = '', claims = '']) => [head, claims, 'A'.repeat(86)],
			signature,
		],
		[
			'claims changed after signing',
			([head = '', claims = '', made = '']) => [head, withClaim(claims), made],
			signature,
		],
		['no signature', ([head = '', claims = '']) => [head, claims, ''], signature],
		['two parts', ([head = '', claims = '']) => [head, claims], unreadable],
		['nothing that is a JWT', () => ['nonsense'], unreadable],
	])('%s', async (_what, change, says) => {
		machine.interference = altering(async (assertion) => change(assertion.split('.')).join('.'));

		expect((await refused()).description).toContain(`Okta said: “${says}”`);
	});

	it('a jti that was used before, also by a request that was refused', async () => {
		let first = '';
		machine.interference = altering(async (assertion) => (first ||= assertion));

		await machine.exchange(app.credential());
		const afterSuccess = await refused();
		first = '';
		app.requireDpop(true);
		const afterChallenge = await refused();
		app.requireDpop(false);

		expect(afterSuccess.description).toContain('has already been used');
		expect(afterChallenge.description).toContain('has already been used');
	});
});

it('an assertion that only passed through is accepted', async () => {
	machine.interference = altering(async (assertion) =>
		sign({ ...decodeJwt(assertion) }, decodeProtectedHeader(assertion)),
	);

	expect((await machine.exchange(app.credential())).tokenType).toBe('Bearer');
});

async function refused() {
	return await refusalFrom(machine.exchange(app.credential()));
}

function altering(change: (assertion: string) => Promise<string>) {
	return async (request: TokenRequest): Promise<TokenRequest> => {
		const form = new URLSearchParams(request.body);
		form.set('client_assertion', await change(form.get('client_assertion') ?? ''));
		return { ...request, body: form.toString() };
	};
}

async function sign(claims: Claims, header: object): Promise<string> {
	const key = await importPKCS8(app.keys[0]?.privatePem ?? '', 'ES256');
	return await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).sign(key);
}

function encoded(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decoded(part: string): object {
	const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
	return typeof value === 'object' && value !== null ? value : {};
}

function withAlg(header: string, alg: string): string {
	return encoded({ ...decoded(header), alg });
}

function withClaim(claims: string): string {
	return encoded({ ...decoded(claims), jti: 'changed' });
}
