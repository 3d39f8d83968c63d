import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { type Needed, seesNone } from '../objects/seesNone';
import { sendForList } from '../transport/answers';
import { connect } from '../transport/connect';
import { text } from '../transport/json';
import { nextLink, PagesRead, pathOf } from '../transport/pages';
import type { OktaRequest } from '../transport/types';

const pageSize = 50;

/** What is in these lists in any org, as long as nobody searches them. */
const needed = new Map<string, Needed>([
	['/api/v1/users', 'user'],
	['/api/v1/groups', 'group'],
	['/api/v1/apps', 'app'],
]);

export interface Entry {
	name: string;
	/** Where the Okta Admin Console shows the object, below its own host. */
	page?: string;
	/** What the field holds when the entry is chosen, if not the ID. */
	value?: string;
}

/** An app as such an entry. */
export const toApp = (app: IDataObject): Entry => ({
	name: text(app['label']) + (app['status'] === 'ACTIVE' ? '' : ' (inactive)'),
	page: `/admin/app/${text(app['name'])}/instance/${text(app['id'])}`,
});

/** Policies of a type, by the start of their name. */
export async function policies(
	context: ILoadOptionsFunctions,
	type: string,
	typed: string | undefined,
	page: string | undefined,
): Promise<INodeListSearchResult> {
	const query = { type, ...(typed && { q: typed }) };
	return await search(context, { path: '/api/v1/policies', query }, page, (policy) => ({
		name: text(policy['name']) + (policy['status'] === 'ACTIVE' ? '' : ' (inactive)'),
	}));
}

/** One page of what Okta searches, as entries of a list. */
export async function search(
	context: ILoadOptionsFunctions,
	{ path, query }: { path: string; query: Record<string, string> | undefined },
	page: string | undefined,
	describe: (row: IDataObject) => Entry | undefined,
): Promise<INodeListSearchResult> {
	const okta = await connect(context);
	const from = page === undefined ? undefined : pathOf(page);
	let request: OktaRequest = from
		? { method: 'GET', path: from }
		: { method: 'GET', path, query: { ...query, limit: pageSize } };
	const isSearched = query !== undefined && ('q' in query || 'search' in query);
	const what = from || isSearched ? undefined : needed.get(path);
	const read = new PagesRead();
	const toResult = (row: IDataObject) => {
		const entry = describe(row);
		if (!entry) return [];
		const { name, value = text(row['id']), page: adminPage } = entry;
		const url = adminPage === undefined ? undefined : adminOrigin(okta.origin) + adminPage;
		return [{ name, value, url }];
	};
	// A page without entries would look like the end of the list.
	for (;;) {
		const { rows, headers } = await sendForList(okta, request);
		if (what && rows.length === 0 && request.path === path) throw seesNone(what);
		const results = rows.flatMap(toResult);
		const next = read.next(request, rows.length, nextLink(headers['link']));
		if (results.length > 0 || next === undefined) return { results, paginationToken: next };
		request = { method: 'GET', path: next };
	}
}

/** The Admin Console has a host of its own beside the org's; a custom domain shows it itself. */
function adminOrigin(origin: string): string {
	return origin.replace(
		/^(https:\/\/[^./]+)(\.(?:okta|oktapreview|okta-emea|okta-gov)\.com|\.okta\.mil)$/,
		'$1-admin$2',
	);
}
