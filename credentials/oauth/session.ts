import { issuedAt } from './clock';
import { signProof } from './dpop';
import { ServiceAppError } from './errors';
import { remember } from './remember';
import { fingerprint, readServiceApp, type CredentialFields } from './serviceApp';
import {
	discardToken,
	isStale,
	readHolding,
	toFields,
	type Holding,
	type StoredToken,
	type TokenFields,
} from './storedToken';
import { requestToken, type Experience, type Surroundings } from './tokenRequest';

/*
 * The credential's only module with state. It is shared by all nodes and the credential of one
 * process: one exchange at a time per credential, the latest token or refusal of each, the nonces of
 * each org, the tokens that Okta refused, with the time they were sent at, and the credential data
 * whose token is not to blame for the failure that n8n is about to report.
 */
const flights = new Map<string, Promise<StoredToken>>();
const latest = new Map<string, StoredToken>();
const nonces = new Map<string, string>();
const refusals = new Map<string, { refusal: ServiceAppError; at: number }>();
const refusedTokens = new Map<unknown, number>();
const blameless = new WeakSet<CredentialFields>();

/** More credentials than one process ever uses at once. */
const MOST_REMEMBERED = 500;

/** A token younger than this (milliseconds) cannot be what made a request fail. */
const YOUNG = 10_000;

/**
 * For this long (milliseconds) a token minted on demand is left alone by callers that cannot tell
 * why they failed: it was new, so their trouble is another.
 */
const UNDISTURBED = 300_000;

/**
 * For this long (milliseconds) a refusal is repeated without asking: five hundred items with a wrong
 * key would ask five hundred times. Nobody corrects anything in Okta or here as fast as this.
 */
const FINAL = 2_000;

/** Thrown by `authorize`; its shape makes n8n run `preAuthentication` and try again. */
export class RenewalWanted extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The access token has to be renewed');
		this.name = 'RenewalWanted';
	}
}

/**
 * A token for the credential, from the cheapest source that will do: one this process minted in the
 * meantime, one that is being minted right now, else a new exchange.
 *
 * n8n calls this when there is no token, when `authorize` wants another, and, from the HTTP Request
 * node, after any failed request. In that last case the token may be perfectly good: then the
 * answer is `undefined`, which lets the failure stand.
 *
 * @throws ServiceAppError when the credential's fields or Okta's answer say why there is no token
 */
export async function renew(
	fields: CredentialFields,
	surroundings: Surroundings,
): Promise<TokenFields | undefined> {
	if (blameless.delete(fields)) return undefined;
	const id = fingerprint(fields);
	const holding = holdingFor(id, fields);
	const now = surroundings.now();
	const newest = latest.get(id);

	const usable = holding.token !== undefined && !isStale(holding.token, now);
	const isRefused = usable || (holding.token === undefined && holding.notBefore >= 0);
	if (newest && newest.mintedAt > holding.notBefore && !isStale(newest, now)) {
		// Another worker's token may be older by a moment only; what ended it has ended ours as well.
		if (!isRefused || isTooNewToBlame(newest, now)) return toFields(newest);
	}
	if (usable && isTooNewToBlame(holding.token, now)) return undefined;

	return toFields(await exchange(id, fields, usable, surroundings));
}

/**
 * To be called when a request is refused before it is sent, with the credential data it was made
 * with, if its sender asks for another token after any failure: the next one who asks gets none.
 */
export function exculpate(fields: CredentialFields): void {
	blameless.add(fields);
}

/** A token from the future was minted by a clock that is wrong: its age says nothing. */
function isTooNewToBlame(token: StoredToken, now: number): boolean {
	return Math.abs(now - token.mintedAt) < (token.mintedOnDemand ? UNDISTURBED : YOUNG);
}

/** Single flight: whoever comes while an exchange is under way waits for that one. */
async function exchange(
	id: string,
	fields: CredentialFields,
	mintedOnDemand: boolean,
	surroundings: Surroundings,
): Promise<StoredToken> {
	const underWay = flights.get(id);
	if (underWay !== undefined) return await underWay;
	const last = refusals.get(id);
	if (last && surroundings.now() - last.at < FINAL) throw last.refusal;

	const flight = mint(id, fields, mintedOnDemand, surroundings).finally(() => flights.delete(id));
	flights.set(id, flight);
	flight.catch((refusal: unknown) => {
		if (refusal instanceof ServiceAppError)
			remember(refusals, id, { refusal, at: surroundings.now() }, MOST_REMEMBERED);
	});
	return await flight;
}

