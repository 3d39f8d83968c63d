import { signClientAssertion } from './clientAssertion';
import { issuedAt, secondsAhead, SKEW } from './clock';
import { generateProofKey, signProof, type ProofKey } from './dpop';
import { ServiceAppError } from './errors';
import type { SigningKey } from './keys';
import {
	explainRefusal,
	isHalfAnswer,
	oauthError,
	type Asked,
	type TokenReply,
} from './tokenRefusals';

/** Path of the org authorization server's token endpoint: the only one that issues `okta.*` scopes. */
const ENDPOINT = '/oauth2/v1/token';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A service app as the credential describes it, checked and ready to authenticate. */
export interface ServiceApp {
	/** Origin of the org, for example `https://acme.okta.com`. */
	orgUrl: string;
	clientId: string;
	key: SigningKey;
	/** Tried once when Okta refuses `key`, so that keys can be rotated without downtime. */
	nextKey?: SigningKey;
	scopes: readonly string[];
	/** `auto`: Bearer until Okta demands DPoP (RFC 9449). */
	dpop: 'auto' | 'always' | 'never';
}

/** What earlier exchanges learned and the next one may profit from. */
export interface Experience {
	/** Whether the app is known to demand DPoP. */
	demandsDpop: boolean;
	/** Last DPoP nonce of the token endpoint. */
	nonce?: string;
	/** Seconds to add to this machine's clock to get Okta's. */
	clockOffset: number;
}

/** A successful answer of the token endpoint (RFC 6749 §5.1, RFC 9449 §5). */
export interface IssuedToken extends Experience {
	accessToken: string;
	tokenType: 'Bearer' | 'DPoP';
	/** Seconds the token lives, as Okta states them. */
	expiresIn: number;
	/** What Okta granted; it silently leaves out what the app was not granted. */
	scopes: readonly string[];
	/** The key a DPoP token is bound to. */
	proofKey?: ProofKey;
	/** Which of the credential's keys Okta accepted. */
	acceptedKey: 'current' | 'next';
}

export interface TokenRequest {
	url: string;
	headers: Record<string, string>;
	/** `application/x-www-form-urlencoded`. */
	body: string;
}

/** Everything the exchange needs from outside; nothing here reads a clock or a network by itself. */
export interface Surroundings {
	/** Sends a POST and answers whatever the status. Throws when no answer came. */
	send(request: TokenRequest): Promise<TokenReply>;
	/** Milliseconds since the epoch by this machine's clock. */
	now(): number;
	/** Waits that many milliseconds. */
	sleep(milliseconds: number): Promise<void>;
}

/** Longest wait, in milliseconds, for the token endpoint's rate limit: its window is a minute. */
const LONGEST_WAIT = 61_000;

/** Milliseconds to wait where nobody says how long. */
const A_MOMENT = 1000;

/** A connection that failed within so many milliseconds is tried again; a longer wait was one already. */
const QUICK = 5_000;

/**
 * Trades a signed assertion for an access token (RFC 6749 §4.4, RFC 7523 §2.2).
 *
 * A refusal that names its own cure is answered once per cure: DPoP demanded, nonce demanded, clock
 * off, key unknown and another at hand, service busy, or the answer cut short or lost. Every attempt carries a new assertion and a
 * new proof, since Okta takes each `jti` once, also in requests it refuses.
 *
 * @throws ServiceAppError that explains Okta's last refusal
 */
export async function requestToken(
	app: ServiceApp,
	experience: Experience,
	surroundings: Surroundings,
): Promise<IssuedToken> {
	const url = `${app.orgUrl}${ENDPOINT}`;
	const cured = new Set<Cure>();
	const attempt = { ...experience, key: app.key, proofKey: await firstProofKey(app, experience) };
	let keyRefusal: ServiceAppError | undefined;

	for (;;) {
		const sentAt = surroundings.now();
		const request = {
			url,
			headers: await headersFor(url, attempt, sentAt),
			body: await formFor(url, app, attempt, sentAt),
		};
		const reply = await surroundings.send(request).catch((error: unknown) => {
			const isPassing = error instanceof ServiceAppError && error.mayPass;
			const isQuick = surroundings.now() - sentAt < QUICK;
			if (isPassing && isQuick && !cured.has('wait')) return undefined;
			throw error;
		});
		if (reply === undefined) {
			cured.add('wait');
			await surroundings.sleep(A_MOMENT);
			continue;
		}
		// A nonce can come with any answer, and the last one counts (RFC 9449 §8.2).
		attempt.nonce = reply.headers['dpop-nonce'] ?? attempt.nonce;
		if (reply.status === 200 && !mayPass(reply)) return readToken(reply, app, attempt);

		const clockAhead = secondsAhead(reply.headers.date, (sentAt + surroundings.now()) / 2);
		const cure = cureFor(reply, app, attempt, clockAhead);
		if (cure === undefined || cured.has(cure)) {
			throw explain(reply, keyRefusal, askedWith(app, attempt, clockAhead));
		}
		cured.add(cure);

		if (cure === 'prove') attempt.proofKey = await generateProofKey();
		if (cure === 'clock') attempt.clockOffset = 0 - (clockAhead ?? 0);
		if (cure === 'wait') await surroundings.sleep(patience(reply));
		if (cure === 'nextKey' && app.nextKey !== undefined) {
			keyRefusal = explainRefusal(reply, askedWith(app, attempt, clockAhead));
			attempt.key = app.nextKey;
		}
	}
}

type Cure = 'prove' | 'nonce' | 'clock' | 'nextKey' | 'wait';

interface Attempt extends Experience {
	key: SigningKey;
	proofKey?: ProofKey;
}

