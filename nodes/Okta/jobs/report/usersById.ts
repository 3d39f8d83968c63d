import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../objects/expression';
import { slim } from '../../objects/slimUsers';
import { findObject } from '../../transport/answers';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import type { Okta } from '../../transport/types';

/** How many users one search asks for: Okta refuses expressions that are too long. */
export const USERS_AT_ONCE = 20;

/**
 * Users by their IDs, some at a time: by search, and one by one who is too young for it. Who is erased is
 * left out.
 */
export async function* usersById(
	okta: Okta,
	ids: readonly string[],
): AsyncGenerator<IDataObject[]> {
	for (let from = 0; from < ids.length; from += USERS_AT_ONCE) {
		yield await someById(okta, ids.slice(from, from + USERS_AT_ONCE));
	}
}

async function someById(okta: Okta, ids: readonly string[]): Promise<IDataObject[]> {
	const search = ids.map((id) => `id eq ${quote(id)}`).join(' or ');
	const headers = { 'Content-Type': slim };
	const request = { method: 'GET', path: '/api/v1/users', query: { search }, headers } as const;
	const found = await collect(okta.pages(request, { pageSize: 200 }));
	const missing = ids.filter((id) => !found.some((user) => user['id'] === id));
	const others = await Promise.all(
		missing.map(async (id) => {
			const path = fillPath('/api/v1/users/{userId}', () => id);
			return await findObject(okta, path);
		}),
	);
	return [...found, ...others.filter((user) => user !== undefined)];
}
