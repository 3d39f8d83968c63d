import type { Call, Reply, Route } from '../route';
import { invalidPaging } from '../errors';
import { pageLimit } from '../paging';
import { invalidFilter } from './refusals';
import { ok } from './request';
import type { Language, Operator, Predicate } from './search';
import type { LogEvent } from './systemLog';
import { understand } from './understand';

const PAGE = { default: 100, max: 1_000 };
const DAY = 86_400_000;
const RETENTION = 90 * DAY;

const ALL: ReadonlySet<Operator> = new Set<Operator>(['eq', 'ne', 'sw', 'ew', 'co', 'pr']);
const WITHOUT_CO: ReadonlySet<Operator> = new Set<Operator>(['eq', 'ne', 'sw', 'ew', 'pr']);

const ATTRIBUTE =
	/^(?:uuid|eventType|version|severity|displayMessage|legacyEventType|(?:actor|target|client|outcome|transaction|debugContext|request|authenticationContext|securityContext|device)(?:\.\w+)+)$/;

const language: Language<LogEvent> = {
	caseSensitive: false,
	attribute(name) {
		if (!ATTRIBUTE.test(name)) return undefined;
		const noContains = /^debugContext\.debugData\.(?:url|requestUri)$/.test(name);
		return { type: 'string', operators: noContains ? WITHOUT_CO : ALL };
	},
	read: (event, name) => name.split('.').reduce<unknown>(member, event),
};

/** A member by name; of a list, that member of each element. */
function member(value: unknown, name: string): unknown {
	if (Array.isArray(value)) return value.map((element) => member(element, name));
	return typeof value === 'object' && value !== null
		? new Map<string, unknown>(Object.entries(value)).get(name)
		: undefined;
}

const MOST_WORDS = 10;
const LONGEST_WORD = 40;

function keywords(q: string | null): Predicate<LogEvent> {
	if (!q) return () => true;
	const words = q.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length > MOST_WORDS || words.some((word) => word.length > LONGEST_WORD))
		throw invalidFilter(`At most ${MOST_WORDS} keywords of ${LONGEST_WORD} characters`);
	return (event) => {
		const text = JSON.stringify(event).toLowerCase();
		return words.every((word) => text.includes(word));
	};
}

function dateIn(call: Call, name: string): number | undefined {
	const value = call.query.get(name);
	if (!value) return undefined;
	const time = Date.parse(value);
	if (Number.isNaN(time)) throw invalidFilter(`${name}: ${value} is not a date`);
	return time;
}

/**
 * Without `until` the log is polled: events come in the order they were written, and there is
 * always a `next` link to come back to. With `until` it ends.
 */
function list(call: Call): Reply {
	const { log, clock } = call.org.directory;
	const now = clock.now();
	const until = dateIn(call, 'until');
	const after = call.query.get('after');
	const since = after ? 0 : (dateIn(call, 'since') ?? (until ?? now) - 7 * DAY);
	if (since !== 0 && since < now - 2 * RETENTION)
		throw invalidFilter('since: The date is further back than events are kept');
	const limit = pageLimit(call, PAGE);
	const filter = call.query.get('filter');
	const matches = filter ? understand(filter, language, invalidFilter) : () => true;
	const has = keywords(call.query.get('q'));
	const descending = call.query.get('sortOrder') === 'DESCENDING';
	const { events } = log;
	const step = descending ? -1 : 1;
	let place = after ? fromCursor(after) : descending ? events.length - 1 : 0;
	const items: LogEvent[] = [];
	for (; events[place] && items.length < limit; place += step) {
		const event = events[place];
		if (!event) break;
		const published = Date.parse(event.published);
		const inside =
			published >= Math.max(since, now - RETENTION) && (until === undefined || published < until);
		if (inside && matches(event) && has(event)) items.push(event);
	}
	const polling = until === undefined && !descending;
	const next = polling || (events[place] !== undefined && items.length === limit);
	return linked(call, items, next ? place : undefined);
}

/** Cursors of this list outlast the list: a poller comes back with one later. */
const toCursor = (place: number): string => Buffer.from(`log:${place}`).toString('base64url');

function fromCursor(cursor: string): number {
	const place = /^log:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
	if (place === undefined) throw invalidPaging();
	return Number(place);
}

function linked(call: Call, items: LogEvent[], next: number | undefined): Reply {
	const to = (query: URLSearchParams) => `<${call.origin}${call.path}?${query.toString()}>`;
	const link = [`${to(call.query)}; rel="self"`];
	if (next !== undefined) {
		const query = new URLSearchParams(call.query);
		// A cursor takes the place of the start: both together would contradict each other.
		query.delete('since');
		query.set('after', toCursor(next));
		link.push(`${to(query)}; rel="next"`);
	}
	return ok(items, { link });
}

export const logRoutes: Route[] = [
	{ route: 'GET /api/v1/logs', scopes: ['okta.logs.read'], handle: list },
];
