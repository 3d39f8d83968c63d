import type { IDataObject } from 'n8n-workflow';

import { text } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { type Foreseen, missing, nameOf, type Subject } from '../foreseen';
import type { Foresee, Sight } from '../sight';

/** An object that a write is about, as it would be by then. */
export interface Found {
	object: IDataObject;
	subject: Subject;
	/** Where it is read. */
	path: string;
	status: string;
}

/** What Okta calls an object that isn't there, and what we call one that is. */
export interface Kind {
	type: string;
	/** In Okta's errors, or all that it says of one that isn't there. */
	kind: string;
	/** Where it is read, its names in braces. */
	at: string;
}

export const USER: Kind = { type: 'user', kind: 'User', at: '/api/v1/users/{userId}' };
export const GROUP: Kind = { type: 'group', kind: 'UserGroup', at: '/api/v1/groups/{groupId}' };
export const APP: Kind = { type: 'application', kind: 'AppInstance', at: '/api/v1/apps/{appId}' };

/** Reads an object by the names in the request's path. */
export async function find(
	{ ids, read }: Sight,
	{ type, kind, at }: Kind,
): Promise<Found | Foreseen> {
	const path = fillPath(at, (name) => ids[name] ?? '');
	const object = await read(path);
	const last = /\{(\w+)\}$/.exec(at)?.[1] ?? '';
	if (!object) return missing({ type, id: ids[last] ?? '', name: '' }, kind);
	const id = text(object['id']) || (ids[last] ?? '');
	const own = at.startsWith('/api/v1/users/{userId}') && at.endsWith('{userId}');
	return {
		object,
		subject: { type, id, name: nameOf(object) },
		path: own ? fillPath(at, () => id) : path,
		status: text(object['status']),
	};
}

/** For a write on objects that are there; what Okta says where one isn't is the same everywhere. */
export function on(
	kind: Kind,
	foresee: (found: Found, sight: Sight) => Foreseen | Promise<Foreseen>,
): Foresee {
	return async (sight) => {
		const found = await find(sight, kind);
		return 'would' in found ? found : await foresee(found, sight);
	};
}

/** The same for a write about two of them. */
export function onBoth(
	first: Kind,
	second: Kind,
	foresee: (one: Found, other: Found, sight: Sight) => Foreseen | Promise<Foreseen>,
): Foresee {
	return on(first, async (one, sight) => {
		const other = await find(sight, second);
		return 'would' in other ? other : await foresee(one, other, sight);
	});
}

/** An object of a list, by its ID: what can't be read by itself. */
export async function findIn(
	{ list, ids }: Sight,
	at: string,
	idName: string,
): Promise<{ object: IDataObject | undefined; path: string; id: string }> {
	const path = fillPath(at, (name) => ids[name] ?? '');
	const id = ids[idName] ?? '';
	const rows = await list(path);
	return {
		object: rows.find((row) => row['id'] === id),
		path: `${path}/${encodeURIComponent(id)}`,
		id,
	};
}
