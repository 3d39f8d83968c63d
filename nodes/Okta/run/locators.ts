import { type Lookup, lookupFor, parents } from '../objects/lookups';
import { type Operation, splitRoute } from '../table/operation';
import type { Locator, Values } from '../table/values';
import { fitsPath } from '../transport/path';
import type { Okta } from '../transport/types';

/** IDs already looked up in this execution, by field, mode and name. */
export type Found = Map<string, Promise<string>>;

/** What has to be looked up: a locator's field, what it holds, and how. */
interface Wanted {
	field: string;
	locator: Locator;
	lookup: Lookup;
}

/** What an item names otherwise than by an ID. */
export function namedIn(operation: Operation, values: Values): Wanted[] {
	return [...values.locators()].flatMap(([field, locator]) => {
		const lookup = locator.value === '' ? undefined : lookupFor(field, locator);
		if (!lookup || (operation.acceptsLogin && fitsPath(locator.value))) return [];
		return [{ field, locator, lookup }];
	});
}

/** The values with something in the place of each name that any path takes, to check the others by. */
export function withStandIns(values: Values, named: readonly Wanted[]): Values {
	return values.with(named.map(({ field }) => [field, 'id']));
}

/**
 * Replaces logins and names by the IDs they stand for, asking Okta once for each. The object that an
 * operation itself changes or deletes is asked for each time: it may have another name by then.
 */
export async function resolveLocators(
	okta: Okta,
	operation: Operation,
	values: Values,
	named: readonly Wanted[],
	found: Found,
): Promise<Values> {
	const changed = changedBy(operation);
	const ids: Array<[string, string]> = [];
	for (const { field, locator, lookup } of named) {
		const { mode, value } = locator;
		const parent = values.with(ids).text(parents[field] ?? '');
		const key = JSON.stringify([field, mode, value, parent]);
		const known = field === changed ? undefined : found.get(key);
		const id = known ?? lookup(okta, value, parent);
		if (!known && field !== changed) {
			found.set(key, id);
			// A failure is this item's; the next one with the same name asks again.
			id.catch(() => found.delete(key));
		}
		ids.push([field, await id]);
	}
	return values.with(ids);
}

/** The field of the object that an operation changes or deletes as a whole, if it does. */
function changedBy({ route }: Operation): string | undefined {
	const { method, path } = splitRoute(route);
	return method === 'GET' ? undefined : /^[^{]*\{(\w+)\}$/.exec(path)?.[1];
}
