import { commaSeparated } from '../objects/convert';
import { fieldsOfSeveral, type Lookup, lookupAmong, lookupFor, parents } from '../objects/lookups';
import { type Operation, splitRoute } from '../table/operation';
import { Locator, type Values } from '../table/values';
import { fitsPath } from '../transport/path';
import type { Okta } from '../transport/types';

/** IDs already looked up in this execution, by field, mode and name. */
export type Found = Map<string, Promise<string>>;

/** What has to be looked up: a field, what it holds or has among others, and how. */
interface Wanted {
	field: string;
	locator: Locator;
	lookup: Lookup;
	isAmong?: boolean;
}

/** What an item names otherwise than by an ID. */
export function namedIn(operation: Operation, values: Values): Wanted[] {
	const single = [...values.locators()].flatMap(([field, locator]): Wanted[] => {
		const lookup = locator.value === '' ? undefined : lookupFor(field, locator);
		if (!lookup || (operation.acceptsLogin && fitsPath(locator.value))) return [];
		return [{ field, locator, lookup }];
	});
	const among = fieldsOfSeveral.flatMap((field) =>
		namesIn(values, field).flatMap((name): Wanted[] => {
			const lookup = lookupAmong(field, name);
			return lookup ? [{ field, locator: new Locator('name', name), lookup, isAmong: true }] : [];
		}),
	);
	return [...single, ...among];
}

const namesIn = (values: Values, field: string): string[] =>
	commaSeparated(values.get(field) ?? '');

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
	const among = new Map<string, Map<string, string>>();
	for (const { field, locator, lookup, isAmong } of named) {
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
		if (!isAmong) {
			ids.push([field, await id]);
			continue;
		}
		const ofField = among.get(field) ?? new Map<string, string>();
		among.set(field, ofField.set(value, await id));
	}
	const lists = [...among].map(([field, byName]): [string, string[]] => [
		field,
		namesIn(values, field).map((name) => byName.get(name) ?? name),
	]);
	return values.with([...ids, ...lists]);
}

/** The field of the object that an operation changes or deletes as a whole, if it does. */
function changedBy({ route }: Operation): string | undefined {
	const { method, path } = splitRoute(route);
	return method === 'GET' ? undefined : /^[^{]*\{(\w+)\}$/.exec(path)?.[1];
}
