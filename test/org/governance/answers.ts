import type { Call, Reply } from '../route';
import { OktaError } from '../route';
import { iso } from '../directory/model';
import { ok } from '../directory/request';
import type { Language, Operator, Predicate } from '../directory/search';
import { understand } from '../directory/understand';
import type { Stamps } from './store';

/*
 * Statuses and words are those that Okta's reference for its governance API has as examples; no
 * answers of a real org were recorded.
 */

export const notThere = (): OktaError =>
	new OktaError({
		status: 404,
		errorCode: 'E0000007',
		errorSummary: 'Resource not found exception',
	});

/** E0000195: the object is in a status that forbids it. */
export const conflict = (what: string, cause: string): OktaError =>
	new OktaError({
		status: 409,
		errorCode: 'E0000195',
		errorSummary: `Api validation failed due to conflict: ${what}`,
		errorCauses: [cause],
	});

export const badFilter = (): OktaError =>
	new OktaError({
		status: 400,
		errorCode: 'E0000053',
		errorSummary: 'Invalid SCIM filter',
		errorCauses: ['Invalid `filter` syntax'],
	});

const badPaging = (cause: string): OktaError =>
	new OktaError({
		status: 400,
		errorCode: 'E0000029',
		errorSummary: 'Invalid paging request',
		errorCauses: [cause],
	});

/** Who and when, of something made just now. */
export function stamps({ org, caller }: Call): Stamps {
	const now = org.clock.now();
	return {
		created: now,
		lastUpdated: now,
		createdBy: caller.clientId,
		lastUpdatedBy: caller.clientId,
	};
}

/** Something was changed just now. */
export function touch({ org, caller }: Call, changed: Stamps): void {
	changed.lastUpdated = org.clock.now();
	changed.lastUpdatedBy = caller.clientId;
}

export const showStamps = ({ created, createdBy, lastUpdated, lastUpdatedBy }: Stamps) => ({
	created: iso(created),
	createdBy,
	lastUpdated: iso(lastUpdated),
	lastUpdatedBy,
});

const EQUALITY: ReadonlySet<Operator> = new Set<Operator>(['eq']);
const ORDER: ReadonlySet<Operator> = new Set<Operator>(['eq', 'gt', 'ge', 'lt', 'le']);

/** A language of texts that are compared with `eq`, and of moments. */
export const languageOf = <Row>(
	read: (row: Row, name: string) => unknown,
	texts: readonly string[],
	moments: readonly string[] = [],
	parts: Readonly<Record<string, readonly Operator[]>> = {},
): Language<Row> => ({
	caseSensitive: true,
	attribute(name) {
		if (moments.includes(name)) return { type: 'date', operators: ORDER };
		if (parts[name]) return { type: 'string', operators: new Set(parts[name]) };
		return texts.includes(name) ? { type: 'string', operators: EQUALITY } : undefined;
	},
	read,
});

/** The rows that the `filter` of a call leaves. */
export function filtered<Row>(
	{ query }: Pick<Call, 'query'>,
	rows: readonly Row[],
	language: Language<Row>,
): Row[] {
	const filter = query.get('filter');
	const matches: Predicate<Row> = filter ? understand(filter, language, badFilter) : () => true;
	return rows.filter(matches);
}

const PAGE = { default: 20, max: 200 };

/** A page of a list as governance shows it: rows under `data`, links beside them. */
export function dataPage<Row extends { readonly id: string }>(
	call: Call,
	rows: readonly Row[],
	show: (row: Row) => unknown,
): Reply {
	const { origin, path, query } = call;
	const asked = query.get('limit');
	const limit = asked === null ? PAGE.default : Number(asked);
	if (!Number.isInteger(limit) || limit < 1 || limit > PAGE.max)
		throw badPaging("The `limit` parameter isn't valid.");
	const after = query.get('after');
	const place = rows.findIndex(({ id }) => id === after);
	if (after !== null && place < 0) throw badPaging("The `after` parameter isn't valid.");
	const shown = rows.slice(place + 1, place + 1 + limit);
	const href = (changes: Record<string, string>) => {
		const next = new URLSearchParams(query);
		for (const [name, value] of Object.entries(changes)) next.set(name, value);
		const text = next.toString();
		return { href: `${origin}${encodeURI(path)}${text === '' ? '' : `?${text}`}` };
	};
	const isMore = place + 1 + limit < rows.length;
	return ok({
		data: shown.map(show),
		_links: {
			self: href({}),
			...(isMore && { next: href({ after: shown.at(-1)?.id ?? '' }) }),
		},
	});
}
