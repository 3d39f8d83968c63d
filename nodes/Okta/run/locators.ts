import { lookups, parents } from '../objects/lookups';
import type { Operation } from '../table/operation';
import type { Values } from '../table/values';
import type { Okta } from '../transport/types';

/** IDs already looked up in this execution, by field, mode and name. */
export type Found = Map<string, Promise<string>>;

/** Replaces logins and names by the IDs they stand for, asking Okta once for each. */
export async function resolveLocators(
	okta: Okta,
	operation: Operation,
	values: Values,
	found: Found,
): Promise<Values> {
	if (operation.acceptsLogin) return values;
	const ids: Array<[string, string]> = [];
	for (const [field, { mode, value }] of values.locators()) {
		const lookup = lookups[field]?.[mode];
		if (!lookup || value === '') continue;
		const parent = values.with(ids).text(parents[field] ?? '');
		const key = JSON.stringify([field, mode, value, parent]);
		let id = found.get(key);
		if (!id) {
			id = lookup(okta, value, parent);
			found.set(key, id);
			// A failure is this item's; the next one with the same name asks again.
			id.catch(() => found.delete(key));
		}
		ids.push([field, await id]);
	}
	return values.with(ids);
}
