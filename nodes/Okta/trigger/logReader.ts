import { type IDataObject, UserError } from 'n8n-workflow';

import { happened, isLogEvent, type LogEvent } from '../objects/logEvent';
import { LOG_PAGE, logPages } from '../objects/logPages';
import { sendForList } from '../transport/answers';
import { nextLink, PagesRead } from '../transport/pages';
import { readDate } from '../transport/rateLimit';
import type { Okta, OktaReply, OktaRequest } from '../transport/types';

/** How far the log was read. */
export interface Position {
	/** Okta's link to what comes next, which stands for a place and for the filter it was made with. */
	next?: string;
	/** Where to start again when the link won't do. ISO 8601. */
	since: string;
	filter: string;
	/** What the form said about the start when reading began. */
	start: string;
}

/** Some events, and the position after them. */
export interface Page {
	events: LogEvent[];
	position: Position;
}

/** Okta lets an org read the log some 20 to 120 times a minute, all clients together. */
const mostPages = 10;

/** Starting again, so much is read once more: Okta writes events down late. Milliseconds. */
const overlap = 15 * 60_000;

/** Okta keeps 90 days and refuses to be asked for more. Milliseconds. */
const retention = 89 * 24 * 60 * 60_000;

/**
 * The position of a trigger that begins, or whose filter or start was changed: what was read with
 * another filter isn't known with this one.
 *
 * @param start what the form says about the start: a time, or empty for now
 * @param now epoch milliseconds
 */
export function startingPosition(
	before: Position | undefined,
	filter: string,
	start: string,
	now: number,
): Position {
	if (before?.start === start) {
		return before.filter === filter ? before : { since: before.since, filter, start };
	}
	return { since: start === '' ? new Date(now).toISOString() : start, filter, start };
}

/**
 * Reads on from a position to the end of the log, or for ten pages. Events come in the order in
 * which Okta wrote them down, not in which they happened (Okta's System Log API, "Polling requests").
 *
 * @param now Okta's time of day, where its answers don't tell. Epoch milliseconds
 * @throws what `okta.send` throws, and when the log leads back to where it was read; a position that
 * Okta refuses is given up for its `since`
 */
export async function* readLog(
	okta: Pick<Okta, 'send'>,
	start: Position,
	now: () => number,
): AsyncGenerator<Page> {
	const { next: cursor, since, filter } = start;
	const byTime: OktaRequest = {
		method: 'GET',
		path: '/api/v1/logs',
		query: {
			since: later(since, new Date(now() - retention).toISOString()),
			sortOrder: 'ASCENDING',
			limit: LOG_PAGE,
			...(filter !== '' && { filter }),
		},
	};
	let position = start;
	let page = 0;
	for await (const { rows, headers, next } of logPages(okta, cursor, byTime)) {
		const events = readEvents(rows);
		const isFull = events.length >= LOG_PAGE;
		const readUntil = isFull ? Math.max(...events.map(happened)) : timeOf(headers, now);
		position = {
			...position,
			// Without a link, or with one that won't do, the next reading starts by time.
			next,
			since: later(position.since, new Date(readUntil - overlap).toISOString()),
		};
		yield { events, position };
		if (++page === mostPages) return;
	}
}

/** The latest events there are, the newest last, for somebody who builds a flow. */
export async function latest(
	okta: Pick<Okta, 'send'>,
	filter: string,
	wanted: (event: LogEvent) => boolean,
	limit: number,
): Promise<LogEvent[]> {
	const found: LogEvent[] = [];
	let request: OktaRequest | undefined = {
		method: 'GET',
		path: '/api/v1/logs',
		query: { sortOrder: 'DESCENDING', limit: 200, ...(filter !== '' && { filter }) },
	};
	const read = new PagesRead();
	for (let page = 0; request && page < mostPages; page++) {
		const { rows, headers } = await sendForList(okta, request);
		found.push(...readEvents(rows).filter(wanted));
		if (found.length >= limit) break;
		const next = read.next(request, rows.length, nextLink(headers['link']));
		request = next === undefined ? undefined : { method: 'GET', path: next };
	}
	return found.slice(0, limit).toReversed();
}

function readEvents(rows: IDataObject[]): LogEvent[] {
	if (rows.every(isLogEvent)) return rows;
	throw new UserError('Okta answered with something that is not a part of its log');
}

/** By Okta's clock if it tells: that of this machine may be wrong. Epoch milliseconds. */
function timeOf(headers: OktaReply['headers'], now: () => number): number {
	return readDate(headers) ?? now();
}

function later(a: string, b: string): string {
	return Date.parse(a) > Date.parse(b) ? a : b;
}
