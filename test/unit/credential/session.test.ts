import { createHash, randomUUID } from 'node:crypto';

import { decodeJwt } from 'jose';

import { generateProofKey, type ProofKey } from '../../../credentials/oauth/dpop';
import {
	authorize,
	discardIfRefused,
	grantedScopes,
	mayPass,
	rememberNonce,
	renew,
	RenewalWanted,
	reportRefused,
} from '../../../credentials/oauth/session';
import { demandToken, discardToken, readHolding } from '../../../credentials/oauth/storedToken';
import type { TokenReply } from '../../../credentials/oauth/tokenRefusals';
import type { TokenRequest } from '../../../credentials/oauth/tokenRequest';
import { ec } from './keyMaterial';
import { refusalFrom } from './refusal';

const privateKey = ec('P-256').pem;
const request = { method: 'GET', url: 'https://acme.okta.com/api/v1/users' };
const seconds = 1000;
const minutes = 60 * seconds;

/** A credential nothing is known about yet, with Okta behind it and a clock to be moved. */
function fresh({ dpop = false } = {}) {
	let clock = Date.now();
	const tokenRequests: TokenRequest[] = [];
	let refusing: TokenReply | undefined;
	const okta = {
		tokenRequests,
		get exchanges() {
			return tokenRequests.length;
		},
		refuse: (reply: TokenReply | undefined) => {
			refusing = reply;
		},
		pass: (milliseconds: number) => {
			clock += milliseconds;
		},
		now: () => clock,
	};
	const surroundings = {
		now: okta.now,
		sleep: async () => undefined,
		send: async (sent: TokenRequest): Promise<TokenReply> => {
			tokenRequests.push(sent);
			const count = tokenRequests.length;
			await new Promise((resolve) => setImmediate(resolve));
			return (
				refusing ?? {
					status: 200,
					headers: {},
					body: {
						access_token: `token ${count}`,
						token_type: dpop ? 'DPoP' : 'Bearer',
						expires_in: 3600,
						scope: 'okta.users.read',
					},
				}
			);
		},
	};
	const typed = {
		domain: 'acme.okta.com',
		// The module remembers credentials, so each test has one of its own.
		clientId: `0oa${randomUUID()}`,
		privateKey,
		scopes: ['okta.users.read'],
		dpop: dpop ? 'always' : 'auto',
		accessToken: '',
		tokenDetails: '',
	};
	/** What n8n does: the answer goes into the store, from where every execution gets a copy. */
	const renewed = async (fields: Record<string, unknown> = typed) => ({
		...fields,
		...(await renew(fields, surroundings)),
	});
	return { okta, typed, renewed, renew: (fields: object) => renew({ ...fields }, surroundings) };
}

const tokenOf = (fields: object) => readHolding({ ...fields }).token?.accessToken;

