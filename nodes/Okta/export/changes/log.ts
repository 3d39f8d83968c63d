import { NodeApiError } from 'n8n-workflow';

import { isObject, isObjectList, text } from '../../transport/json';
import { nextLink } from '../../transport/pages';
import type { OktaRequest } from '../../transport/types';
import type { ReadChanges } from '../dataSet';
import { timeOf } from '../timeOf';
import { iso, OVERLAP } from './changes';

const PAGE_SIZE = 1000;

/**
 * Reads the events written since the last run. Without an end Okta lists events in the order they
 * were written in, and its link to the next page can be followed later: nothing lies in between.
 */
export const trackLog: ReadChanges = async function* ({ okta, values }, known, keep) {
	const seen = isObject(known?.['seen']) ? { ...known['seen'] } : {};
	let last = known ? text(known['last']) : iso(timeOf(values, 'since', 'Since'));
	let request: OktaRequest = known
		? { method: 'GET', path: text(known['next']) }
		: from(Date.parse(last));
	let reply = known ? await okta.send(request).catch(ifCursorIsRefused) : await okta.send(request);
	if (!reply) {
		request = from(Date.parse(last) - OVERLAP);
		reply = await okta.send(request);
	}
	for (;;) {
		const rows = isObjectList(reply.body) ? reply.body : [];
		const fresh = rows.filter(({ uuid }) => seen[text(uuid)] === undefined);
		for (const { uuid, published } of fresh) {
			seen[text(uuid)] = published;
			if (text(published) > last) last = text(published);
		}
		yield fresh.map((row) => ({ ...row, change: 'created' }));
		const next = nextLink(reply.headers['link']);
		if (next !== undefined) request = { method: 'GET', path: next };
		if (next === undefined || rows.length < PAGE_SIZE) break;
		reply = await okta.send(request);
	}
	const overlap = iso(Date.parse(last) - OVERLAP);
	keep({
		next: request.path,
		last,
		// Needed only if Okta should no longer know the place its link leads to.
		seen: Object.fromEntries(Object.entries(seen).filter(([, time]) => text(time) >= overlap)),
	});
};

/** Okta leaves out what happened at `since` itself. */
function from(time: number): OktaRequest {
	const query = { since: iso(time - 1), sortOrder: 'ASCENDING', limit: PAGE_SIZE };
	return { method: 'GET', path: '/api/v1/logs', query };
}

function ifCursorIsRefused(error: unknown): undefined {
	if (!(error instanceof NodeApiError && error.httpCode === '400')) throw error;
}
