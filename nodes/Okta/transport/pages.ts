import { type IDataObject, UserError } from 'n8n-workflow';

import { isObjectList } from './json';
import type { OktaReply, OktaRequest } from './request';

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
	{ pageSize, limit = Infinity }: { pageSize?: number; limit?: number },
): AsyncGenerator<IDataObject[]> {
	let left = limit;
	let request: OktaRequest | undefined =
		pageSize === undefined
			? first
			: { ...first, query: { ...first.query, limit: Math.min(pageSize, limit) } };
	while (request && left > 0) {
		const { headers, body } = await send(request);
		const rows = readRows(body).slice(0, left);
		left -= rows.length;
		yield rows;

		const next = nextLink(headers['link']);
		if (next === request.path) throw new UserError('Okta sent a page that leads back to itself');
		request =
			next === undefined ? undefined : { method: 'GET', path: next, headers: first.headers };
	}
}

function readRows(body: unknown): IDataObject[] {
	if (isObjectList(body)) return body;
	throw new UserError('Okta answered with something that is not a list', {
		description: 'Either the answer was cut short on its way, or this path does not return a list.',
	});
}
