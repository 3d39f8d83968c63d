/** What stands at a route, and the names that a path of that route holds. */
export interface Match<T> {
	found: T;
	ids: Record<string, string>;
}

/**
 * Finds what stands at the route of a request.
 *
 * @param byRoute - by method and path as Okta's reference writes them
 */
export function matcherOf<T>(
	byRoute: Iterable<readonly [route: string, what: T]>,
): (method: string, path: string) => Match<T> | undefined {
	const routes = [...byRoute]
		.map(([route, found]) => {
			const [method = '', template = ''] = route.split(' ');
			const source = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
			return { method, template, pattern: new RegExp(`^${source}$`), found };
		})
		// A word goes before a name: groups/rules is no group.
		.toSorted((a, b) => a.template.split('{').length - b.template.split('{').length);

	return (method, path) => {
		for (const route of routes) {
			if (route.method !== method) continue;
			const match = route.pattern.exec(path);
			if (!match) continue;
			const ids = Object.entries(match.groups ?? {}).map(([name, value]): [string, string] => [
				name,
				decodeURIComponent(value),
			]);
			return { found: route.found, ids: Object.fromEntries(ids) };
		}
		return undefined;
	};
}
