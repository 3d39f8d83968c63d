import { invalidPaging } from './errors';
import type { Call, Reply } from './route';

export interface PageSize {
	default: number;
	max: number;
	min?: number;
	/** The list's link to itself leaves the limit out where the caller did. */
	unannounced?: boolean;
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
 *
 * @param limit as it was understood: the links tell it, also where the caller didn't.
 */
export function pageReply(
	call: Call,
	items: readonly unknown[],
	{ limit, next }: { limit?: number; next?: string },
): Reply {
	const after = pageCursor(call);
	const link = [`<${linkUrl(call, { after, limit })}>; rel="self"`];
	if (next !== undefined) link.push(`<${linkUrl(call, { after: next, limit })}>; rel="next"`);
	return { status: 200, headers: { link }, body: items };
}

/** Parameters that come after these, in whatever order the caller had them in. */
const FIRST = ['after', 'limit', 'q'];
/** What Okta doesn't repeat. */
const DROPPED = new Set(['useOptimization', 'alwaysIncludeVpnSettings', 'includeNonDeleted']);

function linkUrl(
	{ origin, path, query: asked }: Call,
	{ after, limit }: { after: string | undefined; limit: number | undefined },
): string {
	// An order without anything to sort by isn't repeated either.
	const isDropped = (name: string): boolean =>
		DROPPED.has(name) || (name === 'sortOrder' && !asked.has('sortBy'));
	const known: Record<string, string | undefined> = {
		after,
		limit: limit === undefined ? undefined : String(limit),
		q: asked.get('q') ?? undefined,
	};
	const query = new URLSearchParams();
	for (const name of FIRST) if (known[name]) query.set(name, known[name]);
	for (const [name, value] of asked)
		if (!FIRST.includes(name) && !isDropped(name)) query.append(name, value);
	const text = query.toString();
	return `${origin}${encodeURI(path)}${text === '' ? '' : `?${text}`}`;
}
