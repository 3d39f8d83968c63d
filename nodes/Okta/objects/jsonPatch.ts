import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/json';

/** One change of a JSON document (RFC 6902), of the kinds that Okta takes from an inline hook. */
export interface Change {
	op: 'add' | 'replace' | 'remove';
	path: string;
	value?: IDataObject[string];
}

/**
 * Makes a change in a document, in place, if the place is there.
 *
 * @returns whether it was: of an answer with a change that isn't, Okta carries out nothing at all
 */
export function change(document: unknown, { op, path, value }: Change): boolean {
	const names = namesIn(path);
	const last = names.pop() ?? '';
	const parent = names.reduce(step, document);
	if (Array.isArray(parent)) {
		const index = last === '-' && op === 'add' ? parent.length : Number(last);
		const end = op === 'add' ? parent.length : parent.length - 1;
		if (!Number.isInteger(index) || index < 0 || index > end) return false;
		parent.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
		return true;
	}
	if (!isObject(parent) || (op !== 'add' && !Object.hasOwn(parent, last))) return false;
	if (op === 'remove') Reflect.deleteProperty(parent, last);
	else Object.assign(parent, { [last]: value });
	return true;
}

/** A place in a JSON document (RFC 6901), below a member of it: names are escaped, paths taken as such. */
export function pointer(root: string, name: string): string {
	if (name.startsWith('/')) return `/${root}${name}`;
	return `/${root}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function namesIn(path: string): string[] {
	const [, ...names] = path.split('/');
	return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function step(at: unknown, name: string): unknown {
	if (Array.isArray(at)) return at[Number(name)];
	return isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
}
