import type { IDataObject } from 'n8n-workflow';

import { sendForList, sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { nextLink } from '../transport/pages';
import { unlessMissing } from '../transport/refusals';
import type { FindOut, Okta, OktaRequest } from '../transport/types';

/** For a request that adds something to an identity source under an external ID of its own. */
const unlessThere =
	(answers: boolean): FindOut =>
	async (okta, { path, body }, isNew) => {
		const id = isObject(body) ? text(body['externalId']) : '';
		const request = { method: 'GET', path: `${path}/${encodeURIComponent(id)}` } as const;
		const found = await sendForObject(okta, request).catch(unlessMissing);
		if (!found) return 'undone';
		if (!answers) return isNew(found['created']) ? {} : 'undone';
		// Groups don't say since when they are there.
		return found;
	};

export const unlessInSource = unlessThere(false);
export const unlessGroupInSource = unlessThere(true);

/** Statuses in which an import session takes what is uploaded, and can be canceled. */
const OPEN = ['CREATED', 'IN_PROGRESS'];

export const isOpen = ({ status }: IDataObject): boolean => OPEN.includes(text(status));

/** For a request that opens a session: sent again unless there is one now. Okta has one open at a time. */
export const unlessOpened: FindOut = async (okta, { path }, isNew) => {
	const { rows } = await sendForList(okta, { method: 'GET', path });
	const made = rows.filter((session) => isOpen(session) && isNew(session['created']));
	return made.length > 1 ? 'unknown' : (made[0] ?? 'undone');
};

/** For a request that starts the import of a session: sent again while it is open. */
export const unlessStarted: FindOut = async (okta, { path }) => {
	const at = path.replace(/\/start-import$/, '');
	const session = await sendForObject(okta, { method: 'GET', path: at });
	return isOpen(session) ? 'undone' : session;
};

/** For a request that cancels a session: sent again unless it is closed. */
export const unlessCanceled: FindOut = async (okta, { path }) => {
	const { status } = await sendForObject(okta, { method: 'GET', path });
	return status === 'CLOSED' ? {} : 'undone';
};

/** All members of a group of an identity source. */
export async function membersOfSourceGroup(
	okta: Okta,
	request: OktaRequest,
): Promise<IDataObject[]> {
	const members: IDataObject[] = [];
	let next: OktaRequest | undefined = request;
	const seen = new Set<string>();
	while (next && !seen.has(next.path)) {
		seen.add(next.path);
		const { body, headers } = await okta.send({ ...next, answer: 'object' });
		const ids = isObject(body) ? body['memberExternalIds'] : undefined;
		for (const id of Array.isArray(ids) ? ids : []) members.push({ memberExternalId: text(id) });
		const link = nextLink(headers['link']);
		next = link === undefined ? undefined : { method: 'GET', path: link };
	}
	return members;
}
