import type { NodeApiError } from 'n8n-workflow';

import type { OktaReply, OktaRequest } from './types';

/** What became of a request that brought no answer, or half of one. */
export interface NoAnswer {
	error: NodeApiError;
	/** Whether it is certain that the request didn't reach Okta either. */
	isUnsent: boolean;
	/** Whether the time was up. */
	isTimeout: boolean;
}

/** What sending a request once led to. */
export type Attempt = OktaReply | NoAnswer;

/** What an outcome means for what to do next. */
export type Verdict =
	| 'success'
	/** The rate limit is used up; nothing was done. */
	| 'limited'
	/** Okta has too many requests at the same time; nothing was done. */
	| 'crowded'
	/** It may be otherwise in a moment; whether something was done is another question. */
	| 'passing'
	/** Okta means it, or whoever answered in its place. */
	| 'refused';

export function judge(outcome: Attempt): Verdict {
	if (isNoAnswer(outcome)) return 'passing';
	if (isRateLimit(outcome)) {
		// Reported with a limit of 0, and a reset that means nothing.
		return Number(outcome.headers['x-rate-limit-limit']) > 0 ? 'limited' : 'crowded';
	}
	if ([500, 502, 503, 504].includes(outcome.status)) return 'passing';
	if (outcome.status < 200 || outcome.status > 299) return 'refused';
	if (isWebPage(outcome)) return 'refused';
	return isCutOff(outcome) ? 'passing' : 'success';
}

export function isNoAnswer(outcome: Attempt): outcome is NoAnswer {
	return 'error' in outcome;
}

/** Okta also answers 429 while an SMS, a call or an e-mail cools down, which no retry helps. */
export function isRateLimit(reply: OktaReply): boolean {
	const code = codeOf(reply);
	return reply.status === 429 && (code === undefined || code === 'E0000047');
}

/** Whether an answer is the beginning of JSON. n8n's helper hands that over as text. */
export function isCutOff({ status, headers, body }: OktaReply): boolean {
	const isJson = /\bjson\b/i.test(headers['content-type'] ?? '');
	return status < 300 && isJson && typeof body === 'string' && /^\s*[[{]/.test(body);
}

/** Whether it was something between here and Okta that answered. Okta's API has no pages. */
export function isWebPage({ status, headers }: OktaReply): boolean {
	return (status < 300 || status === 403) && /^text\/html\b/i.test(headers['content-type'] ?? '');
}

/** Whether it is certain that Okta did nothing of what it was asked to do. */
export function isUndone(outcome: Attempt): boolean {
	if (isNoAnswer(outcome)) return outcome.isUnsent;
	// Okta is being upgraded, and takes no changes.
	return outcome.status === 503 && codeOf(outcome) === 'E0000010';
}

/** Whether a page may have been too large for Okta; a failure of another kind comes once, at most. */
export function isTooMuch(outcome: Attempt, failures: number): boolean {
	if (isNoAnswer(outcome)) return outcome.isTimeout;
	return outcome.status === 504 || (codeOf(outcome) === 'E0000009' && failures > 1);
}

/** The same request for half as many objects, if the list can be read in pages as small as that. */
export function withSmallerPage(request: OktaRequest): OktaRequest {
	const { smallestPage, path, query } = request;
	const inPath = /(?<=[?&]limit=)\d+/.exec(path)?.[0];
	const size = Number(query?.['limit'] ?? inPath);
	const half = Math.floor(size / 2);
	if (smallestPage === undefined || !(half >= Math.max(smallestPage, 1))) return request;
	if (query?.['limit'] !== undefined) return { ...request, query: { ...query, limit: half } };
	return { ...request, path: path.replace(/(?<=[?&]limit=)\d+/, String(half)) };
}

/**
 * How long to wait, in milliseconds, before what failed is tried again; spread, so that those who
 * failed together don't come back together.
 *
 * @param failures - from 1
 * @param random - from 0 to 1
 */
export function backOff(failures: number, random: number): number {
	return 2 ** Math.min(failures - 1, 5) * 1000 * (1 + random / 2);
}

function codeOf({ body }: OktaReply): unknown {
	return body instanceof Object && 'errorCode' in body ? body.errorCode : undefined;
}
