import { invalidPaging } from './errors';
import type { Call, Reply } from './route';

export interface PageSize {
	default: number;
	max: number;
	min?: number;
}

/** `limit` of a list request: the default when absent, capped at what the list gives at most. */
export function pageLimit({ query }: Pick<Call, 'query'>, size: PageSize): number {
	const asked = query.get('limit');
	if (asked === null || asked === '') return size.default;
	if (!/^\d+$/.test(asked)) throw invalidPaging();
	const limit = Number(asked);
	if (limit === 0) return size.default;
	return Math.min(Math.max(limit, size.min ?? 1), size.max);
}

/** The cursor to continue from, as the org handed it out; undefined on the first page. */
export const pageCursor = ({ query }: Pick<Call, 'query'>): string | undefined =>
	query.get('after') || undefined;

/**
 * A page with its `Link` headers, one line per relation. `next` is the cursor of the following
 * page; without it the list ends here. All other query parameters are carried along.
 */
export function pageReply(call: Call, items: readonly unknown[], next?: string): Reply {
	const link = [`<${linkUrl(call, call.query)}>; rel="self"`];
	if (next !== undefined) {
		const query = new URLSearchParams(call.query);
		query.set('after', next);
		link.push(`<${linkUrl(call, query)}>; rel="next"`);
	}
	return { status: 200, headers: { link }, body: items };
}

function linkUrl({ origin, path }: Call, query: URLSearchParams): string {
	const text = query.toString();
	return `${origin}${encodeURI(path)}${text === '' ? '' : `?${text}`}`;
}
