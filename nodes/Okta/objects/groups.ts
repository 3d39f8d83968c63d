import { type IDataObject, UserError } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';
import { notTaken, toldNotTaken } from './held';
import { anyNamed } from './names';
import type { Okta } from '../transport/types';

/**
 * Writes a group with some attributes changed and others emptied. Okta only replaces whole
 * profiles, so what is to stay is sent, too. Nothing is sent if nothing would change. What happened
 * stands under `outcome`.
 *
 * @param changes - null empties an attribute, too
 * @param group - as just read from Okta, at `path`
 * @throws UserError when the group isn't Okta's own; NodeApiError when Okta refuses
 */
export async function replaceGroupProfile(
	okta: Okta,
	group: IDataObject,
	path: string,
	changes: IDataObject,
	cleared: readonly string[] = [],
): Promise<IDataObject> {
	const before = isObject(group['profile']) ? group['profile'] : {};
	const profile = Object.fromEntries(
		Object.entries({ ...before, ...changes }).filter(
			([name, value]) => (value ?? null) !== null && !cleared.includes(name),
		),
	);
	if (isSame(before, profile)) return { ...group, outcome: 'unchanged' };
	const whereTo = changedElsewhere[text(group['type'])];
	if (whereTo !== undefined) {
		throw new UserError(`The group "${text(before['name'])}" cannot be changed in Okta`, {
			description: `Nothing was changed. ${whereTo}`,
		});
	}
	const answer = await sendForObject(okta, { method: 'PUT', path, body: { profile } });
	const after = isObject(answer['profile']) ? answer['profile'] : profile;
	const nulls = Object.fromEntries(cleared.map((name) => [name, null]));
	return {
		...answer,
		outcome: isSame(before, after) ? 'unchanged' : 'updated',
		...toldNotTaken(notTaken({ ...changes, ...nulls }, after)),
	};
}

/** Types of group that Okta refuses to change, as if the service app were not allowed to. */
const changedElsewhere: Readonly<Record<string, string>> = {
	APP_GROUP: 'It comes from an app or a directory: change it there.',
	BUILT_IN: 'Okta keeps its built-in groups as they are.',
};

/** Okta leaves out an attribute without a value, or shows it as null. */
function isSame(before: IDataObject, after: IDataObject): boolean {
	return [...new Set([...Object.keys(before), ...Object.keys(after)])].every(
		(name) => JSON.stringify(before[name] ?? null) === JSON.stringify(after[name] ?? null),
	);
}

/** How many users are in a group. */
export async function countMembers(okta: Okta, groupId: string): Promise<number> {
	const path = fillPath('/api/v1/groups/{groupId}/users', () => groupId);
	let count = 0;
	for await (const page of okta.pages({ method: 'GET', path }, { pageSize: 1000 })) {
		count += page.length;
	}
	return count;
}

/** The group of a name, whatever its case, as Okta takes no two of them. */
export async function groupNamed(okta: Okta, name: string): Promise<IDataObject | undefined> {
	return await anyNamed(okta, name, {
		kind: 'group',
		list: '/api/v1/groups',
		// By its start, because Okta's `search` does not see a group that was created a moment ago.
		queries: [{ q: name }],
		paging: {},
		nameOf: nameOfGroup,
		anyCase: true,
	});
}

export function nameOfGroup({ profile }: IDataObject): string {
	return isObject(profile) ? text(profile['name']) : '';
}
