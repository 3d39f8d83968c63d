import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, isObjectList } from './json';
import type { Okta, OktaReply, OktaRequest, Paging } from './types';

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
 * Path and query of a link, to be followed in the org of the credential: Okta may spell it with
 * another name of the org, such as the one of its Admin Console, and a token only goes home.
 *
 * @returns undefined when it is no address
 */
export function pathOf(link: string): string | undefined {
	if (!URL.canParse(link, someOrg)) return undefined;
	const { pathname, search } = new URL(link, someOrg);
	return pathname.startsWith('/') ? pathname + search : undefined;
}

/** Links may leave out the org. */
const someOrg = 'https://org.invalid';

/** The pages of one list that were read, by their addresses: each of them is read once. */
export class PagesRead {
	readonly #addresses = new Set<string>();
	#rows = 0;

	/** Whether a page was read, or is this one. */
	has({ path, query }: OktaRequest, next: string): boolean {
		const address = addressOf(next);
		return address === addressOf(path, query) || this.#addresses.has(address);
	}

	/**
	 * A page was read.
	 *
	 * @param next - the link to the next one
	 * @returns the path of the next page, if there is one
	 * @throws UserError when the link is no address, or leads to a page that was read already
	 */
	next({ path, query }: OktaRequest, rows: number, next: string | undefined): string | undefined {
		this.#addresses.add(addressOf(path, query));
		this.#rows += rows;
		if (next === undefined) return undefined;
		const following = pathOf(next);
		if (following === undefined) throw this.#cannotGoOn('is no address');
		if (this.#addresses.has(addressOf(following))) throw this.#cannotGoOn('was read already');
		return following;
	}

	#cannotGoOn(why: string): UserError {
		return new UserError(`The next page that Okta named of a list ${why}`, {
			description:
				`The list would not be complete: ${String(this.#rows)} rows came until then. Try again; ` +
				'if it stays so, something between n8n and Okta alters its answers.',
		});
	}
}

function addressOf(path: string, query: OktaRequest['query'] = {}): string {
	const { pathname, searchParams } = new URL(path, someOrg);
	for (const [name, value] of Object.entries(query)) searchParams.set(name, String(value));
	searchParams.sort();
	return `${pathname}?${searchParams.toString()}`;
}

/**
 * Follows Okta's pages until there is no next one, or `limit` objects came.
 *
 * @param send - answers with success or throws
 * @throws UserError when a page is no list, or leads back to one that was read already
 */
export async function* followPages(
	send: (request: OktaRequest) => Promise<OktaReply>,
	first: OktaRequest,
	{ pageSize, smallestPage = 1, rowsIn, orBare, limit = Infinity }: Paging,
): AsyncGenerator<IDataObject[]> {
	let left = limit;
	const answer = orBare ? undefined : rowsIn === undefined ? 'list' : 'object';
	let request: OktaRequest | undefined = { ...first, answer };
	if (pageSize !== undefined) {
		const size = Math.max(smallestPage, Math.min(pageSize, limit));
		request = {
			...request,
			query: { ...first.query, limit: size },
			// A search by `q` ends with its first page, so a smaller one would lose objects.
			...(first.query?.['q'] === undefined && { smallestPage }),
		};
	}
	const read = new PagesRead();
	while (request && left > 0) {
		const reply = await send(request);
		const rows = readRows(reply.body, rowsIn).slice(0, left);
		left -= rows.length;
		yield rows;
		if (left <= 0) return;

		const link = nextLink(reply.headers['link']) ?? nextInBody(reply.body);
		const path = read.next(request, rows.length, link);
		const { headers } = first;
		request =
			path === undefined
				? undefined
				: {
						method: 'GET',
						path,
						headers,
						answer,
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

/**
 * The first page of a list alone, and whether that is all of it.
 *
 * @throws what `okta.send` throws; UserError when the page is no list
 */
export async function firstPage(
	okta: Pick<Okta, 'send'>,
	request: OktaRequest,
	{ pageSize, rowsIn, orBare }: Paging,
): Promise<{ rows: IDataObject[]; headers: OktaReply['headers']; isAll: boolean }> {
	const { body, headers } = await okta.send({
		...request,
		...(pageSize !== undefined && { query: { ...request.query, limit: pageSize } }),
		...(!orBare && { answer: rowsIn === undefined ? 'list' : 'object' }),
	});
	const link = nextLink(headers['link']) ?? nextInBody(body);
	return { rows: readRows(body, rowsIn), headers, isAll: link === undefined };
}

/** All rows of all pages, as one array. */
export async function collect(pages: AsyncIterable<IDataObject[]>): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of pages) rows.push(...page);
	return rows;
}
