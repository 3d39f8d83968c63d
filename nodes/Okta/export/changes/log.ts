import { LOG_PAGE, logPages } from '../../objects/logPages';
import { isObject, text } from '../../transport/json';
import type { OktaRequest } from '../../transport/types';
import type { ReadChanges } from '../dataSet';
import { timeOf } from '../timeOf';
import { iso, OVERLAP } from './changes';

/**
 * Reads the events written since the last run. Without an end Okta lists events in the order they
 * were written in, and its link to the next page can be followed later: nothing lies in between.
 */
export const trackLog: ReadChanges = async function* ({ okta, values }, known, keep) {
	const seen = isObject(known?.['seen']) ? { ...known['seen'] } : {};
	let last = known ? text(known['last']) : iso(timeOf(values, 'since', 'Since'));
	const cursor = text(known?.['next']) || undefined;
	const byTime = from(Date.parse(last) - (known ? OVERLAP : 0));
	let next: string | undefined;
	for await (const page of logPages(okta, cursor, byTime)) {
		({ next } = page);
		const fresh = page.rows.filter(({ uuid }) => seen[text(uuid)] === undefined);
		for (const { uuid, published } of fresh) {
			seen[text(uuid)] = published;
			if (text(published) > last) last = text(published);
		}
		yield fresh.map((row) => ({ ...row, change: 'created' }));
	}
	const overlap = iso(Date.parse(last) - OVERLAP);
	keep({
		next,
		last,
		// Needed only if Okta should no longer know the place its link leads to.
		seen: Object.fromEntries(Object.entries(seen).filter(([, time]) => text(time) >= overlap)),
	});
};

/** Okta leaves out what happened at `since` itself. */
function from(time: number): OktaRequest {
	const query = { since: iso(time - 1), sortOrder: 'ASCENDING', limit: LOG_PAGE };
	return { method: 'GET', path: '/api/v1/logs', query };
}
