import type { NodeApiError } from 'n8n-workflow';

import { isObject, isObjectList } from './json';
import { readDate, readRateLimit } from './rateLimit';
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
	/** Okta has too many requests at the same time, or doesn't say until when; nothing was done. */
	| 'crowded'
	/** It may be otherwise in a moment; whether something was done is another question. */
	| 'passing'
	/** Okta means it, or whoever answered in its place. */
	| 'refused';

export function judge(outcome: Attempt, request: OktaRequest): Verdict {
	if (isNoAnswer(outcome)) return 'passing';
	if (isRateLimit(outcome)) {
		const { headers } = outcome;
		return readRateLimit(headers) && readDate(headers) !== undefined ? 'limited' : 'crowded';
	}
	if (isReconciling(outcome)) return 'passing';
	if ([500, 502, 503, 504].includes(outcome.status)) return 'passing';
	if (outcome.status < 200 || outcome.status > 299) return 'refused';
	if (isWebPage(outcome)) return 'refused';
	if (isCutOff(outcome, request)) return 'passing';
	return isOfOtherShape(outcome, request) ? 'refused' : 'success';
}

export function isNoAnswer(outcome: Attempt): outcome is NoAnswer {
	return 'error' in outcome;
}

/** Okta also answers 429 while an SMS, a call or an e-mail cools down, which no retry helps. */
export function isRateLimit(reply: OktaReply): boolean {
	const code = codeOf(reply);
	return reply.status === 429 && (code === undefined || code === 'E0000047');
}

/**
 * Whether a success calls itself JSON and isn't what Okta writes in JSON, an object or a list. What
 * can't be parsed n8n's helper hands over as text. Okta may answer a change with nothing at all.
 */
export function isCutOff({ status, headers, body }: OktaReply, { method }: OktaRequest): boolean {
	const isJson = /\bjson\b/i.test(headers['content-type'] ?? '');
	if (status >= 300 || !isJson || body instanceof Object) return false;
	return !isBlank(body) || (method === 'GET' && status !== 204);
}

/** Whether a success has an object where the request asks for a list, or the like. */
export function isOfOtherShape({ status, body }: OktaReply, { answer }: OktaRequest): boolean {
	if (status >= 300 || answer === undefined) return false;
	if (answer === 'list') return !isObjectList(body);
	return !isObject(body) && !(answer === 'objectOrNothing' && isBlank(body));
}

function isBlank(body: unknown): boolean {
	return body === undefined || (typeof body === 'string' && body.trim() === '');
}

/** Whether it was something between here and Okta that answered. Okta's API has no pages. */
export function isWebPage({ status, headers }: OktaReply): boolean {
	return (status < 300 || status === 403) && /^text\/html\b/i.test(headers['content-type'] ?? '');
}

/** Whether it is certain that Okta did nothing of what it was asked to do. */
export function isUndone(outcome: Attempt): boolean {
	if (isNoAnswer(outcome)) return outcome.isUnsent;
	// Okta is being upgraded, and takes no changes.
	return isReconciling(outcome) || (outcome.status === 503 && codeOf(outcome) === 'E0000010');
}

/** Whether Okta has not finished with earlier changes of the same kind, such as of group rules. */
function isReconciling(reply: OktaReply): boolean {
	return reply.status === 423 && codeOf(reply) === 'E0000239';
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