async function firstProofKey(app: ServiceApp, experience: Experience) {
	const expected = app.dpop === 'always' || (app.dpop === 'auto' && experience.demandsDpop);
	return expected ? await generateProofKey() : undefined;
}

async function headersFor(url: string, attempt: Attempt, sentAt: number) {
	const headers: Record<string, string> = {
		Accept: 'application/json',
		'Content-Type': 'application/x-www-form-urlencoded',
	};
	if (attempt.proofKey !== undefined) {
		headers.DPoP = await signProof(attempt.proofKey, {
			method: 'POST',
			url,
			nonce: attempt.nonce,
			issuedAt: issuedAt(sentAt, attempt.clockOffset),
		});
	}
	return headers;
}

async function formFor(url: string, app: ServiceApp, attempt: Attempt, sentAt: number) {
	return new URLSearchParams({
		grant_type: 'client_credentials',
		scope: app.scopes.join(' '),
		client_assertion_type: ASSERTION_TYPE,
		client_assertion: await signClientAssertion({
			clientId: app.clientId,
			audience: url,
			key: attempt.key,
			issuedAt: issuedAt(sentAt, attempt.clockOffset),
		}),
	}).toString();
}

function cureFor(
	reply: TokenReply,
	app: ServiceApp,
	attempt: Attempt,
	clockAhead: number | undefined,
): Cure | undefined {
	const { error, says } = oauthError(reply.body);

	if (mayPass(reply)) return 'wait';
	if (error === 'use_dpop_nonce' && reply.headers['dpop-nonce'] !== undefined) return 'nonce';
	if (error === 'invalid_dpop_proof' && attempt.proofKey === undefined && app.dpop === 'auto') {
		return 'prove';
	}
	if (/expired|too far|issued|in the future|in the past|'iat'/i.test(says)) {
		const off = (clockAhead ?? 0) + attempt.clockOffset;
		return clockAhead !== undefined && Math.abs(off) >= SKEW ? 'clock' : undefined;
	}
	return refusesKey(reply) && app.nextKey !== undefined ? 'nextKey' : undefined;
}

/** Whether the same request may be answered with a token later. */
function mayPass(reply: TokenReply): boolean {
	return reply.status === 429 || reply.status >= 500 || isHalfAnswer(reply);
}

/** Whether another key might be accepted: this one is unknown, deactivated or not the right one. */
function refusesKey({ body }: TokenReply): boolean {
	const { error, says } = oauthError(body);
	return error === 'invalid_client' && /kid is invalid|signature is invalid/i.test(says);
}

/** Until the rate-limit window closes by Okta's own clock, else a moment. */
function patience({ status, headers }: TokenReply): number {
	// A proxy that repeats the header has it joined; the later end is the safe one.
	const ends = (headers['x-rate-limit-reset'] ?? '').split(',').map(Number);
	const reset = Math.max(...ends) * 1000;
	const now = Date.parse(headers.date ?? '');
	const wait = status === 429 ? reset - now + 1000 : Number.NaN;
	return wait >= 0 ? Math.min(wait, LONGEST_WAIT) : A_MOMENT;
}

function readToken(reply: TokenReply, app: ServiceApp, attempt: Attempt): IssuedToken {
	const fields = new Map(
		Object.entries(typeof reply.body === 'object' && reply.body !== null ? reply.body : {}),
	);
	const accessToken: unknown = fields.get('access_token');
	const expiresIn: unknown = fields.get('expires_in');
	const scope: unknown = fields.get('scope');
	const tokenType = String(fields.get('token_type')).toLowerCase();
	const isDpop = tokenType === 'dpop' && attempt.proofKey !== undefined;

	if (typeof accessToken !== 'string' || accessToken === '') {
		throw explainRefusal(reply, app);
	}
	if (!isDpop && tokenType !== 'bearer') {
		// RFC 6749 §7.1: a token of an unknown type must not be used.
		throw new ServiceAppError(
			`${app.orgUrl} issued a token of a type that was not asked for`,
			'Check that the Okta domain is an Okta org, and that no proxy changes its answers.',
		);
	}
	if (app.dpop === 'always' && !isDpop) {
		throw new ServiceAppError(
			'Okta issued a Bearer token although this credential insists on DPoP',
			'Switch on “Require Demonstrating Proof of Possession (DPoP) header in token requests” in the app, or set the DPoP field to “Automatic”.',
		);
	}
	return {
		accessToken,
		tokenType: isDpop ? 'DPoP' : 'Bearer',
		expiresIn: typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : 3600,
		scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : app.scopes,
		proofKey: isDpop ? attempt.proofKey : undefined,
		acceptedKey: attempt.key === app.key ? 'current' : 'next',
		demandsDpop: isDpop,
		nonce: attempt.nonce,
		clockOffset: attempt.clockOffset,
	};
}

function askedWith(app: ServiceApp, attempt: Attempt, clockAhead: number | undefined): Asked {
	return { ...app, keyId: attempt.key.keyId, clockAhead };
}

/** @param keyRefusal why the current key was refused, when the next one was tried after it */
function explain(
	reply: TokenReply,
	keyRefusal: ServiceAppError | undefined,
	asked: Asked,
): ServiceAppError {
	const error = explainRefusal(reply, asked);
	if (mayPass(reply)) return new ServiceAppError(error.title, error.description, { mayPass: true });
	if (keyRefusal === undefined) return error;
	if (!refusesKey(reply)) {
		return new ServiceAppError(
			error.title,
			`${error.description} The current key was refused before, and the next one tried: ${keyRefusal.title}.`,
		);
	}
	return new ServiceAppError(
		'Okta accepts neither the current nor the next private key',
		`Current key: ${keyRefusal.title}. Next key: ${error.message}`,
	);
}
