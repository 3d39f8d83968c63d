import { Ledger, tokenPath, type LedgerEntry } from '../org/ledger';
import type { Received } from '../org/request';

/** What an org was asked for, counted. */
export interface Counts {
	/** Tokens issued. */
	tokens: number;
	/** Requests to the token endpoint, refusals and nonce challenges included. */
	tokenRequests: number;
	/** Calls of the management API that only read. */
	reads: number;
	/** Calls of the management API that were answered with success. */
	succeeded: number;
	/** Calls refused for a rate or concurrency limit. */
	tooMany: number;
	/** Calls refused for their token. */
	unauthorized: number;
	/** Calls that ended in any other way, connections the caller gave up included. */
	otherwise: number;
	/** Different addresses that were read. */
	addresses: number;
}

const nothing = {
	tokens: 0,
	tokenRequests: 0,
	calls: 0,
	reads: 0,
	succeeded: 0,
	tooMany: 0,
	unauthorized: 0,
};

/** A ledger that only counts, so that the millionth request costs what the first one did. */
export class Tally extends Ledger {
	#counts = { ...nothing };
	readonly #addresses = new Set<string>();

	override record({ method, rawPath, query }: Received, at: number, requestId: string) {
		if (rawPath === tokenPath) this.#counts.tokenRequests++;
		else this.#counts.calls++;
		if (method === 'GET') this.#counts.reads++;
		if (method === 'GET') this.#addresses.add(`${rawPath}?${query.toString()}`);
		const entry: LedgerEntry = {
			at,
			method,
			path: rawPath,
			query: {},
			headers: {},
			body: undefined,
			status: 0,
			requestId,
		};
		return entry;
	}

	override answered(entry: LedgerEntry, status: number): void {
		const success = status >= 200 && status < 300;
		if (entry.path === tokenPath) this.#counts.tokens += success ? 1 : 0;
		else if (success) this.#counts.succeeded++;
		else if (status === 429) this.#counts.tooMany++;
		else if (status === 401) this.#counts.unauthorized++;
	}

	override clear(): void {
		this.#counts = { ...nothing };
		this.#addresses.clear();
	}

	counts(): Counts {
		const { calls, ...counts } = this.#counts;
		const known = counts.succeeded + counts.tooMany + counts.unauthorized;
		return { ...counts, otherwise: calls - known, addresses: this.#addresses.size };
	}
}
