import { generateProofKey, signProof } from '../../../credentials/oauth/dpop';
import {
	demandToken,
	discardToken,
	isStale,
	readHolding,
	toFields,
	type StoredToken,
} from '../../../credentials/oauth/storedToken';

const jwt: unknown = expect.stringMatching(/^eyJ[\w.-]+$/);

const bearer: StoredToken = {
	accessToken: 'opaque',
	tokenType: 'Bearer',
	expiresIn: 3600,
	scopes: ['okta.users.read'],
	acceptedKey: 'current',
	demandsDpop: false,
	clockOffset: 0,
	fingerprint: 'f',
	mintedAt: 1_000_000,
	mintedOnDemand: false,
};

describe('a stored token', () => {
	it('comes back as it was', () => {
		expect(readHolding(toFields(bearer))).toEqual({ token: bearer, notBefore: 1_000_000 });
	});

	it('comes back with its proof key and nonce', async () => {
		const token: StoredToken = {
			...bearer,
			tokenType: 'DPoP',
			demandsDpop: true,
			nonce: 'n',
			proofKey: await generateProofKey(),
			acceptedKey: 'next',
			clockOffset: -7200,
			mintedOnDemand: true,
		};

		const { token: restored } = readHolding(toFields(token));

		expect(restored).toEqual(token);
		await expect(
			signProof(restored?.proofKey ?? {}, { method: 'GET', url: 'https://a.b/', issuedAt: 1 }),
		).resolves.toEqual(jwt);
	});

	it('keeps the bare token in the field n8n watches, and out of the other', () => {
		const { accessToken, tokenDetails } = toFields(bearer);

		expect(accessToken).toBe('opaque');
		expect(tokenDetails).not.toContain('opaque');
	});

	const without = (name: string) =>
		JSON.stringify(Object.fromEntries(Object.entries(bearer).filter(([key]) => key !== name)));

	it.each([
		['nothing', undefined],
		['an empty text', ''],
		['half a JSON', '{"mintedAt":'],
		['a list', '[]'],
		['details of another kind', '{"hello":"world"}'],
		['details without fingerprint', without('fingerprint')],
		['details without time', without('mintedAt')],
		['details without lifetime', without('expiresIn')],
		['details without scopes', without('scopes')],
		['details without type', without('tokenType')],
		['scopes that are no texts', JSON.stringify({ ...bearer, scopes: [1] })],
		['a type nobody knows', JSON.stringify({ ...bearer, tokenType: 'MAC' })],
		['a DPoP token without its key', JSON.stringify({ ...bearer, tokenType: 'DPoP' })],
		['a nonce that is no text', JSON.stringify({ ...bearer, nonce: 1 })],
	])('is none when there is %s', (_what, tokenDetails) => {
		expect(readHolding({ accessToken: 'opaque', tokenDetails })).toEqual({
			token: undefined,
			notBefore: -1,
		});
	});

	it('that n8n emptied leaves the moment it was minted behind', () => {
		const { tokenDetails } = toFields(bearer);

		expect(readHolding({ accessToken: '', tokenDetails })).toEqual({
			token: undefined,
			notBefore: 1_000_000,
		});
	});
});

describe('a token is renewed before it dies:', () => {
	const at = (seconds: number) => bearer.mintedAt + seconds * 1000;

	it.each([
		[3600, 0, false],
		[3600, 3539, false],
		[3600, 3540, true],
		[3600, 3600, true],
		[3600, 7200, true],
		[60, 44, false],
		[60, 45, true],
		[4, 2, false],
		[4, 3, true],
	])('one of %i s, after %i s: %s', (expiresIn, age, expected) => {
		expect(isStale({ ...bearer, expiresIn }, at(age))).toBe(expected);
	});
});

describe('a token that Okta refused', () => {
	it('is discarded, and none minted before it will do', () => {
		const data: Record<string, unknown> = { domain: 'd', ...toFields(bearer) };

		discardToken(data, 'opaque', bearer.mintedAt);

		expect(data).toMatchObject({ domain: 'd', accessToken: '' });
		expect(readHolding(data)).toEqual({ token: undefined, notBefore: bearer.mintedAt });
	});

	it('stays discarded when it is refused again', () => {
		const data: Record<string, unknown> = { ...toFields(bearer) };

		discardToken(data, 'opaque', bearer.mintedAt);
		discardToken(data, 'opaque', bearer.mintedAt);

		expect(readHolding(data).notBefore).toBe(bearer.mintedAt);
	});

	it('does not take a newer one with it', () => {
		const newer = toFields({ ...bearer, accessToken: 'newer' });
		const data: Record<string, unknown> = { ...newer };

		discardToken(data, 'opaque', bearer.mintedAt);

		expect(data).toEqual(newer);
	});

	it('can be asked for from a certain moment on', () => {
		const data: Record<string, unknown> = { ...toFields(bearer) };

		demandToken(data, 2_000_000);

		expect(readHolding(data)).toEqual({ token: undefined, notBefore: 2_000_000 });
	});
});
