import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/json';
import type { OktaReply } from '../transport/types';

/** Output objects of an answer; in place of an empty one, n8n's word for what happened. */
export function toRows({ body }: OktaReply, method: string, ids: IDataObject): IDataObject[] {
	if (Array.isArray(body)) {
		return body.map((row: unknown): IDataObject => (isObject(row) ? row : { data: String(row) }));
	}
	if (isObject(body) && Object.keys(body).length > 0) return [body];
	if (typeof body === 'string' && body.trim() !== '') return [{ data: body }];
	return [{ ...(method === 'DELETE' ? { deleted: true } : { success: true }), ...ids }];
}

/**
 * What Okta's objects have beside their profile, and exports beside its attributes. An attribute of
 * one of these names is `profile.status`, say, wherever both stand side by side.
 */
export const ownMembers: ReadonlySet<string> = new Set([
	'activated',
	'change',
	'created',
	'credentials',
	'externalId',
	'id',
	'lastLogin',
	'lastMembershipUpdated',
	'lastSync',
	'lastUpdated',
	'objectClass',
	'outcome',
	'passwordChanged',
	'priority',
	'realmId',
	'scope',
	'source',
	'sourceAppId',
	'status',
	'statusChanged',
	'syncState',
	'transitioningToStatus',
	'type',
	'typeId',
]);

/** Whether an item is one of Okta's objects, as an operation or an export puts it out. */
export function isOktaRow({ id }: IDataObject): boolean {
	return typeof id === 'string' && /^0[0-9a-z]{19}$/i.test(id);
}

/**
 * The object as a spreadsheet would show it: the members of `profile` and of what was embedded
 * beside the others, without links and what is null. An attribute with the name of another member is
 * called `profile.status`, as exports call it.
 */
export function simplify(row: IDataObject): IDataObject {
	const { profile, _embedded: embedded, ...rest } = without(row, ['_links']);
	const beside: IDataObject = { ...rest, ...(isObject(embedded) ? embedded : {}) };
	const flat: IDataObject = { id: rest.id };
	const attributes = isObject(profile) ? profile : { profile };
	for (const [name, value] of Object.entries(attributes)) {
		const isTaken = ownMembers.has(name) || Object.hasOwn(beside, name);
		flat[isTaken ? `profile.${name}` : name] = value;
	}
	Object.assign(flat, beside);
	return Object.fromEntries(Object.entries(flat).filter(([, value]) => (value ?? null) !== null));
}

/** Chosen members, by their simplified name or by a path such as `credentials.provider.type`. */
export function pick(
	row: IDataObject,
	names: readonly string[],
	simplified: (row: IDataObject) => IDataObject = simplify,
): IDataObject {
	const flat = simplified(row);
	return Object.fromEntries(names.map((name) => [name, name in flat ? flat[name] : at(row, name)]));
}

/** A copy of the object without the members that the paths lead to. */
export function without(row: IDataObject, paths: readonly string[]): IDataObject {
	return paths.reduce((rest, path) => {
		const [head = '', ...tail] = path.split('.');
		const { [head]: member, ...others } = rest;
		if (tail.length === 0) return others;
		return isObject(member) ? { ...rest, [head]: without(member, [tail.join('.')]) } : rest;
	}, row);
}

function at(row: IDataObject, path: string): IDataObject[string] {
	const [head = '', ...tail] = path.split('.');
	const member = row[head];
	if (tail.length === 0) return member ?? null;
	return isObject(member) ? at(member, tail.join('.')) : null;
}