describe('a token is minted', () => {
	it('once for any number of requests at the same time', async () => {
		const { okta, renewed } = fresh();

		const all = await Promise.all(Array.from({ length: 500 }, () => renewed()));

		expect(okta.exchanges).toBe(1);
		expect(new Set(all.map(tokenOf))).toEqual(new Set(['token 1']));
	});

	it('once for those who come a little later with an old copy of the credential', async () => {
		const { okta, typed, renewed } = fresh();

		await renewed();
		okta.pass(30 * minutes);
		const late = await renewed(typed);

		expect(okta.exchanges).toBe(1);
		expect(tokenOf(late)).toBe('token 1');
	});

	it('anew when the last one is about to expire', async () => {
		const { okta, typed, renewed } = fresh();

		const first = await renewed();
		okta.pass(59 * minutes);
		const second = await renewed(first);
		const third = await renewed(typed);

		expect(okta.exchanges).toBe(2);
		expect([tokenOf(second), tokenOf(third)]).toEqual(['token 2', 'token 2']);
	});

	it('for each credential on its own', async () => {
		const one = fresh();
		const other = fresh();

		await Promise.all([one.renewed(), other.renewed()]);

		expect([one.okta.exchanges, other.okta.exchanges]).toEqual([1, 1]);
	});

	it('once for a burst of callers with a wrong key, and again two seconds later', async () => {
		const { okta, typed, renewed } = fresh();
		okta.refuse({ status: 400, headers: {}, body: { error: 'consent_required' } });
		const first = await refusalFrom(renewed());
		okta.refuse(undefined);

		okta.pass(2 * seconds - 1);
		expect(await refusalFrom(renewed())).toBe(first);
		expect(okta.exchanges).toBe(1);

		okta.pass(1);
		expect(tokenOf(await renewed(typed))).toBe('token 2');
	});

	it('at once when the field that was wrong is corrected', async () => {
		const { okta, typed, renewed } = fresh();
		okta.refuse({ status: 400, headers: {}, body: { error: 'consent_required' } });
		await refusalFrom(renewed());
		okta.refuse(undefined);

		expect(tokenOf(await renewed({ ...typed, scopes: ['okta.groups.read'] }))).toBe('token 2');
	});

	it('in one attempt for all who wait when it fails', async () => {
		const { okta, renewed } = fresh();
		okta.refuse({ status: 400, headers: {}, body: { error: 'consent_required' } });

		const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => renewed()));

		expect(okta.exchanges).toBe(1);
		expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
	});

	it('not at all when a field cannot be used', async () => {
		const { okta, typed, renewed } = fresh();

		await refusalFrom(renewed({ ...typed, privateKey: 'nonsense' }));

		expect(okta.exchanges).toBe(0);
	});
});

describe('a token found in the store', () => {
	it('serves', async () => {
		const { okta, renewed } = fresh();
		const stored = await renewed();

		expect(await authorize(stored, request, okta.now())).toEqual({
			Authorization: 'Bearer token 1',
		});
	});

	it('is not used when it is about to expire', async () => {
		const { okta, renewed } = fresh();
		const stored = await renewed();

		okta.pass(59 * minutes);

		await expect(authorize(stored, request, okta.now())).rejects.toBeInstanceOf(RenewalWanted);
	});

	it.each([
		['domain', 'other.okta.com'],
		['clientId', '0oaother'],
		['keyId', 'another'],
		['scopes', ['okta.users.read', 'okta.groups.read']],
		['additionalScopes', 'okta.logs.read'],
		['dpop', 'never'],
	])('is not used after %s was edited', async (name, value) => {
		const { okta, renewed } = fresh();
		const edited = { ...(await renewed()), [name]: value };

		await expect(authorize(edited, request, okta.now())).rejects.toBeInstanceOf(RenewalWanted);

		await renewed(edited);

		expect(okta.exchanges).toBe(2);
	});

	it('comes back into use when the edit is taken back', async () => {
		const { okta, typed, renewed } = fresh();
		await renewed();
		await renewed({ ...typed, keyId: 'another' });

		const restored = await renewed(typed);

		expect(tokenOf(restored)).toBe('token 1');
		expect(okta.exchanges).toBe(2);
	});

	it('is asked for in the shape that makes n8n renew', async () => {
		const { okta, typed } = fresh();

		await expect(authorize(typed, request, okta.now())).rejects.toMatchObject({
			response: { status: 401 },
		});
	});

	it('tells which scopes Okta granted', async () => {
		const { typed, renewed } = fresh();
		const stored = await renewed();

		expect(grantedScopes(stored)).toEqual(['okta.users.read']);
		expect(grantedScopes(typed)).toBeUndefined();
		expect(grantedScopes({ ...stored, keyId: 'edited' })).toBeUndefined();
	});
});

