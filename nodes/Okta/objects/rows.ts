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
 * The object as a spreadsheet would show it: the members of `profile` and of what was embedded
 * beside the others, without links and what is null.
 */
export function simplify(row: IDataObject): IDataObject {
	const { profile, _embedded: embedded, ...rest } = without(row, ['_links']);
	const members = isObject(profile) ? profile : { profile };
	const flat = { id: rest.id, ...members, ...rest, ...(isObject(embedded) ? embedded : {}) };
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
