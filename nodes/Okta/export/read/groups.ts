import type { IDataObject } from 'n8n-workflow';

import type { Okta } from '../../transport/types';
import { neverNone } from './neverNone';

/** Okta takes more, and advises against it. */
const PAGE_SIZE = 200;

/** All groups. */
export function readGroups(okta: Okta): AsyncGenerator<IDataObject[]> {
	return neverNone('group', filterGroups(okta));
}

/** All groups, with how many members each has, as far as the org tells. */
export function readGroupsWithStats(okta: Okta): AsyncGenerator<IDataObject[]> {
	const request = { method: 'GET', path: '/api/v1/groups', query: { expand: 'stats' } } as const;
	return neverNone('group', okta.pages(request, { pageSize: PAGE_SIZE }));
}

/** Groups whose profile or members changed since then. */
export function changedGroups(okta: Okta, since: string): AsyncGenerator<IDataObject[]> {
	return filterGroups(okta, `lastUpdated ge "${since}" or lastMembershipUpdated ge "${since}"`);
}

/** Groups whose members changed since then. */
export function groupsWithChangedMembers(okta: Okta, since: string): AsyncGenerator<IDataObject[]> {
	return filterGroups(okta, `lastMembershipUpdated ge "${since}"`);
}

function filterGroups(okta: Okta, filter?: string): AsyncGenerator<IDataObject[]> {
	return okta.pages(
		{ method: 'GET', path: '/api/v1/groups', ...(filter !== undefined && { query: { filter } }) },
		{ pageSize: PAGE_SIZE },
	);
}
