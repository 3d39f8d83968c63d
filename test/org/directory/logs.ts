import type { Call, Reply, Route } from '../route';
import { invalidPaging, validationFailed } from '../errors';
import { pageLimit } from '../paging';
import { invalidDate, invalidFilter, sinceTooEarly } from './refusals';
import { ok } from './request';
import type { Language, Operator, Predicate } from './search';
import type { LogEvent } from './logEvent';
import { countBefore } from './systemLog';
import { understand } from './understand';

const PAGE = { default: 100, max: 1_000 };
const DAY = 86_400_000;
const RETENTION = 90 * DAY;
/** How far back `since` may be. */
const FURTHEST = 180 * DAY;

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

/** E0000030 for what is no date. */
function dateIn(call: Call, name: string): number | undefined {
	const value = call.query.get(name);
	if (!value) return undefined;
	const time = Date.parse(value);
	if (Number.isNaN(time)) throw invalidDate();
	return time;
}

interface Query {
	since: number;
	until: number | undefined;
	limit: number;
	/** Undefined on the first page. */
	after: string | undefined;
	descending: boolean;
	matches: Predicate<LogEvent>;
}

function queryIn(call: Call): Query {
	const { query } = call;
	const now = call.org.clock.now();
	const until = dateIn(call, 'until');
	const after = query.get('after') || undefined;
	const asked = dateIn(call, 'since');
	if (after !== undefined && asked !== undefined)
		throw validationFailed('after', "after: 'since' and 'after' are mutually exclusive");
	if (asked !== undefined && asked < now - FURTHEST) throw sinceTooEarly();
	const filter = query.get('filter');
	const passes = filter ? understand(filter, language, invalidFilter) : () => true;
	const has = keywords(query.get('q'));
	return {
		since: Math.max(asked ?? (until ?? now) - 7 * DAY, now - RETENTION),
		until,
		limit: pageLimit(call, PAGE),
		after,
		descending: query.get('sortOrder') === 'DESCENDING',
		matches: (event) => passes(event) && has(event),
	};
}

function list(call: Call): Reply {
	const query = queryIn(call);
	return query.until === undefined && !query.descending
		? poll(call, query)
		: showRange(call, query);
}

/**
 * What the log has come to show, in that order. `since` means when it did; what happened may be
 * older. There is always a `next` link to come back to.
 */
function poll(call: Call, { since, limit, after, matches }: Query): Reply {
	const entries = call.org.log.persisted;
	const oldest = call.org.clock.now() - RETENTION;
	const start = countBefore(entries, ({ persisted }) => persisted >= (after ? oldest : since));
	let index = after ? Math.max(cursorIn(call, after, 'poll', 1)[0] ?? 0, start) : start;
	const items: LogEvent[] = [];
	for (; index < entries.length && items.length < limit; index++) {
		const entry = entries[index];
		if (entry && entry.published >= oldest && matches(entry.event)) items.push(entry.event);
	}
	return linked(call, items, toCursor(call, 'poll', [index]));
}

/** What happened between two times, as far as the log shows it by now. It comes to an end. */
function showRange(call: Call, query: Query): Reply {
	const { limit, descending, matches, until = Infinity } = query;
	const entries = call.org.log.published;
	const [published, sequence, since = query.since] = query.after
		? cursorIn(call, query.after, 'range', 3)
		: [];
	const from = countBefore(entries, (entry) => entry.published >= since);
	const to = countBefore(entries, (entry) => entry.published >= until);
	const reached =
		published === undefined || sequence === undefined
			? undefined
			: countBefore(
					entries,
					(entry) =>
						entry.published > published ||
						(entry.published === published && entry.sequence >= sequence),
				);
	const items: LogEvent[] = [];
	const step = descending ? -1 : 1;
	let index = reached ?? (descending ? to - 1 : from);
	for (; index >= from && index < to; index += step) {
		const entry = entries[index];
		if (!entry || !matches(entry.event)) continue;
		if (items.length === limit)
			return linked(call, items, toCursor(call, 'range', [entry.published, entry.sequence, since]));
		items.push(entry.event);
	}
	return linked(call, items);
}

/**
 * Where a list goes on, with when that was said: a poller comes back with it much later.
 *
 * @param place whole numbers.
 */
function toCursor({ org }: Call, kind: string, place: readonly number[]): string {
	const parts = [kind, org.log.generation, Math.floor(org.clock.now()), ...place];
	return Buffer.from(parts.join('.')).toString('base64url');
}

/** The place in a cursor: E0000029 when it is made up, too old, or of another kind of query. */
function cursorIn({ org }: Call, cursor: string, kind: string, length: number): number[] {
	const [found, ...parts] = Buffer.from(cursor, 'base64url').toString().split('.');
	const [generation, at = 0, ...place] = parts.map(Number);
	const fits =
		found === kind && place.length === length && parts.every((part) => /^\d+$/.test(part));
	if (!fits || generation !== org.log.generation || at < org.clock.now() - RETENTION)
		throw invalidPaging();
	return place;
}

function linked(call: Call, items: LogEvent[], next?: string): Reply {
	const to = (query: URLSearchParams) => `<${call.origin}${call.path}?${query.toString()}>`;
	const link = [`${to(call.query)}; rel="self"`];
	if (next !== undefined) {
		const query = new URLSearchParams(call.query);
		// A cursor takes the place of the start: both together would contradict each other.
		query.delete('since');
		query.set('after', next);
		link.push(`${to(query)}; rel="next"`);
	}
	return ok(items, { link });
}

export const logRoutes: Route[] = [
	{ route: 'GET /api/v1/logs', scopes: ['okta.logs.read'], handle: list },
];