async function mint(
	id: string,
	fields: CredentialFields,
	mintedOnDemand: boolean,
	surroundings: Surroundings,
): Promise<StoredToken> {
	const app = readServiceApp(fields);
	const issued = await requestToken(app, experienceOf(id, fields), surroundings);
	const token = { ...issued, fingerprint: id, mintedAt: surroundings.now(), mintedOnDemand };
	remember(latest, id, token, MOST_REMEMBERED);
	return token;
}

function experienceOf(id: string, fields: CredentialFields): Experience {
	return latest.get(id) ?? holdingFor(id, fields).token ?? { demandsDpop: false, clockOffset: 0 };
}

/** What the credential holds, as far as it was minted for the fields as they are now. */
function holdingFor(id: string, fields: CredentialFields): Holding {
	const holding = readHolding(fields);
	if (holding.token === undefined || holding.token.fingerprint === id) return holding;
	return { token: undefined, notBefore: -1 };
}

export interface OutgoingRequest {
	method: string;
	/** Absolute URL as it will be sent. */
	url: string;
}

/** RFC 6750 §2.1 or RFC 9449 §7.1. */
export interface AuthorizationHeaders {
	Authorization: string;
	DPoP?: string;
}

/**
 * The headers that authorize one request. With DPoP they serve that one request only.
 *
 * @param now milliseconds since the epoch
 * @throws RenewalWanted when the credential holds no token for its present fields, or a dying one
 */
export async function authorize(
	fields: CredentialFields,
	request: OutgoingRequest,
	now: number,
): Promise<AuthorizationHeaders> {
	const { token } = holdingFor(fingerprint(fields), fields);
	if (token === undefined || isStale(token, now)) throw new RenewalWanted();

	const { accessToken, tokenType, proofKey, clockOffset } = token;
	if (tokenType === 'Bearer' || proofKey === undefined) {
		return { Authorization: `Bearer ${accessToken}` };
	}
	const nonce = nonces.get(new URL(request.url).origin);
	const proof = signProof(proofKey, {
		...request,
		accessToken,
		nonce,
		issuedAt: issuedAt(now, clockOffset),
	});
	// Without its proof key a token is worth nothing, however long it lives.
	const DPoP = await proof.catch(() => {
		throw new RenewalWanted();
	});
	return { Authorization: `DPoP ${accessToken}`, DPoP };
}

/**
 * To be called when Okta answers 401: `data` is the credential data the request was made with,
 * `refused` the access token it carried, `sentAt` when it was sent, in milliseconds since the epoch.
 * Other executions, which have data of their own, need not try that token any more.
 */
export function reportRefused(
	data: Record<string, unknown>,
	refused: unknown,
	sentAt: number,
): void {
	remember(refusedTokens, refused, sentAt, MOST_REMEMBERED);
	discardToken(data, refused, sentAt);
}

/** Discards the token that credential data hold if Okta is known to refuse it. Changes `data`. */
export function discardIfRefused(data: Record<string, unknown>): void {
	const { accessToken } = data;
	const sentAt = refusedTokens.get(accessToken);
	if (sentAt !== undefined) discardToken(data, accessToken, sentAt);
}

/**
 * Whether the latest attempt to get a token failed with this title, and in a way that may pass.
 * What a credential throws reaches the node without its type.
 */
export function mayPass(fields: CredentialFields, title: string): boolean {
	const refusal = refusals.get(fingerprint(fields))?.refusal;
	return refusal?.title === title && refusal.mayPass;
}

/** Keeps the nonce an API answered with (RFC 9449 §9); the next proofs for that origin carry it. */
export function rememberNonce(origin: string, nonce: string): void {
	remember(nonces, origin, nonce, MOST_REMEMBERED);
}

/** The scopes Okta granted with the token the credential holds, if it holds one. */
export function grantedScopes(fields: CredentialFields): readonly string[] | undefined {
	return holdingFor(fingerprint(fields), fields).token?.scopes;
}

/** What may be told about a token. */
export interface TokenFacts {
	/** Whether it is bound to a key. */
	type: 'Bearer' | 'DPoP';
	/** What Okta granted with it. */
	scopes: readonly string[];
	/** Milliseconds since the epoch, by this machine's clock. */
	expiresAt: number;
	/** Which of the credential's keys Okta accepted. */
	acceptedKey: 'current' | 'next';
}

/** What may be told about the token the credential holds, if it holds one. */
export function tokenFacts(fields: CredentialFields): TokenFacts | undefined {
	const { token } = holdingFor(fingerprint(fields), fields);
	if (token === undefined) return undefined;
	const { tokenType: type, scopes, mintedAt, expiresIn, acceptedKey } = token;
	return { type, scopes, expiresAt: mintedAt + expiresIn * 1000, acceptedKey };
}