describe('with DPoP, each request', () => {
	it('is signed anew, for the token and the request', async () => {
		const { okta, renewed } = fresh({ dpop: true });
		const stored = await renewed();

		const [one, two] = await Promise.all([
			authorize(stored, request, okta.now()),
			authorize(stored, request, okta.now()),
		]);

		expect(one.Authorization).toBe('DPoP token 1');
		expect(decodeJwt(one.DPoP ?? '')).toMatchObject({
			htm: 'GET',
			htu: request.url,
			ath: createHash('sha256').update('token 1').digest('base64url'),
		});
		expect(decodeJwt(one.DPoP ?? '').jti).not.toBe(decodeJwt(two.DPoP ?? '').jti);
	});

	it.each<[damage: string, change: (key: ProofKey) => object]>([
		['lost', () => ({})],
		['lost in part', ({ kty, crv, x, y }) => ({ kty, crv, x, y })],
		['of no type', ({ x, y, d }) => ({ x, y, d })],
		['cut off', ({ d = '', ...others }) => ({ ...others, d: d.slice(0, 20) })],
		['no text', (key) => ({ ...key, d: 1 })],
		['on no curve', (key) => ({ ...key, x: key.y, y: key.x })],
	])('makes n8n renew a token whose proof key is %s', async (_damage, change) => {
		const { okta, renewed } = fresh({ dpop: true });
		const { tokenDetails, ...stored } = await renewed();
		const details: unknown = JSON.parse(String(tokenDetails));
		const proofKey = change(await generateProofKey());
		const damaged = JSON.stringify(Object.assign({}, details, { proofKey }));
		const fields = { ...stored, tokenDetails: damaged };

		for (let attempt = 0; attempt < 2; attempt++) {
			await expect(authorize(fields, request, okta.now())).rejects.toThrow(RenewalWanted);
		}
	});

	it('carries the last nonce of its origin, and of no other', async () => {
		const { okta, renewed } = fresh({ dpop: true });
		const stored = await renewed();
		const elsewhere = { method: 'GET', url: 'https://nonce.okta.com/' };

		rememberNonce('https://nonce.okta.com', 'n1');
		rememberNonce('https://nonce.okta.com', 'n2');

		const nonceFor = async (target: typeof request) =>
			decodeJwt((await authorize(stored, target, okta.now())).DPoP ?? '').nonce;
		expect(await nonceFor(elsewhere)).toBe('n2');
		expect(await nonceFor(request)).toBeUndefined();
	});
});

describe('asked to renew a token that may be good, as the HTTP Request node asks', () => {
	it('the age of the token decides: a young one is left alone', async () => {
		const { okta, renewed, renew: ask } = fresh();
		const stored = await renewed();

		okta.pass(9 * seconds);

		expect(await ask(stored)).toBeUndefined();
		expect(okta.exchanges).toBe(1);
	});

	it('an older one is exchanged, once, however many items fail after it', async () => {
		const { okta, renewed } = fresh();
		let stored = await renewed();
		okta.pass(20 * minutes);

		for (let item = 0; item < 30; item++) {
			stored = await renewed(stored);
			okta.pass(5 * seconds);
		}

		expect(okta.exchanges).toBe(2);
	});

	it('failures without end cost an exchange every five minutes', async () => {
		const { okta, renewed } = fresh();
		let stored = await renewed();
		okta.pass(minutes);

		for (let minute = 0; minute < 20; minute++) {
			stored = await renewed(stored);
			okta.pass(minutes);
		}

		expect(okta.exchanges).toBe(5);
	});

	it('those who held the old token get the new one', async () => {
		const { okta, renewed } = fresh();
		const old = await renewed();
		okta.pass(minutes);

		const all = await Promise.all(Array.from({ length: 50 }, () => renewed(old)));
		okta.pass(minutes);
		const late = await renewed(old);

		expect(okta.exchanges).toBe(2);
		expect(new Set([...all, late].map(tokenOf))).toEqual(new Set(['token 2']));
	});

	it('a token of a clock that runs ahead is not taken for a young one', async () => {
		const { okta, renewed } = fresh();
		const stored = await renewed();
		okta.pass(-120 * minutes);

		expect(tokenOf(await renewed(stored))).toBe('token 2');
	});
});

describe('a token that cannot be had', () => {
	it.each([
		[503, {}, true],
		[429, {}, true],
		[400, { error: 'invalid_client', error_description: 'The client is not known' }, false],
	])('for a %i may be had later: %j %s', async (status, body, expected) => {
		const { okta, typed, renewed } = fresh();
		okta.refuse({ status, headers: {}, body });
		const { title } = await refusalFrom(renewed());

		expect(mayPass(typed, title)).toBe(expected);
		expect(mayPass(typed, 'Something else')).toBe(false);
	});
});

