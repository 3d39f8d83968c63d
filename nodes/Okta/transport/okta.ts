import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { followPages, type Paging } from './pages';
import { retryDelay } from './rateLimit';
import type { OktaReply, OktaRequest } from './request';
import type { Session } from './session';

/** The org, as operations and dropdowns talk to it. */
export interface Okta {
	/**
	 * Scheme and host, for example `https://acme.okta.com`.
	 *
	 * @throws NodeOperationError when the credential has no usable Okta domain
	 */
	readonly origin: string;
	/**
	 * Sends one request, waiting out rate limits.
	 *
	 * @throws NodeApiError when Okta refuses it, UserError when it isn't for this org
	 */
	send: (request: OktaRequest) => Promise<OktaReply>;
	/** Reads a list page by page; throws what `send` throws. */
	pages: (request: OktaRequest, options: Paging) => AsyncGenerator<IDataObject[]>;
	/**
	 * Reads a public path without a token, once.
	 *
	 * @throws ServiceAppError when no answer came
	 */
	reach: (path: string) => Promise<OktaReply>;
	/** How the credential signs in. */
	session: Session;
	/** How many requests the user lets this run have under way at a time; `send` may admit fewer. */
	readonly parallel: number;
	/** Aborted when the execution is stopped; there is none while a dropdown is filled. */
	readonly signal: AbortSignal | undefined;
	/** What this run has sent and waited for so far; it changes while the run goes on. */
	readonly traffic: Readonly<Traffic>;
}

/** Counters of one run. */
export interface Traffic {
	/** Requests sent to Okta's API, repetitions included. */
	requests: number;
	/** How many of them were repetitions. */
	retries: number;
	/** How often the run stood still because a rate limit was used up. */
	waits: number;
	/** How long it stood still for that, in milliseconds. */
	waitedMs: number;
	/** The part of the tightest rate limit that is used up, from 0 to 1; unknown before an answer. */
	shareUsed?: number;
}

/** The outside world, handed in so that the rules here can be tested without n8n and the clock. */
export interface Wires extends Pick<Okta, 'origin' | 'reach' | 'session' | 'parallel' | 'signal'> {
	/** One HTTP exchange; statuses are values. */
	exchange: (request: OktaRequest) => Promise<OktaReply>;
	/** Resolves after so many milliseconds, or rejects when the execution is stopped. */
	pause: (milliseconds: number) => Promise<void>;
	/** What to throw for an answer that isn't a success. */
	explain: (reply: OktaReply, request: OktaRequest) => NodeApiError;
}

const retries = 3;

/** Okta behind n8n's helpers: rate limits waited for, refusals thrown, pages followed. */
export function createOkta(wires: Wires): Okta {
	const { pause, explain, reach, session, parallel, signal } = wires;
	const traffic: Traffic = { requests: 0, retries: 0, waits: 0, waitedMs: 0 };

	async function exchange(request: OktaRequest): Promise<OktaReply> {
		traffic.requests++;
		const reply = await wires.exchange(request);
		const limit = Number(reply.headers['x-rate-limit-limit']);
		const remaining = Number(reply.headers['x-rate-limit-remaining']);
		if (limit > 0) traffic.shareUsed = (limit - remaining) / limit;
		return reply;
	}

	async function send(request: OktaRequest): Promise<OktaReply> {
		let reply = await exchange(request);
		const firstRequestId = reply.headers['x-okta-request-id'] ?? '';
		for (let attempt = 0; attempt < retries; attempt++) {
			const delay = retryDelay(reply, attempt, Math.random());
			if (delay === undefined) break;
			traffic.waits++;
			traffic.waitedMs += delay;
			await pause(delay);
			traffic.retries++;
			reply = await exchange({
				...request,
				headers: {
					...request.headers,
					'X-Okta-Retry-For': firstRequestId,
					'X-Okta-Retry-Count': String(attempt + 1),
				},
			});
		}
		if (reply.status < 200 || reply.status > 299) throw explain(reply, request);
		return reply;
	}

	return {
		get origin() {
			return wires.origin;
		},
		send,
		pages: (request, options) => followPages(send, request, options),
		reach,
		session,
		parallel,
		signal,
		traffic,
	};
}

/** All rows of all pages, as one array. */
export async function collect(pages: AsyncIterable<IDataObject[]>): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of pages) rows.push(...page);
	return rows;
}
