/** What happens to a request instead of, or on top of, its ordinary answer. */
export type Effect =
	/** Answered like this; nothing is done. An empty `body` means Okta's own error for the status. */
	| { status: number; body?: unknown; headers?: Record<string, string> }
	/** Done and answered, only so much later. Milliseconds. */
	| { delayMs: number }
	/** Done and answered, with a `Date` header that is off by so much. Milliseconds. */
	| { dateSkewMs: number }
	/** Done and answered, only that the next page is said to be at this address. */
	| { nextPageAt: string }
	/** Done and answered, with links to pages that name another origin. */
	| { linksTo: string }
	/** Done and answered; these headers come twice, joined as a proxy joins them: ours, then this. */
	| { repeatHeaders: Readonly<Record<string, string>> }
	/** Done and answered without these headers. Lower-case names. */
	| { dropHeaders: readonly string[] }
	/** Done and answered, only that this is made of the body. */
	| { rewrite: (body: unknown) => unknown }
	/** Done and answered; this is called before. */
	| { meanwhile: () => void }
	/** The org is gone for so long: nothing is done, and nothing listens. Milliseconds. */
	| { goneMs: number }
	/** The tokens of the caller are revoked, and the request refused for it; nothing is done. */
	| 'revokeTokens'
	/** DPoP nonces given out so far are refused, and with them this request; nothing is done. */
	| 'renewNonce'
	/** The connection is reset; nothing is done. */
	| 'reset'
	/** Done, and the connection is reset instead of the answer: the caller can't know. */
	| 'resetAfter'
	/** Done; the connection is reset in the middle of the body. */
	| 'truncate'
	/** Done; the body is complete HTTP but cut off JSON. */
	| 'malformed'
	/** Done; what comes back isn't HTTP, as from something broken between Okta and the caller. */
	| 'gibberish'
	/** 429 as if the bucket were used up, until the end of its minute. */
	| 'throttle'
	/** 429 with a limit of 0: too many requests at the same time. */
	| 'concurrency';

export interface Fault {
	method?: string;
	/** Path as sent, a template such as `/api/v1/users/{userId}`, or a pattern. Default: any path. */
	path?: string | RegExp;
	/** How many requests are hit. Default: all. */
	times?: number;
	/** How many matching requests pass unharmed first. */
	after?: number;
	then: Effect;
}

interface Armed {
	matches(method: string, path: string): boolean;
	toSkip: number;
	left: number;
	effect: Effect;
}

/** Faults armed by tests; each request takes the first one that still has hits left. */
export class Faults {
	readonly #armed = new Set<Armed>();
	/** How many requests were hit so far. */
	taken = 0;

	/** Arms a fault. @returns what disarms it again. */
	add({ method, path, times = Infinity, after = 0, then }: Fault): () => void {
		const pattern = typeof path === 'string' ? templatePattern(path) : path;
		const armed: Armed = {
			matches: (requestMethod, requestPath) =>
				(method === undefined || method === requestMethod) &&
				(pattern === undefined || pattern.test(requestPath)),
			toSkip: after,
			left: times,
			effect: then,
		};
		this.#armed.add(armed);
		return () => this.#armed.delete(armed);
	}

	clear(): void {
		this.#armed.clear();
	}

	/** The effect on this request, which is thereby counted. */
	take(method: string, path: string): Effect | undefined {
		for (const armed of this.#armed) {
			if (armed.left <= 0 || !armed.matches(method, path)) continue;
			if (armed.toSkip > 0) {
				armed.toSkip--;
				continue;
			}
			armed.left--;
			this.taken++;
			return armed.effect;
		}
		return undefined;
	}
}

const templatePattern = (template: string): RegExp =>
	new RegExp(
		`^${template
			.split(/\{\w+\}/)
			.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('[^/]+')}$`,
	);
