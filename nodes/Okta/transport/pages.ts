import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, isObjectList } from './json';
import type { OktaReply, OktaRequest, Paging } from './types';

/**
 * The URL of the next page from a `Link` header (RFC 8288), unread: Okta's cursors are opaque.
 * Several headers joined into one line are fine.
 */
export function nextLink(header: string | undefined): string | undefined {
	for (const [, url, parameters] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
		if (/;\s*rel="?next"?\s*(?:[;,]|$)/i.test(parameters ?? '')) return url;
	}
	return undefined;
}

/**
 * Follows Okta's pages until there is no next one, or `limit` objects came.
 *
 * @param send - answers with success or throws; refuses URLs outside the org
 */
export async function* followPages(
	send: (request: OktaRequest) => Promise<OktaReply>,
	first: OktaRequest,
	{ pageSize, smallestPage = 1, rowsIn, limit = Infinity }: Paging,
): AsyncGenerator<IDataObject[]> {
	let left = limit;
	let request: OktaRequest | undefined = first;
	if (pageSize !== undefined) {
		const size = Math.max(smallestPage, Math.min(pageSize, limit));
		request = {
			...first,
			query: { ...first.query, limit: size },
			// A search by `q` ends with its first page, so a smaller one would lose objects.
			...(first.query?.['q'] === undefined && { smallestPage }),
		};
	}
	while (request && left > 0) {
		const reply = await send(request);
		const rows = readRows(reply.body, rowsIn).slice(0, left);
		left -= rows.length;
		yield rows;

		const next = nextLink(reply.headers['link']) ?? nextInBody(reply.body);
		if (next === request.path) throw new UserError('Okta sent a page that leads back to itself');
		request =
			next === undefined
				? undefined
				: {
						method: 'GET',
						path: next,
						headers: first.headers,
						smallestPage: request.smallestPage,
					};
	}
}

function readRows(body: unknown, rowsIn: string | undefined): IDataObject[] {
	const rows = rowsIn !== undefined && isObject(body) ? body[rowsIn] : body;
	if (isObjectList(rows)) return rows;
	throw new UserError('Okta answered with something that is not a list', {
		description: 'Either the answer was cut short on its way, or this path does not return a list.',
	});
}

/** The IAM endpoints keep the link to the next page in the answer itself. */
function nextInBody(body: unknown): string | undefined {
	const links = isObject(body) ? body['_links'] : undefined;
	const next = isObject(links) ? links['next'] : undefined;
	return isObject(next) && typeof next['href'] === 'string' ? next['href'] : undefined;
}

/** All rows of all pages, as one array. */
export async function collect(pages: AsyncIterable<IDataObject[]>): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of pages) rows.push(...page);
	return rows;
}
