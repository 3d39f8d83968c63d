import type { ProofKey } from './dpop';
import type { IssuedToken } from './tokenRequest';

/** An access token as n8n keeps it in the encrypted credential. */
export interface StoredToken extends IssuedToken {
	/** SHA-256 over all it was minted for: domain, client ID, keys, scopes. */
	fingerprint: string;
	/** Milliseconds since the epoch, by the clock of the machine that minted it. */
	mintedAt: number;
	/** Whether it was minted because something failed and not because the last one ran out. */
	mintedOnDemand: boolean;
}

/** The two hidden properties a token occupies. Both are secrets. */
export interface TokenFields {
	/** The bare token; n8n asks for a new one while this is empty. */
	accessToken: string;
	/** All the rest of StoredToken, as JSON. */
	tokenDetails: string;
}

/**
 * What a credential holds. `notBefore` is the moment (milliseconds since the epoch) from which on a
 * token must have been minted to be worth using.
 */
export type Holding =
	| { token: StoredToken; notBefore: number } // a token
	| { token: undefined; notBefore: number }; // none, or it was discarded

const NOTHING: Holding = { token: undefined, notBefore: -1 };

/** Reads the hidden properties; anything that is not a token of ours counts as none. */
export function readHolding(data: { accessToken?: unknown; tokenDetails?: unknown }): Holding {
	const { accessToken, tokenDetails } = data;
	const details = parse(tokenDetails);
	if (details === undefined) return NOTHING;

	const notBefore = details.notBefore;
	if (typeof notBefore === 'number') return { token: undefined, notBefore };
	if (typeof accessToken !== 'string' || !isDetails(details)) return NOTHING;
	if (accessToken === '') return { token: undefined, notBefore: details.mintedAt };
	return { token: { ...details, accessToken }, notBefore: details.mintedAt };
}

export function toFields({ accessToken, ...details }: StoredToken): TokenFields {
	return { accessToken, tokenDetails: JSON.stringify(details) };
}

/**
 * Makes the next request ask for a token; none minted up to `notBefore` (milliseconds since the
 * epoch) will do. Changes the credential data it is given.
 */
export function demandToken(data: Record<string, unknown>, notBefore: number): void {
	Object.assign(data, { accessToken: '', tokenDetails: JSON.stringify({ notBefore }) });
}

/**
 * To be called when Okta answers 401: `data` is the credential data the request was made with,
 * `refused` the access token it carried, `sentAt` when it was sent (milliseconds since the epoch):
 * what ended the token may have ended any that was minted before. Nothing happens when another request
 * renewed it since.
 */
export function discardToken(
	data: Record<string, unknown>,
	refused: unknown,
	sentAt: number,
): void {
	if (data.accessToken === refused) {
		demandToken(data, Math.max(readHolding(data).notBefore, sentAt));
	}
}

/** Renewed this long (milliseconds) before it expires, so that no request starts with a dying token. */
const MARGIN = 60_000;

/** Whether the token is about to expire. Short-lived tokens get a margin of a quarter of their life. */
export function isStale(token: StoredToken, now: number): boolean {
	const life = token.expiresIn * 1000;
	return now >= token.mintedAt + life - Math.min(MARGIN, life / 4);
}

type Details = Omit<StoredToken, 'accessToken'>;

function parse(text: unknown): Record<string, unknown> | undefined {
	if (typeof text !== 'string' || !text.startsWith('{')) return undefined;
	try {
		const parsed: unknown = JSON.parse(text);
		return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
	} catch {
		return undefined;
	}
}

function isDetails(value: Record<string, unknown>): value is Record<string, unknown> & Details {
	return (
		typeof value.fingerprint === 'string' &&
		typeof value.mintedAt === 'number' &&
		typeof value.mintedOnDemand === 'boolean' &&
		typeof value.expiresIn === 'number' &&
		typeof value.clockOffset === 'number' &&
		typeof value.demandsDpop === 'boolean' &&
		(value.nonce === undefined || typeof value.nonce === 'string') &&
		Array.isArray(value.scopes) &&
		value.scopes.every((scope) => typeof scope === 'string') &&
		(value.acceptedKey === 'current' || value.acceptedKey === 'next') &&
		(value.tokenType === 'Bearer' || (value.tokenType === 'DPoP' && isProofKey(value.proofKey)))
	);
}

function isProofKey(value: unknown): value is ProofKey {
	const members = new Map(Object.entries(typeof value === 'object' && value !== null ? value : {}));
	return ['kty', 'crv', 'x', 'y', 'd'].every((name) => typeof members.get(name) === 'string');
}
