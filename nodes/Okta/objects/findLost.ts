import type { IDataObject } from 'n8n-workflow';

import { findObject, sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import type { FindOut, OktaRequest, Paging } from '../transport/types';

/**
 * For a call of an object's lifecycle: sent again unless the object has reached its status, which
 * Okta would refuse.
 */
export function unlessIn(
	statuses: readonly string[],
	options: { answersObject?: boolean } = {},
): FindOut {
	return async (okta, { path }) => {
		const object = await sendForObject(okta, { method: 'GET', path: objectOf(path) });
		if (!statuses.includes(text(object['status']))) return 'undone';
		return options.answersObject ? object : {};
	};
}

/** For a call of an object's lifecycle: sent again while the object still has its old status. */
export function whileIn(statuses: readonly string[]): FindOut {
	return async (okta, { path }) => {
		const { status } = await sendForObject(okta, { method: 'GET', path: objectOf(path) });
		return statuses.includes(text(status)) ? 'undone' : {};
	};
}

/** For a request that makes what its own path names: sent again unless it is there. */
export const unlessThere: FindOut = async (okta, { path }) => {
	const found = await findObject(okta, path);
	return found === undefined ? 'undone' : {};
};

/** The path of the object that a call of its lifecycle is about. Governance has no `lifecycle` in it. */
export function objectOf(path: string): string {
	return path.replace(/\/lifecycle\/\w+$|\/(?:activate|deactivate|launch|end)$/, '');
}

/** How to find in a list what a lost request made. */
interface Search {
	/** The list: that of the request's own path, unless said otherwise. */
	list?: (sent: OktaRequest, body: IDataObject) => Pick<OktaRequest, 'path' | 'query'>;
	paging?: Paging;
	/**
	 * Whether Okta takes doubles, and shows in the list what is new some seconds late: that it isn't
	 * there yet proves nothing. Where Okta refuses doubles, sending again at once does no harm.
	 */
	learnsLate?: boolean;
	/** Whether it is what was asked for; that it isn't older than the request goes without saying. */
	isIt: (candidate: IDataObject, body: IDataObject) => boolean;
}

/** For a request that creates: sent again unless a list has what it made. */
export function unlessListed({ list, paging = {}, learnsLate, isIt }: Search): FindOut {
	return async (okta, sent, isNew) => {
		const body = isObject(sent.body) ? sent.body : {};
		const where = list?.(sent, body) ?? { path: sent.path };
		const rows = await collect(okta.pages({ method: 'GET', ...where }, paging));
		const made = rows.filter(
			(row) => isNew(row['created'] ?? row['createdDate']) && isIt(row, body),
		);
		// Of several, nobody can tell which is ours.
		return made.length > 1 ? 'unknown' : (made[0] ?? (learnsLate ? 'notSeen' : 'undone'));
	};
}
