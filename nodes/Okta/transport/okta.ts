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
}

/** The outside world, handed in so that the rules here can be tested without n8n and the clock. */
export interface Wires extends Pick<Okta, 'origin' | 'reach' | 'session'> {
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
	const { exchange, pause, explain, reach, session } = wires;

	async function send(request: OktaRequest): Promise<OktaReply> {
		let reply = await exchange(request);
		const firstRequestId = reply.headers['x-okta-request-id'] ?? '';
		for (let attempt = 0; attempt < retries; attempt++) {
			const delay = retryDelay(reply, attempt, Math.random());
			if (delay === undefined) break;
			await pause(delay);
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
	};
}

/** All rows of all pages, as one array. */
export async function collect(pages: AsyncIterable<IDataObject[]>): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of pages) rows.push(...page);
	return rows;
}
