import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Received } from './request';

/** The unsigned half of a JWT: harmless without the signature, and what tests want to look at. */
export interface Claims {
	header: Record<string, unknown>;
	claims: Record<string, unknown>;
}

/** One request as the org saw it. Tokens, assertions and proofs are not kept, only their claims. */
export interface LedgerEntry {
	/** Epoch milliseconds by the org's clock. */
	at: number;
	method: string;
	/** As sent, percent-encoded. */
	path: string;
	query: Record<string, string>;
	/** Lower-case names; `authorization` shows its scheme only, `dpop` and `cookie` nothing. */
	headers: Record<string, string>;
	/** Parsed JSON, the form fields of a token request, or the text that could not be parsed. */
	body: unknown;
	/** 0 while the request is being handled, and when the connection was broken off unanswered. */
	status: number;
	requestId: string;
	clientId?: string;
	/** Rate-limit bucket the request was counted in. */
	bucket?: string;
	/** Claims of the DPoP proof that came along. */
	proof?: Claims;
	/** Claims of the client assertion of a token request. */
	assertion?: Claims;
}

export interface LedgerQuery {
	method?: string;
	/** Equal to the path, or matching it. */
	path?: string | RegExp;
	status?: number;
}

export const tokenPath = '/oauth2/v1/token';

const redacted = '[redacted]';

/** Every request since the start or the last `clear()`, in the order of arrival. */
export class Ledger {
	readonly requests: LedgerEntry[] = [];

	record(received: Received, at: number, requestId: string): LedgerEntry {
		const form = isForm(received) ? new URLSearchParams(received.text) : undefined;
		const entry: LedgerEntry = {
			at,
			method: received.method,
			path: received.rawPath,
			query: Object.fromEntries(received.query),
			headers: withoutSecrets(received.headers),
			body: form ? formWithoutSecrets(form) : readJson(received.text),
			status: 0,
			requestId,
			proof: claimsOf(received.headers.dpop),
			assertion: claimsOf(form?.get('client_assertion')),
		};
		this.requests.push(entry);
		return entry;
	}

	/** The request got its answer; one that never does keeps status 0. */
	answered(entry: LedgerEntry, status: number): void {
		entry.status = status;
	}

	clear(): void {
		this.requests.length = 0;
	}

	filter({ method, path, status }: LedgerQuery): LedgerEntry[] {
		return this.requests.filter(
			(entry) =>
				(method === undefined || entry.method === method) &&
				(path === undefined ||
					(typeof path === 'string' ? entry.path === path : path.test(entry.path))) &&
				(status === undefined || entry.status === status),
		);
	}

	/** Token requests that were answered with a token. */
	tokenExchanges(clientId?: string): LedgerEntry[] {
		return this.tokenRequests(clientId).filter((entry) => entry.status === 200);
	}

	/** All token requests, refused ones and nonce challenges included. */
	tokenRequests(clientId?: string): LedgerEntry[] {
		return this.filter({ method: 'POST', path: tokenPath }).filter(
			(entry) => clientId === undefined || entry.clientId === clientId,
		);
	}
}

const isForm = ({ headers }: Received): boolean =>
	headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
	const kept: Record<string, string> = { ...headers };
	if (kept.authorization !== undefined) {
		kept.authorization = `${kept.authorization.split(' ')[0] ?? ''} ${redacted}`;
	}
	if (kept.dpop !== undefined) kept.dpop = redacted;
	if (kept.cookie !== undefined) kept.cookie = redacted;
	return kept;
}

const secretFields = ['client_assertion', 'client_secret', 'token'];

function formWithoutSecrets(form: URLSearchParams): Record<string, string> {
	const kept = Object.fromEntries(form);
	for (const name of secretFields) if (name in kept) kept[name] = redacted;
	return kept;
}

function readJson(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function claimsOf(token: string | null | undefined): Claims | undefined {
	if (!token) return undefined;
	try {
		return { header: { ...decodeProtectedHeader(token) }, claims: decodeJwt(token) };
	} catch {
		return undefined;
	}
}