describe('a token that was discarded because Okta refused it', () => {
	/** The same credential, as it is when another worker has stored a token of its own. */
	const mintedByAnotherWorker = (own: Record<string, unknown>, mintedAt: number) => ({
		...own,
		accessToken: `another worker's ${randomUUID()}`,
		tokenDetails: JSON.stringify({ ...readHolding(own).token, mintedAt }),
	});

	it('is replaced whatever its age', async () => {
		const { okta, renewed } = fresh();
		const stored = await renewed();
		discardToken(stored, 'token 1', okta.now());

		expect(tokenOf(await renewed(stored))).toBe('token 2');
		expect(okta.exchanges).toBe(2);
	});

	it('is replaced once for all who find out', async () => {
		const { okta, renewed } = fresh();
		const stored = await renewed();

		const all = await Promise.all(
			Array.from({ length: 50 }, async () => {
				const copy: Record<string, unknown> = { ...stored };
				discardToken(copy, 'token 1', okta.now());
				return await renewed(copy);
			}),
		);

		expect(okta.exchanges).toBe(2);
		expect(new Set(all.map(tokenOf))).toEqual(new Set(['token 2']));
	});

	it('is not replaced by one of the same age, which was revoked with it', async () => {
		const { okta, renewed, renew } = fresh();
		const mintedAt = okta.now() - 200;
		const ofAnotherWorker = mintedByAnotherWorker(await renewed(), mintedAt);
		okta.pass(20 * minutes);

		const discarded = { ...ofAnotherWorker };
		discardToken(discarded, discarded.accessToken, mintedAt);
		const replaced = { ...discarded, ...(await renew(discarded)) };

		expect(replaced.accessToken).toBe('token 2');
		expect(await renew(ofAnotherWorker)).toMatchObject({ accessToken: 'token 2' });
		expect(okta.exchanges).toBe(2);
	});

	it('is not replaced by one from before it was tried, however young', async () => {
		const { okta, renewed, renew } = fresh();
		const ofAnotherWorker = mintedByAnotherWorker(await renewed(), okta.now() - 200);
		const untried = { ...ofAnotherWorker };
		okta.pass(3 * seconds);

		reportRefused(ofAnotherWorker, ofAnotherWorker.accessToken, okta.now());
		discardIfRefused(untried);
		okta.pass(seconds);

		const [tried, spared] = [await renew(ofAnotherWorker), await renew(untried)];
		expect([tried, spared]).toMatchObject([{ accessToken: 'token 2' }, { accessToken: 'token 2' }]);
		expect(okta.exchanges).toBe(2);
	});

	it('is replaced by one that came while it was tried', async () => {
		const { okta, renewed, renew } = fresh();
		const stored = await renewed();
		const slow = { ...stored };
		const sentAt = okta.now();
		okta.pass(seconds);
		reportRefused(stored, 'token 1', sentAt);
		await renew(stored);
		okta.pass(seconds);

		reportRefused(slow, 'token 1', sentAt);

		expect(await renew(slow)).toMatchObject({ accessToken: 'token 2' });
		expect(okta.exchanges).toBe(2);
	});

	it('is not tried any more by others who hold it', async () => {
		const { renewed } = fresh();
		const stored: Record<string, unknown> = { ...(await renewed()), accessToken: randomUUID() };
		const other = { ...stored };
		discardIfRefused(other);
		expect(other).toEqual(stored);

		reportRefused(stored, stored['accessToken'], Date.now());
		discardIfRefused(other);
		expect([stored['accessToken'], other['accessToken']]).toEqual(['', '']);
	});

	it('is replaced for a test of the credential, which wants one minted now', async () => {
		const { okta, renewed } = fresh();
		const stored = await renewed();
		okta.pass(minutes);
		demandToken(stored, okta.now() - 1);

		await renewed(stored);

		expect(okta.exchanges).toBe(2);
	});
});
