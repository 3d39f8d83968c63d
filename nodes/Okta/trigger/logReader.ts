import { NodeApiError, UserError } from 'n8n-workflow';

import { happened, isLogEvent, type LogEvent } from '../objects/logEvent';
import { nextLink } from '../transport/pages';
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

/** As many as Okta gives at a time. */
const pageSize = 1_000;

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
 * @throws what `okta.send` throws; a position that Okta refuses is given up for its `since`
 */
export async function* readLog(
	okta: Pick<Okta, 'send'>,
	start: Position,
	now: () => number,
): AsyncGenerator<Page> {
	let position = start;
	for (let page = 0; page < mostPages; page++) {
		const reply = await ask(okta, position, now);
		const events = readEvents(reply);
		const next = nextLink(reply.headers['link']);
		const isEnd = events.length < pageSize;
		const readUntil = isEnd ? timeOf(reply, now) : Math.max(0, ...events.map(happened));
		position = {
			...position,
			// Okta always has a link here; without one the next reading starts by time.
			next,
			since: later(position.since, new Date(readUntil - overlap).toISOString()),
		};
		yield { events, position };
		if (isEnd) return;
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
	for (let page = 0; request && page < mostPages && found.length < limit; page++) {
		const reply: OktaReply = await okta.send(request);
		const events = readEvents(reply);
		found.push(...events.filter(wanted));
		const next = nextLink(reply.headers['link']);
		request = next !== undefined && events.length > 0 ? { method: 'GET', path: next } : undefined;
	}
	return found.slice(0, limit).toReversed();
}

async function ask(okta: Pick<Okta, 'send'>, position: Position, now: () => number) {
	const { next, since, filter } = position;
	const oldest = new Date(now() - retention).toISOString();
	const byTime: OktaRequest = {
		method: 'GET',
		path: '/api/v1/logs',
		query: {
			since: later(since, oldest),
			sortOrder: 'ASCENDING',
			limit: pageSize,
			...(filter !== '' && { filter }),
		},
	};
	if (next === undefined) return await okta.send(byTime);
	return await okta.send({ method: 'GET', path: next }).catch(async (error: unknown) => {
		if (!(error instanceof NodeApiError && ['400', '404', '410'].includes(error.httpCode ?? ''))) {
			throw error;
		}
		return await okta.send(byTime);
	});
}

function readEvents({ body }: OktaReply): LogEvent[] {
	if (Array.isArray(body) && body.every(isLogEvent)) return body;
	throw new UserError('Okta answered with something that is not a part of its log');
}

/** By Okta's clock if it tells: that of this machine may be wrong. Epoch milliseconds. */
function timeOf({ headers }: OktaReply, now: () => number): number {
	const date = Date.parse(headers['date'] ?? '');
	return Number.isNaN(date) ? now() : date;
}

function later(a: string, b: string): string {
	return Date.parse(a) > Date.parse(b) ? a : b;
}
