import { sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import { fillPath } from '../transport/path';
import { unlessMissing } from '../transport/refusals';
import type { FindOut, Okta, Paging } from '../transport/types';

/**
 * For a request that assigns a user, which Okta refuses to do twice. One who had the app through a
 * group was changed just now.
 */
export const unlessAssigned: FindOut = async (okta, { path, body }, isNew) => {
	const userId = isObject(body) ? text(body['id']) : '';
	const request = { method: 'GET', path: `${path}/${encodeURIComponent(userId)}` } as const;
	const assignment = await sendForObject(okta, request).catch(unlessMissing);
	if (!assignment) return 'undone';
	const isOurs = isPersonal(assignment) && isNew(assignment['lastUpdated']);
	return isOurs ? assignment : 'undone';
};

/** Whether somebody has an app by an assignment of their own, whatever comes through groups. */
export const isPersonal = (assignment: object): boolean =>
	'scope' in assignment && assignment.scope === 'USER';

/** How many have an app by an assignment of their own. */
export async function countPersonal(okta: Okta, appId: string): Promise<number> {
	const path = fillPath('/api/v1/apps/{appId}/users', () => appId);
	let count = 0;
	for await (const page of okta.pages({ method: 'GET', path }, { pageSize: 500 })) {
		count += page.filter(isPersonal).length;
	}
	return count;
}

/** What such people are called where only a part of them may be changed. */
export const PERSONAL = 'personal assignments of the app';

/** IDs of the groups by which a user has an app, whether by an assignment of their own as well or not. */
export async function groupsThatGive(okta: Okta, appId: string, userId: string): Promise<string[]> {
	const idsIn = async (path: string, paging: Paging) =>
		(await collect(okta.pages({ method: 'GET', path }, paging))).map(({ id }) => text(id));
	const apps = fillPath('/api/v1/apps/{id}/groups', () => appId);
	const withApp = await idsIn(apps, { pageSize: 200, smallestPage: 20 });
	if (withApp.length === 0) return [];
	const own = new Set(
		await idsIn(
			fillPath('/api/v1/users/{id}/groups', () => userId),
			{},
		),
	);
	return withApp.filter((id) => own.has(id));
}
