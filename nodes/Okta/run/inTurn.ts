import type { Operation } from '../table/operation';
import type { Values } from '../table/values';
import type { OktaRequest } from '../transport/types';

/**
 * What the items that must not overtake each other have in common: they change the same object, and
 * many operations read it before they write. Empty for those that change nothing.
 */
export function objectOf(operation: Operation, request: OktaRequest, values: Values): string {
	if (operation.object) return operation.object(values);
	const isOfOneObject = (operation.path ?? []).length > 0;
	return request.method !== 'GET' && isOfOneObject ? request.path : '';
}

/** Runs what has the same key one after another, in the order of the calls. */
export function createQueue() {
	const last = new Map<string, Promise<unknown>>();
	return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
		const before = key === '' ? undefined : last.get(key);
		// Whether the one before succeeded is its own affair.
		const own = before ? before.then(work, work) : work();
		if (key === '') return await own;
		last.set(key, own);
		return await own.finally(() => {
			if (last.get(key) === own) last.delete(key);
		});
	};
}
