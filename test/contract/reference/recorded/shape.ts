/** Kind of a JSON value, as far as the shape of an answer goes. */
const kindOf = (value: unknown): string =>
	Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
	kindOf(value) === 'object';

/**
 * Where two answers differ in members and types; values don't count, and null fits any type. Lists
 * of objects are compared element by element, so that a row that is missing shows.
 *
 * @returns one line a difference, beginning with a JSON pointer in which `*` is any element.
 */
export function differences(expected: unknown, actual: unknown, at = ''): string[] {
	if (expected === undefined || expected === null || actual === null) return [];
	if (kindOf(expected) !== kindOf(actual))
		return [`${at} is ${kindOf(actual)}, not ${kindOf(expected)}`];
	if (Array.isArray(expected) && Array.isArray(actual)) {
		if (expected.every((item) => !isMembers(item)))
			return differences(expected[0], actual[0] ?? null, `${at}/*`);
		if (expected.length !== actual.length)
			return [`${at} has ${actual.length} elements, not ${expected.length}`];
		return unique(expected.flatMap((item, index) => differences(item, actual[index], `${at}/*`)));
	}
	if (!isMembers(expected) || !isMembers(actual)) return [];
	const names = unique([...Object.keys(expected), ...Object.keys(actual)]);
	return names.flatMap((name) => {
		const place = `${at}/${name}`;
		if (!(name in actual)) return [`${place} is missing`];
		if (!(name in expected)) return [`${place} is not recorded`];
		return differences(expected[name], actual[name], place);
	});
}

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];
