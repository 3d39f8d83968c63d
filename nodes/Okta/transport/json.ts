import type { IDataObject } from 'n8n-workflow';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON array of objects. */
export function isObjectList(value: unknown): value is IDataObject[] {
	return Array.isArray(value) && value.every(isObject);
}

/** A JSON string or number as text; empty for anything else. */
export function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A member that is an object; an empty one in the place of anything else. */
export function objectIn(value: IDataObject, key: string): IDataObject {
	const found = value[key];
	return isObject(found) ? found : {};
}

/** Whether a value is what an untouched form field holds. Dates have no keys either, and aren't. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	if (Array.isArray(value)) return value.length === 0;
	return isPlainObject(value) && Object.keys(value).length === 0;
}

function isPlainObject(value: unknown): value is IDataObject {
	return Object.prototype.toString.call(value) === '[object Object]';
}

/** A copy of `base` with values put where their dotted names lead. */
export function nest(base: IDataObject, entries: Array<[string, unknown]>): IDataObject {
	const result = { ...base };
	for (const [name, value] of entries) {
		const dot = name.indexOf('.');
		if (dot < 0) {
			Object.assign(result, { [name]: value });
			continue;
		}
		const head = name.slice(0, dot);
		const inner = result[head];
		result[head] = nest(isObject(inner) ? inner : {}, [[name.slice(dot + 1), value]]);
	}
	return result;
}

/** A copy of an object with some of its members changed: objects in it are merged, all else replaced. */
export function merge(before: IDataObject, changes: IDataObject): IDataObject {
	const changed = Object.entries(changes).map(([name, value]): [string, typeof value] => {
		const inner = before[name];
		return [name, isObject(inner) && isObject(value) ? merge(inner, value) : value];
	});
	return { ...before, ...Object.fromEntries(changed) };
}

/** JSON text of a value that is the same in whatever order members stand. */
export function canonical(value: unknown): string {
	return JSON.stringify(value, (_, held: unknown) =>
		isObject(held)
			? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1)))
			: held,
	);
}
