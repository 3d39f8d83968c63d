import type { IDataObject } from 'n8n-workflow';

import { sendForList } from '../transport/answers';
import { nextLink, PagesRead, pathOf } from '../transport/pages';
import { unlessCursorRefused } from '../transport/refusals';
import type { Okta, OktaReply, OktaRequest } from '../transport/types';

/** As many events as Okta gives at a time. */
export const LOG_PAGE = 1000;

/** What one answer of the log brought. */
export interface LogPage extends Pick<OktaReply, 'headers'> {
	rows: IDataObject[];
	/** Path of what comes next, to come back to; by time, where there is none that will do. */
	next: string | undefined;
}

/**
 * Reads on in the log from a place to its end, in the order in which Okta wrote it (Okta's System Log
 * API, "Polling requests"). Even the last page has a link, which leads to what isn't written yet.
 *
 * @param cursor - a link of an earlier answer, also one with a host; it may be another name of the org
 * @param byTime - what to ask for where there is none, or Okta no longer knows it
 * @throws what `okta.send` throws, and when a page leads back to one that was read already
 */
export async function* logPages(
	okta: Pick<Okta, 'send'>,
	cursor: string | undefined,
	byTime: OktaRequest,
): AsyncGenerator<LogPage> {
	const path = cursor === undefined ? undefined : pathOf(cursor);
	let request: OktaRequest = path === undefined ? byTime : { method: 'GET', path };
	let answer = path === undefined ? undefined : await readOn(okta, request);
	if (!answer) request = byTime;
	answer ??= await sendForList(okta, byTime);
	const read = new PagesRead();
	let wasEmpty = false;
	for (;;) {
		const { rows, headers } = answer;
		const link = nextLink(headers['link']);
		const next = link === undefined ? undefined : pathOf(link);
		const isAgain = next !== undefined && read.has(request, next);
		const isFull = rows.length >= LOG_PAGE;
		const isEnd = !isFull && (rows.length > 0 || isAgain || wasEmpty);
		yield { rows, headers, next: isAgain && isFull ? undefined : next };
		if (isEnd || next === undefined) return;
		read.next(request, rows.length, link);
		wasEmpty = rows.length === 0;
		request = { method: 'GET', path: next };
		answer = await sendForList(okta, request);
	}
}

async function readOn(okta: Pick<Okta, 'send'>, request: OktaRequest) {
	return await sendForList(okta, request).catch(unlessCursorRefused);
}
